import { useFormat } from '../../../../kernel/web/format.ts';
import { Link } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { FactorShown, TrialShown } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useSiteNames } from '../api.ts';
import { TrialBadge } from '../badges.tsx';
import classes from '../learning.module.css';

const order = { due: 0, running: 1, planned: 2, decided: 3 } as const;

/** What is being tried now: due for a decision first, then running, then planned. Nothing when nothing is under way. */
export function TrialLines(props: { factors: readonly FactorShown[] }) {
  const t = useWords(words);
  const trials = props.factors
    .flatMap((factor) => factor.strategies.flatMap((strategy) => strategy.trials))
    .filter(({ state }) => state !== 'decided')
    .sort(
      (left, right) => order[left.state] - order[right.state] || left.startsOn.localeCompare(right.startsOn),
    );
  if (trials.length === 0) return null;
  return (
    <Panel title={t('trials.title')} hint={t('trials.hint')} stage="change">
      <Lines trials={trials} />
    </Panel>
  );
}

/** One line a trial: its name, where it stands, where and when, and what was predicted. */
export function Lines(props: { trials: readonly TrialShown[] }) {
  const t = useWords(words);
  const { day } = useFormat();
  const names = useSiteNames();
  return (
    <ul className={classes['lines']}>
      {props.trials.map((trial) => (
        <li key={trial.id}>
          <div className={classes['lineHead']}>
            <Link to={`/change/trials/${trial.id}`}>{trial.title}</Link>
            <TrialBadge trial={trial} />
          </div>
          <p className={classes['soft']}>
            {[
              names.get(trial.siteId),
              trial.endsOn === null
                ? t('trial.from', { from: day(trial.startsOn) })
                : t('trial.between', { from: day(trial.startsOn), to: day(trial.endsOn) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          <p>{trial.prediction}</p>
        </li>
      ))}
    </ul>
  );
}
