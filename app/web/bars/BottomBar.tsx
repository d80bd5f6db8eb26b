import { useState } from 'react';
import { Link, usePath } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Icon } from '../../../ui/icon/Icon.tsx';
import { Sheet } from '../../../ui/overlay/Sheet.tsx';
import { currentLine, useMenu } from '../menu.ts';
import { MenuList } from './SideMenu.tsx';
import words from '../words.json' with { type: 'json' };
import classes from '../shell.module.css';

const mostOften = 4;

/** On a phone: the first four sections under the thumb, and everything else behind "More". */
export function BottomBar() {
  const t = useWords(words);
  const menu = useMenu();
  const path = usePath();
  const [open, setOpen] = useState(false);
  const current = currentLine(menu, path)?.path;
  const shown = menu.slice(0, mostOften);
  return (
    <nav className={classes['bottom']} aria-label={t('menu.short')}>
      {shown.map(({ id, lines }) => (
        <Link
          key={id}
          to={lines[0].path}
          aria-current={lines.some((line) => line.path === current) ? 'page' : undefined}
        >
          <Icon name={id} size={22} />
          <span>{t(`section.${id}`)}</span>
        </Link>
      ))}
      {menu.length > mostOften && (
        <button type="button" aria-expanded={open} onClick={() => setOpen(true)}>
          <Icon name="menu" size={22} />
          <span>{t('menu.more')}</span>
        </button>
      )}
      <Sheet open={open} onClose={() => setOpen(false)} title={t('menu.label')}>
        <MenuList open onGo={() => setOpen(false)} />
      </Sheet>
    </nav>
  );
}
