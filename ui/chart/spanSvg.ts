import { scaleLinear } from 'd3-scale';
import { createElement as h } from 'react';
import type { ReactElement } from 'react';
import { frameSvg } from './frameSvg.ts';
import type { Ink } from './ink.ts';

/** A stretch of days [from, to), open when `to` is null; `apart` marks the ones that differ, `text` is written in it where it fits. */
export type Span = {
  readonly from: string;
  readonly to: string | null;
  readonly apart?: boolean | undefined;
  readonly text?: string | undefined;
};

/** One day; filled or hollow. */
export type Spot = { readonly on: string; readonly filled: boolean };

/** One line of the drawing: its name, stretches and days. */
export type SpanRow = {
  readonly label: string;
  readonly spans: readonly Span[];
  readonly spots: readonly Spot[];
};

/** Stretches and days over time, drawn to a width in pixels; texts come said in the reader's language. */
export type SpanDrawing = {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly rows: readonly SpanRow[];
  readonly from: string;
  readonly to: string;
  readonly ends: readonly [string, string];
  readonly width: number;
  readonly ink: Ink;
};

const row = 42;
const letter = 7;
const dayOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;

/** Stretches under their names, oldest day at the left, today at the right. */
export function spanSvg(drawing: SpanDrawing): ReactElement {
  const { rows, width, ink } = drawing;
  const height = rows.length * row + 22;
  const x = scaleLinear(
    [dayOf(drawing.from), Math.max(dayOf(drawing.to), dayOf(drawing.from) + 1)],
    [8, width - 8],
  );
  const at = (day: string) => x(Math.min(Math.max(dayOf(day), dayOf(drawing.from)), dayOf(drawing.to)));
  const end = { y: height - 4, fill: ink.soft, fontSize: 12 };
  return frameSvg(
    drawing,
    { height, fontSize: 13 },
    ...rows.map((one, index) => oneRow(one, index * row, { ...drawing, at })),
    h('line', { x1: 2, x2: width - 8, y1: height - 18, y2: height - 18, stroke: ink.line }),
    h('text', { ...end, x: 2 }, drawing.ends[0]),
    h('text', { ...end, x: width - 8, textAnchor: 'end' }, drawing.ends[1]),
  );
}

type Placing = SpanDrawing & { readonly at: (day: string) => number };

function oneRow(one: SpanRow, top: number, place: Placing): ReactElement {
  const { ink, at, width } = place;
  const room = Math.floor(width / letter);
  const label = one.label.length <= room ? one.label : `${one.label.slice(0, Math.max(0, room - 1))}…`;
  return h(
    'g',
    { key: `${top}` },
    h('text', { x: 2, y: top + 14, fill: ink.text }, label),
    ...one.spans.map((span, index) => oneSpan(span, index, top + 20, place)),
    ...one.spots.map((spot, index) =>
      h('circle', {
        key: `d${index}`,
        cx: at(spot.on),
        cy: top + 28,
        r: 5,
        fill: spot.filled ? ink.main : ink.ground,
        stroke: spot.filled ? ink.main : ink.mark,
        strokeWidth: 2,
      }),
    ),
  );
}

function oneSpan(span: Span, index: number, top: number, { at, to, ink }: Placing): ReactElement {
  const [start, end] = [at(span.from), at(span.to ?? to)];
  const wide = Math.max(4, end - start);
  const colour = span.apart ? ink.mark : ink.main;
  const fits = span.text !== undefined && span.text.length * letter + 6 <= wide;
  return h(
    'g',
    { key: `s${index}` },
    h('rect', { x: start, y: top, width: wide, height: 16, rx: 4, fill: colour, stroke: ink.ground }),
    fits && h('text', { x: start + 5, y: top + 12.5, fill: ink.ground, fontSize: 12 }, span.text),
  );
}
