import { greatest } from 'd3-array';
import { useId } from 'react';
import { useWords } from '../../kernel/web/words.tsx';
import { EmptyState } from '../page/EmptyState.tsx';
import words from '../words.json' with { type: 'json' };
import { barSvg } from './barSvg.ts';
import type { Bar } from './barSvg.ts';
import { ChartFrame } from './ChartFrame.tsx';
import classes from './chart.module.css';
import { screenInk } from './ink.ts';
import { partFill, stackSvg } from './stackSvg.ts';
import type { Part } from './stackSvg.ts';

/** Figures side by side, longest name and French included. */
export function BarChart(props: { title: string; bars: readonly Bar[]; caption?: boolean | undefined }) {
  const t = useWords(words);
  const id = useId();
  const first = greatest(props.bars, ({ value }) => value ?? -1);
  if (first === undefined) return <EmptyState plain title={t('chart.none')} />;
  const summary = t('chart.barSummary', { count: props.bars.length, name: first.label, value: first.shown });
  return (
    <ChartFrame
      title={props.title}
      caption={props.caption}
      table={tableOf(props.bars, t('chart.group'), t('chart.value'))}
    >
      {(width) => barSvg({ ...props, id, summary, width, ink: screenInk })}
    </ChartFrame>
  );
}

/** One whole and its parts, with a legend that says each part's figure. */
export function StackedBar(props: { title: string; parts: readonly Part[]; caption?: boolean | undefined }) {
  const t = useWords(words);
  const id = useId();
  const first = greatest(props.parts, ({ value }) => value ?? -1);
  if (first === undefined) return <EmptyState plain title={t('chart.none')} />;
  const summary = t('chart.barSummary', { count: props.parts.length, name: first.label, value: first.shown });
  const legend = props.parts.map((part, index) => (
    <span key={part.label} className={classes['key']}>
      <svg width="12" height="12" aria-hidden="true">
        <rect width="12" height="12" rx="3" fill={partFill(screenInk, part, index)} />
      </svg>
      {part.label} <strong>{part.shown}</strong>
    </span>
  ));
  return (
    <ChartFrame
      title={props.title}
      caption={props.caption}
      note={<div className={classes['legend']}>{legend}</div>}
      table={tableOf(props.parts, t('chart.group'), t('chart.value'))}
    >
      {(width) => stackSvg({ ...props, id, summary, width, ink: screenInk })}
    </ChartFrame>
  );
}

function tableOf(rows: readonly { label: string; shown: string }[], name: string, value: string) {
  return { head: [name, value], rows: rows.map(({ label, shown }) => [label, shown]) };
}
