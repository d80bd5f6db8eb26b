import { useFormat } from '../../../../kernel/web/format.ts';
import { useWords } from '../../../../kernel/web/words.tsx';
import { RunChart } from '../../../../ui/chart/RunChart.tsx';
import { Notice } from '../../../../ui/page/Notice.tsx';
import { useFigure } from '../../../measures/web/index.ts';
import type { Evidence } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { useRead } from '../api.ts';

/** The figures that may leave, with the trial marked; what is held back is said, and why. */
export function EvidenceChart(props: { evidence: Evidence }) {
  const t = useWords(words);
  const read = useRead();
  const figure = useFigure();
  const { shortDay } = useFormat();
  const { measure, points, trialFrom, threshold, refused } = props.evidence;
  if (measure === null)
    return (
      <Notice tone="still" live={false}>
        {t('evidence.none')}
      </Notice>
    );
  if (refused)
    return (
      <Notice tone="still" live={false} title={read(measure.name)}>
        {t('evidence.refused', { least: threshold })}
      </Notice>
    );
  const at = trialFrom === null ? -1 : points.findLastIndex(({ period }) => period <= trialFrom);
  return (
    <>
      <RunChart
        title={`${read(measure.name)} (${read(measure.unit)})`}
        points={points.map(({ period, value }) => ({ label: shortDay(period), value }))}
        marks={at >= 0 ? [{ at, label: t('evidence.mark') }] : []}
        {...(at > 0 ? { baseline: at } : {})}
        format={(value) => figure(value, measure.format)}
        hidden={t('evidence.hidden')}
        caption
      />
      <HeldBack evidence={props.evidence} />
    </>
  );
}

/** How many figures were held back, and why; nothing when all could leave. */
export function HeldBack(props: { evidence: Evidence }) {
  const t = useWords(words);
  const { heldBack, points, threshold, measure } = props.evidence;
  if (heldBack === 0 || measure === null) return null;
  const why =
    measure.format === 'count'
      ? t('evidence.whyCount', { least: threshold })
      : t('evidence.whyShare', { least: threshold });
  return (
    <Notice tone="still" live={false}>
      {t('evidence.heldBack', { count: heldBack, of: points.length })} {why}
    </Notice>
  );
}
