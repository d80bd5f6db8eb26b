import { Link, usePath } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Icon } from '../../../ui/icon/Icon.tsx';
import { currentLine, useMenu } from '../menu.ts';
import type { MenuSection } from '../menu.ts';
import words from '../words.json' with { type: 'json' };
import classes from '../shell.module.css';

/** The menu beside the page, in the order of the loop. */
export function SideMenu() {
  const t = useWords(words);
  return (
    <nav className={classes['side']} aria-label={t('menu.label')}>
      <MenuList />
    </nav>
  );
}

/** Every section; the lines of the section one is in stand open under it. */
export function MenuList(props: { onGo?: (() => void) | undefined; open?: boolean | undefined }) {
  const menu = useMenu();
  const path = usePath();
  const current = currentLine(menu, path)?.path;
  return (
    <ul className={classes['menu']}>
      {menu.map((section) => (
        <SectionLines key={section.id} section={section} current={current} {...props} />
      ))}
    </ul>
  );
}

function SectionLines(props: {
  section: MenuSection;
  current: string | undefined;
  onGo?: (() => void) | undefined;
  open?: boolean | undefined;
}) {
  const t = useWords(words);
  const { section, current, onGo } = props;
  const [first] = section.lines;
  const inside = section.lines.some(({ path }) => path === current);
  const only = section.lines.length === 1;
  return (
    <li data-section={section.id} data-inside={inside || undefined}>
      <Link
        to={first.path}
        onClick={onGo}
        className={classes['menuLink']}
        aria-current={only && inside ? 'page' : undefined}
      >
        <span className={classes['menuIcon']}>
          <Icon name={section.id} size={22} />
        </span>
        <span>{t(`section.${section.id}`)}</span>
      </Link>
      {!only && (inside || props.open) && (
        <ul className={classes['subMenu']}>
          {section.lines.map((line) => (
            <li key={line.path}>
              <Link to={line.path} onClick={onGo} aria-current={line.path === current ? 'page' : undefined}>
                {line.label}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
