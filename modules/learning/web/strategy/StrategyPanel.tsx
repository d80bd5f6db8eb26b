import { useState } from 'react';
import { useFormat } from '../../../../kernel/web/format.ts';
import { Link } from '../../../../kernel/web/router.tsx';
import { useWords } from '../../../../kernel/web/words.tsx';
import { Button } from '../../../../ui/action/Button.tsx';
import { Facts } from '../../../../ui/data/Facts.tsx';
import { Panel } from '../../../../ui/page/Panel.tsx';
import type { StrategyShown } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useDecides, useRead } from '../api.ts';
import { TrialBadge } from '../badges.tsx';
import classes from '../learning.module.css';
import { dimensions } from './StrategySheet.tsx';
import { TrialSheet } from '../trial/TrialSheet.tsx';

/** A strategy as it is specified for this site, with its trials. */
export function StrategyPanel(props: { strategy: StrategyShown }) {
  const t = useWords(words);
  const read = useRead();
  const { day } = useFormat();
  const decides = useDecides();
  const [planning, setPlanning] = useState(false);
  const { id, strategy, specification, trials } = props.strategy;
  const items = dimensions.map((dimension) => ({
    label: t(`spec.${dimension}`),
    value: specification[dimension] ?? null,
  }));
  const plan = decides && (
    <Button kind={trials.length === 0 ? 'primary' : 'quiet'} icon="plus" onClick={() => setPlanning(true)}>
      {t('trial.plan')}
    </Button>
  );
  return (
    <Panel title={read(strategy.name)} hint={t('strategy.hint')} stage="change" actions={plan}>
      <Facts items={items} />
      {trials.length > 0 && (
        <ol className={classes['cycles']}>
          {trials.map((trial) => (
            <li key={trial.id}>
              <span className={classes['cycle']}>{t('trial.cycle', { n: trial.cycle })}</span>
              <Link to={`/change/trials/${trial.id}`}>{trial.title}</Link>
              <TrialBadge trial={trial} />
              <span className={classes['soft']}>
                {trial.endsOn === null
                  ? t('trial.from', { from: day(trial.startsOn) })
                  : t('trial.between', { from: day(trial.startsOn), to: day(trial.endsOn) })}
              </span>
            </li>
          ))}
        </ol>
      )}
      {planning && <TrialSheet strategyId={id} onClose={() => setPlanning(false)} />}
    </Panel>
  );
}
