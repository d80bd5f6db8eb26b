import { useCallback, useEffect, useState } from 'react';
import { useSession } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Icon } from '../../../ui/icon/Icon.tsx';
import { AccountMenu } from './AccountMenu.tsx';
import { Brand } from './Brand.tsx';
import { Palette } from './Palette.tsx';
import words from '../words.json' with { type: 'json' };
import classes from '../shell.module.css';

/** Name, search, where one works, and one's account. */
export function TopBar() {
  const t = useWords(words);
  const { me } = useSession();
  const [searching, setSearching] = useState(false);
  const open = useCallback(() => setSearching(true), []);
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
      <AccountMenu />
      <Palette open={searching} onClose={() => setSearching(false)} />
    </header>
  );
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
