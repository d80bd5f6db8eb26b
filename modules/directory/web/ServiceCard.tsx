import { Link } from '../../../kernel/web/router.tsx';
import { useLocale, useWords } from '../../../kernel/web/words.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import type { Match, ServiceRow } from '../contract.ts';
import { conditions, needs } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import classes from './directory.module.css';
import { useHoursWords } from './hoursWords.ts';
import { PhoneLink } from './PhoneLink.tsx';
import { StandingBadge } from './StandingBadge.tsx';

/** The name of a need or a condition in the reader's language. */
export function useNameOfCode(): (code: string) => string {
  const { locale } = useLocale();
  return (code) => [...needs, ...conditions].find((one) => one.code === code)?.name[locale] ?? code;
}

/** One service found: what it is, why it matches, whether it is open today, how to call it and how fresh the record is. */
export function ServiceCard(props: { row: ServiceRow }) {
  const t = useWords(words);
  const hours = useHoursWords();
  const nameOf = useNameOfCode();
  const { row } = props;
  const today = hours.today(row.hours);
  return (
    <article className={classes['card']}>
      <h2 className={classes['name']}>
        <Link to={`/directory/${row.id}`}>{row.name}</Link>
      </h2>
      <p className={classes['by']}>{[row.organization, row.city].filter(Boolean).join(' · ')}</p>
      {row.summary !== null && <p className={classes['summary']}>{row.summary}</p>}
      {row.why.length > 0 && <Why of={row.why} />}
      <div className={classes['facts']}>
        <span data-open={today.open || undefined}>{today.text}</span>
        {row.phone !== null && <PhoneLink phone={row.phone} />}
      </div>
      <div className={classes['badges']}>
        <StandingBadge of={row.freshness} />
        {row.status !== 'active' && <Badge tone="warn">{t('status.notActive')}</Badge>}
        {row.reach === 'provincial' && <Badge>{t('reach.provincial')}</Badge>}
        {row.marks.map((mark) => (
          <Badge key={mark}>{nameOf(mark)}</Badge>
        ))}
      </div>
    </article>
  );
}

function Why(props: { of: readonly Match[] }) {
  const t = useWords(words);
  const nameOf = useNameOfCode();
  const one = (match: Match) => {
    const meant = match.needs[0] === undefined ? '' : nameOf(match.needs[0]);
    const text =
      match.readAs === null ? match.text : t('why.readAs', { text: match.text, readAs: match.readAs });
    return t(meant === '' ? `why.${match.where}` : `why.need.${match.where}`, { text, meant });
  };
  return (
    <ul className={classes['why']} aria-label={t('why.label')}>
      {props.of.map((match) => (
        <li key={match.text}>{one(match)}</li>
      ))}
    </ul>
  );
}
