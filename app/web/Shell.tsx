import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Panels } from '../../kernel/web/panels.tsx';
import { signInPlace } from '../../kernel/web/places.ts';
import { usePath } from '../../kernel/web/router.tsx';
import { useSession } from '../../kernel/web/session.tsx';
import { useWords } from '../../kernel/web/words.tsx';
import { Dialog } from '../../ui/overlay/Sheet.tsx';
import { Skeletons } from '../../ui/page/Skeletons.tsx';
import { Boundary } from './Boundary.tsx';
import { BottomBar } from './bars/BottomBar.tsx';
import { ConnectionLine } from './bars/ConnectionLine.tsx';
import { NewerLine } from './bars/NewerLine.tsx';
import { Proof } from './door/Proof.tsx';
import { SideMenu } from './bars/SideMenu.tsx';
import { SignedOut } from './door/SignedOut.tsx';
import { TopBar } from './bars/TopBar.tsx';
import words from './words.json' with { type: 'json' };
import classes from './shell.module.css';

/** Everything around a page: the way in, the menu, the palette, what waits on this device, and a place to suggest from. */
export function Shell(props: { children: ReactNode }) {
  const t = useWords(words);
  const { state, refresh } = useSession();
  const main = useArrival();
  if (state !== 'in' && state !== 'ended') return <SignedOut state={state} />;
  return (
    <div className={classes['shell']}>
      <a href="#main" className={classes['skip']}>
        {t('skip')}
      </a>
      <TopBar />
      <SideMenu />
      <main id="main" ref={main} tabIndex={-1} className={classes['main']}>
        <ConnectionLine />
        <NewerLine />
        <Boundary>{props.children}</Boundary>
      </main>
      <BottomBar />
      <Proof />
      <Dialog open={state === 'ended'} onClose={() => undefined} closable={false} title={t('ended.title')}>
        <p>{t('ended.text')}</p>
        <Panels
          at={signInPlace}
          with={{ reason: 'ended', onDone: () => void refresh() }}
          waiting={<Skeletons shape="rows" count={2} />}
        />
      </Dialog>
    </div>
  );
}

/** After going to another page: to its top, with the focus on it, so that a screen reader starts there. */
function useArrival() {
  const path = usePath();
  const main = useRef<HTMLElement>(null);
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    if (main.current === null || main.current.contains(document.activeElement)) return;
    window.scrollTo(0, 0);
    (main.current.querySelector<HTMLElement>('h1') ?? main.current).focus({ preventScroll: true });
  }, [path]);
  return main;
}
