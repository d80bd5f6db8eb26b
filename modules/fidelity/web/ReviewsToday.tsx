import { Link } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import { useProgramName } from '../../pathway/web/index.ts';
import words from '../words.json' with { type: 'json' };
import { useReviews, useSites } from './api.ts';
import classes from './fidelity.module.css';

/** Reviews that wait for the reader's scores or agreement; nothing when none does. */
export function ReviewsToday() {
  const t = useWords(words);
  const program = useProgramName();
  const sites = useSites();
  const waiting = useReviews().data?.reviews.filter(({ waits }) => waits !== null) ?? [];
  if (waiting.length === 0) return null;
  return (
    <Panel title={t('today')} stage="understand">
      <ul className={classes['lines']}>
        {waiting.map((one) => {
          const site = sites.find(({ id }) => id === one.siteId)?.name ?? '';
          const of = { program: program(one.programCode), site };
          return (
            <li key={one.id}>
              <Link to={`/fidelity/reviews/${one.id}`}>
                {t(one.waits === 'score' ? 'todayScore' : 'todayAgree', of)}
              </Link>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
