import { useId } from 'react';
import type { ReactNode } from 'react';
import { useFormat } from '../../kernel/web/format.ts';
import { type ChartTable, ChartFrame } from './ChartFrame.tsx';
import { screenInk } from './ink.ts';
import { type SpanRow, spanSvg } from './spanSvg.ts';

/** What went on from when until when, up to a day; the table says the same in words. */
export function SpanChart(props: {
  title: string;
  rows: readonly SpanRow[];
  to: string;
  table: ChartTable;
  note?: ReactNode;
}) {
  const format = useFormat();
  const id = useId();
  const days = props.rows.flatMap(({ spans, spots }) => [
    ...spans.map((span) => span.from),
    ...spots.map((spot) => spot.on),
  ]);
  const from = days.sort()[0];
  if (from === undefined) return null;
  const summary = props.table.rows.map((cells) => cells.join(', ')).join('. ');
  const ends = [format.day(from), format.day(props.to)] as const;
  return (
    <ChartFrame title={props.title} caption={false} table={props.table} note={props.note}>
      {(width) => spanSvg({ ...props, id, summary, from, ends, width, ink: screenInk })}
    </ChartFrame>
  );
}
