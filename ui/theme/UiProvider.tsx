import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import '@mantine/core/styles.layer.css';
import './fonts.css';
import './tokens.css';
import './base.css';
import './mantine.css';
import { theme } from './theme.ts';

/** The value the server wrote into the page for style elements made at run time; empty in development. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}

/** Gives everything below its look, light or dark as the reader or their device prefers. */
export function UiProvider(props: { children: ReactNode }) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
      getStyleNonce={styleNonce}
    >
      {props.children}
    </MantineProvider>
  );
}
