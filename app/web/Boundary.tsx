import { Component } from 'react';
import type { ReactNode } from 'react';
import { usePath } from '../../kernel/web/router.tsx';
import { useWords } from '../../kernel/web/words.tsx';
import { Button } from '../../ui/action/Button.tsx';
import { Notice } from '../../ui/page/Notice.tsx';
import { Page } from '../../ui/page/Page.tsx';
import words from './words.json' with { type: 'json' };

type State = { failed: boolean };

class Catcher extends Component<{ broken: ReactNode; children: ReactNode }, State> {
  override state: State = { failed: false };
  static getDerivedStateFromError(): State {
    return { failed: true };
  }
  override render(): ReactNode {
    return this.state.failed ? this.props.broken : this.props.children;
  }
}

/** A screen that broke says so and leaves everything around it standing; drafts lie sealed on the device and are there after a reload. */
export function Boundary(props: { children: ReactNode }) {
  const path = usePath();
  return (
    <Catcher key={path} broken={<Broken />}>
      {props.children}
    </Catcher>
  );
}

function Broken() {
  const t = useWords(words);
  return (
    <Page title={t('broken.title')} width="narrow">
      <Notice tone="bad" actions={<Button onClick={() => location.reload()}>{t('broken.reload')}</Button>}>
        {t('broken.text')}
      </Notice>
    </Page>
  );
}
