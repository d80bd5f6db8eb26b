import { useMe } from '../../../../kernel/web/session.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import words from '../../words.json' with { type: 'json' };
import { useFactors } from '../api.ts';
import { Lines } from './TrialLines.tsx';

/** Trials at one's sites that are due for a decision or running, on the first screen of the day; silent when there are none. */
export function TrialsToday() {
  const t = useWords(words);
  const mine = new Set(useMe().sites.map(({ id }) => id));
  const { data } = useFactors();
  const trials = (data?.factors ?? [])
    .flatMap((factor) => factor.strategies.flatMap((strategy) => strategy.trials))
    .filter(({ state, siteId }) => mine.has(siteId) && (state === 'due' || state === 'running'))
    .sort((left, right) => left.state.localeCompare(right.state));
  if (trials.length === 0) return null;
  return (
    <Panel title={t('trials.title')} stage="change">
      <Lines trials={trials.slice(0, 5)} />
    </Panel>
  );
}
