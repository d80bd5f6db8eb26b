import { useWords } from '../../../../kernel/web/words.tsx';
import { Sparkline } from '../../../../ui/chart/Sparkline.tsx';
import { useFigure } from '../../../measures/web/index.ts';
import type { Evidence } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useRead } from '../api.ts';
import classes from '../network.module.css';

function middle(values: readonly number[]): number | null {
  const sorted = [...values].sort((left, right) => left - right);
  const half = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[sorted.length % 2 === 0 ? half - 1 : half], sorted[half]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** A lesson's figures at a glance: the course, the median before and since, and what is held back. */
export function Turn(props: { evidence: Evidence }) {
  const t = useWords(words);
  const read = useRead();
  const figure = useFigure();
  const { measure, points, trialFrom, heldBack, refused, threshold } = props.evidence;
  if (measure === null) return <p className={classes['soft']}>{t('evidence.none')}</p>;
  if (refused) return <p className={classes['soft']}>{t('evidence.refused', { least: threshold })}</p>;
  const at = trialFrom === null ? -1 : points.findLastIndex(({ period }) => period <= trialFrom);
  const among = (later: boolean) =>
    middle(
      points.flatMap(({ value }, index) =>
        value !== null && at >= 0 && index >= at === later ? [value] : [],
      ),
    );
  const [before, since] = [among(false), among(true)];
  return (
    <div className={classes['turn']}>
      {points.filter(({ value }) => value !== null).length > 2 && (
        <Sparkline values={points.map(({ value }) => value)} />
      )}
      <p>
        {read(measure.name)}
        {before !== null && since !== null && (
          <strong>
            {' '}
            {t('evidence.turn', {
              before: figure(before, measure.format),
              since: figure(since, measure.format),
            })}
          </strong>
        )}
      </p>
      {heldBack > 0 && (
        <p className={classes['soft']}>{t('evidence.heldBack', { count: heldBack, of: points.length })}</p>
      )}
    </div>
  );
}
