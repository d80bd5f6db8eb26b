import { useWords } from '../../../../kernel/web/words.tsx';
import { Link } from '../../../../kernel/web/router.tsx';
import { ButtonLink } from '../../../../ui/action/Button.tsx';
import { Answer } from '../../../../ui/page/Answer.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import { Skeletons } from '../../../../ui/page/Skeletons.tsx';
import words from '../../words.json' with { type: 'json' };
import classes from '../coding.module.css';
import { useRankings, useSaid } from './shared.ts';

/** On the page of a study: what groups were asked to put in order, and how many voted. */
export function RankingsPanel(props: { studyId: string }) {
  const t = useWords(words);
  const said = useSaid();
  const asked = useRankings(props.studyId);
  return (
    <Panel
      title={t('ranking.title')}
      stage="understand"
      actions={<ButtonLink to="/rankings">{t('ranking.all')}</ButtonLink>}
    >
      <Answer of={asked} waiting={<Skeletons shape="lines" count={2} />}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p>{t('ranking.noneHint')}</p>
          ) : (
            <ul className={classes['plain']}>
              {rows.map((row) => (
                <li key={row.id}>
                  <Link to={`/rankings/${row.id}`}>{said(row.question).text}</Link>{' '}
                  {t('ranking.votedCount', { voted: row.voted })}
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
    </Panel>
  );
}
