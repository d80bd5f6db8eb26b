import { Link } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import classes from '../coding.module.css';
import { useRankings, useSaid } from './shared.ts';

/** The open rankings that wait for this person's vote; silent when none does. */
export function RankingsToday() {
  const t = useWords(words);
  const said = useSaid();
  const waiting = (useRankings().data?.rows ?? []).filter((row) => row.closedAt === null && row.own === null);
  if (waiting.length === 0) return null;
  return (
    <Panel title={t('ranking.today')} stage="understand">
      <ul className={classes['plain']}>
        {waiting.map((row) => (
          <li key={row.id} lang={said(row.question).lang}>
            <Link to={`/rankings/${row.id}`}>{said(row.question).text}</Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
