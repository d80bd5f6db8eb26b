import { Link, usePath } from '../../../kernel/web/router.tsx';
import { useSession } from '../../../kernel/web/session.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Row } from '../../../ui/page/Layout.tsx';
import { SelectField } from '../../../ui/fields/SelectField.tsx';
import { careRoles } from '../../people/model.ts';
import words from '../words.json' with { type: 'json' };
import { useOwnSite } from './api.ts';
import classes from './supply.module.css';

const parts = [
  ['/supply', 'nav.day', careRoles],
  ['/supply/due', 'nav.due', careRoles],
  ['/supply/alerts', 'nav.alerts', careRoles],
  ['/supply/affected', 'nav.affected', careRoles],
  ['/supply/review', 'nav.review', ['coordinator', 'clinician']],
  ['/supply/rules', 'nav.rules', careRoles],
] as const;

/** The parts of safer supply, side by side. */
export function SupplyNav() {
  const t = useWords(words);
  const path = usePath();
  const { sees } = useSession();
  return (
    <nav aria-label={t('nav.label')} className={classes['nav']}>
      {parts
        .filter(([, , who]) => sees(who))
        .map(([to, key]) => (
          <Link key={to} to={to} aria-current={path === to ? 'page' : undefined}>
            {t(key)}
          </Link>
        ))}
    </nav>
  );
}

/** Which of one's own sites a screen is about; nothing to choose for people of one site. */
export function SiteChoice(props: { site: string; choose: (site: string) => void }) {
  const t = useWords(words);
  const { id, sites } = useOwnSite(props.site);
  if (sites.length < 2) return null;
  return (
    <Row>
      <SelectField
        label={t('site')}
        options={sites.map((one) => ({ value: one.id, label: one.name }))}
        value={id ?? null}
        onChange={(value) => props.choose(value ?? '')}
      />
    </Row>
  );
}
