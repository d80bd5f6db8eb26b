import { useFormat } from '../../../../kernel/web/format.ts';
import { useQuery } from '../../../../kernel/web/queries.ts';
import { Link } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { api } from '../api.ts';
import classes from '../care.module.css';

/** One's contacts that may be about a visit recorded elsewhere too, each with the way to say so; nothing when there are none. */
export function ToSettle() {
  const t = useWords(words);
  const format = useFormat();
  const asked = useQuery({ queryKey: ['care.visitsToSettle'], queryFn: () => api.visitsToSettle({}) });
  const rows = asked.data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title={t('visit.toSettle')} hint={t('visit.toSettleHint')}>
      <ul className={classes['plain']}>
        {rows.map((row) => (
          <li key={row.id}>
            <Link to={`/clients/${row.clientId}`}>{row.clientName}</Link>
            <p className={classes['quiet']}>{format.moment(row.occurredAt)}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
