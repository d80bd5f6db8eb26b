import { useFormat } from '../../../kernel/web/format.ts';
import { Link } from '../../../kernel/web/router.tsx';
import { useWords } from '../../../kernel/web/words.tsx';
import { ButtonLink } from '../../../ui/action/Button.tsx';
import { Panel } from '../../../ui/page/Panel.tsx';
import type { Study } from '../../evidence/contract.ts';
import words from '../words.json' with { type: 'json' };
import { useRounds } from './agreement/useAsked.ts';
import { useStudies } from './api.ts';
import classes from './coding.module.css';

const shown = 5;

/** What waits for somebody who studies: texts of open rounds they have not finished, and texts everybody has read that are not agreed. */
export function TextsToday() {
  const studies = useStudies().data?.rows ?? [];
  return studies.slice(0, 3).map((study) => <OneStudy key={study.id} study={study} />);
}

function OneStudy({ study }: { study: Study }) {
  const t = useWords(words);
  const format = useFormat();
  const { data } = useRounds(study.id);
  if (data === undefined) return null;
  const open = new Set(data.rows.filter((round) => round.closedAt === null).map((round) => round.id));
  const inRound = data.texts.filter((text) => text.roundId !== null && open.has(text.roundId));
  const mine = inRound.filter((text) => text.readings.some((one) => one.own && one.finishedAt === null));
  const agreeing = data.texts.filter((text) => text.consensus === 'open').length;
  if (open.size + agreeing === 0) return null;
  return (
    <Panel
      title={t('today.title', { study: study.title })}
      stage="understand"
      actions={
        <ButtonLink size="small" to={`/agreement?study=${study.id}&tab=rounds`}>
          {t('round.title')}
        </ButtonLink>
      }
    >
      <p>
        {t('today.rounds', {
          rounds: format.number(open.size),
          mine: format.number(mine.length),
          agreeing: format.number(agreeing),
        })}
      </p>
      <ul className={classes['plain']}>
        {mine.slice(0, shown).map((text) => (
          <li key={text.sourceId}>
            <Link to={`/texts/${text.sourceId}`}>{text.label}</Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
