import { extent } from 'd3-array';
import { useId } from 'react';
import { useFormat } from '../../kernel/web/format.ts';
import { useWords } from '../../kernel/web/words.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import words from '../words.json' with { type: 'json' };
import { ChartFrame } from './ChartFrame.tsx';
import classes from './chart.module.css';
import { screenInk } from './ink.ts';
import { runMedian, shifts } from './runRules.ts';
import type { RunPoint } from './runRules.ts';
import { type RunMark, runSvg } from './runSvg.ts';

/** A measure over time with its median, what was tried and when, and sustained shifts; the table says the same. */
export function RunChart(props: {
  title: string;
  points: readonly RunPoint[];
  marks?: readonly RunMark[] | undefined;
  baseline?: number | undefined;
  format?: ((value: number) => string) | undefined;
  caption?: boolean | undefined;
  /** What stands in the table where a figure may not be shown. */
  hidden?: string | undefined;
}) {
  const t = useWords(words);
  const numbers = useFormat();
  const id = useId();
  const { points } = props;
  const format = props.format ?? ((value: number) => numbers.number(value));
  const middle = runMedian(points, props.baseline);
  const [low, high] = extent(points, ({ value }) => value ?? undefined);
  if (middle === undefined || low === undefined) return <EmptyState plain title={t('chart.none')} />;
  const summary = t('chart.runSummary', {
    count: points.length,
    from: points[0]?.label ?? '',
    to: points.at(-1)?.label ?? '',
    low: format(low),
    high: format(high ?? low),
    median: format(middle),
  });
  const shifted = shifts(points, middle, props.marks?.[0]?.at).length > 0;
  return (
    <ChartFrame
      title={props.title}
      caption={props.caption}
      note={<Legend marks={props.marks ?? []} points={points} shifted={shifted} />}
      table={{
        head: [t('chart.period'), t('chart.value')],
        rows: points.map(({ label, value }) => [
          label,
          value === null ? (props.hidden ?? '–') : format(value),
        ]),
      }}
    >
      {(width) =>
        runSvg({
          ...props,
          id,
          summary: shifted ? `${summary} ${t('chart.shift')}.` : summary,
          medianText: t('chart.medianValue', { value: format(middle) }),
          format,
          width,
          ink: screenInk,
        })
      }
    </ChartFrame>
  );
}

function Legend(props: { marks: readonly RunMark[]; points: readonly RunPoint[]; shifted: boolean }) {
  const t = useWords(words);
  if (props.marks.length === 0 && !props.shifted) return null;
  return (
    <div className={classes['legend']}>
      {props.marks.map((mark) => (
        <span key={mark.at} className={classes['key']}>
          <span className={classes['markKey']} />
          {mark.short && `${mark.short}. `}
          {mark.label} ({props.points[mark.at]?.label})
        </span>
      ))}
      {props.shifted && (
        <span className={classes['key']}>
          <span className={classes['shiftKey']} />
          {t('chart.shift')}
        </span>
      )}
    </div>
  );
}
