import { useFormat } from '../../kernel/web/format.ts';
import { Panels } from '../../kernel/web/panels.tsx';
import { todayPlace } from '../../kernel/web/places.ts';
import { Link } from '../../kernel/web/router.tsx';
import { useMe } from '../../kernel/web/session.tsx';
import { useWords } from '../../kernel/web/words.tsx';
import { Icon } from '../../ui/icon/Icon.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { Skeletons } from '../../ui/page/Skeletons.tsx';
import { careRoles } from '../../modules/people/model.ts';
import { useMenu } from './menu.ts';
import words from './words.json' with { type: 'json' };
import classes from './shell.module.css';

/** The first screen of the day: what each module says is due for this person; below it, for those who see no clients, the ways into the loop. */
export function TodayPage() {
  const t = useWords(words);
  const format = useFormat();
  const me = useMe();
  const seesClients = me.roles.some(({ role }) => (careRoles as readonly string[]).includes(role));
  return (
    <Page title={t('today.greeting', { name: me.account.name })} lede={capital(format.weekday(new Date()))}>
      <Panels at={todayPlace} with={{}} waiting={<Skeletons shape="rows" count={3} />} />
      {!seesClients && <Ways />}
    </Page>
  );
}

function Ways() {
  const t = useWords(words);
  return (
    <ul className={classes['ways']}>
      {useMenu().map(({ id, lines }) =>
        id === 'today' ? null : (
          <li key={id} data-section={id}>
            <Link to={lines[0].path} className={classes['way']}>
              <span className={classes['menuIcon']}>
                <Icon name={id} size={24} />
              </span>
              <span>
                <strong>{t(`section.${id}`)}</strong>
                <span>{t(`about.${id}`)}</span>
              </span>
            </Link>
          </li>
        ),
      )}
    </ul>
  );
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}
