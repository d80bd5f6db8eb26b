import type { ReactNode } from 'react';
import { LanguageSwitch } from '../../ui/action/LanguageSwitch.tsx';
import { Brand } from './bars/Brand.tsx';
import { Boundary } from './Boundary.tsx';
import classes from './shell.module.css';

/** A page without menu: signing in, setting up, accepting an invitation. */
export function Bare(props: { children: ReactNode }) {
  return (
    <div className={classes['bare']}>
      <header className={classes['bareTop']}>
        <Brand />
        <LanguageSwitch />
      </header>
      <main id="main" tabIndex={-1} className={classes['bareMain']}>
        <Boundary>{props.children}</Boundary>
      </main>
    </div>
  );
}
