import { Link } from '../../../kernel/web/router.tsx';
import { Panels } from '../../../kernel/web/panels.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Badge } from '../../../ui/data/Badge.tsx';
import type { Match, ServiceRow } from '../contract.ts';
import words from '../words.json' with { type: 'json' };
import classes from './directory.module.css';
import { useNameOfCode } from './nameOfCode.ts';
import { serviceForClientPlace } from './navigate/places.ts';
import { Reasons } from './navigate/Reasons.tsx';
import { PhoneLink } from './PhoneLink.tsx';
import { StandingBadge } from './StandingBadge.tsx';

/** One service found: what it is, why it matches, why it suits or not, how to call it and how fresh the record is; for a client, what can be done for them. */
export function ServiceCard(props: {
  row: ServiceRow;
  /** What distances are measured from is called. */
  from: string;
  clientId?: string | undefined;
}) {
  const t = useWords(words);
  const nameOf = useNameOfCode();
  const { row, from, clientId } = props;
  const to = clientId === undefined ? `/directory/${row.id}` : `/directory/for/${clientId}/${row.id}`;
  return (
    <article className={classes['card']}>
      <h2 className={classes['name']}>
        <Link to={to}>{row.name}</Link>
      </h2>
      <p className={classes['by']}>{[row.organization, row.city].filter(Boolean).join(' · ')}</p>
      {row.summary !== null && <p className={classes['summary']}>{row.summary}</p>}
      {row.why.length > 0 && <Why of={row.why} />}
      <Reasons of={row.reasons} from={from} />
      <div className={classes['facts']}>{row.phone !== null && <PhoneLink phone={row.phone} />}</div>
      <div className={classes['badges']}>
        <StandingBadge of={row.freshness} />
        {row.status !== 'active' && <Badge tone="warn">{t('status.notActive')}</Badge>}
        {row.reach === 'provincial' && <Badge>{t('reach.provincial')}</Badge>}
        {row.marks.map((mark) => (
          <Badge key={mark}>{nameOf(mark)}</Badge>
        ))}
      </div>
      {clientId !== undefined && (
        <Panels at={serviceForClientPlace} with={{ serviceId: row.id, name: row.name, clientId }} />
      )}
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
