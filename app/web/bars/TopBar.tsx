import { lazy, Suspense, useCallback, useEffect, useState } from 'react';
import { useSession } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Icon } from '../../../ui/icon/Icon.tsx';
import { fetchOverlays } from '../../../ui/overlay/Sheet.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { Brand } from './Brand.tsx';
import { Suggest } from './Suggest.tsx';
import words from '../words.json' with { type: 'json' };
import classes from '../shell.module.css';

const loadPalette = () => import('./Palette.tsx');
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));

/** Name, search, where one works, and one's account. */
export function TopBar() {
  const t = useWords(words);
  const { me } = useSession();
  const [searching, setSearching] = useState(false);
  const [opened, setOpened] = useState(false);
  const open = useCallback(() => {
    setOpened(true);
    setSearching(true);
  }, []);
  useFetchedWhileIdle();
  useShortcut(open);
  const sites = me?.sites ?? [];
  return (
    <header className={classes['top']}>
      <Brand />
      <button
        type="button"
        className={classes['searchButton']}
        onClick={open}
        aria-label={t('search.open')}
        aria-keyshortcuts="Control+K Meta+K"
      >
        <Icon name="search" />
        <span>{t('search.open')}</span>
        <kbd aria-hidden="true">{t('search.key')}</kbd>
      </button>
      <span className={classes['site']}>{sites.length === 1 ? sites[0]?.name : me?.community.name}</span>
      <Suggest />
      <AccountMenu />
      {opened && (
        <Suspense>
          <Palette open={searching} onClose={() => setSearching(false)} />
        </Suspense>
      )}
    </header>
  );
}

/** Fetches what opens on top of pages while nothing else happens. */
function useFetchedWhileIdle(): void {
  useEffect(() => {
    const timer = setTimeout(() => {
      fetchOverlays();
      loadPalette().catch(() => undefined);
    }, 1_500);
    return () => clearTimeout(timer);
  }, []);
}

/** Ctrl-K or Cmd-K anywhere. */
function useShortcut(act: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (
        (event.ctrlKey || event.metaKey) &&
        !event.altKey &&
        !event.shiftKey &&
        event.key.toLowerCase() === 'k'
      ) {
        event.preventDefault();
        act();
      }
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [act]);
}
