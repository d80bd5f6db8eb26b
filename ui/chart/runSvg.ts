import { extent, mean } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { createElement as h } from 'react';
import type { ReactElement } from 'react';
import { frameSvg } from './frameSvg.ts';
import type { Ink } from './ink.ts';
import { runMedian, shifts } from './runRules.ts';
import type { RunPoint } from './runRules.ts';

/** Something that happened, before the point at an index: its name, and what is drawn in its place where several names would overlap. */
export type RunMark = {
  readonly at: number;
  readonly label: string;
  readonly short?: string | undefined;
};

/** A run chart drawn to a width in pixels; texts come said in the reader's language. */
export type RunDrawing = {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly points: readonly RunPoint[];
  /** When something was tried: the index of the first point after it, with a short name. */
  readonly marks?: readonly RunMark[] | undefined;
  /** How many first points make the median; all when absent. */
  readonly baseline?: number | undefined;
  readonly medianText: string;
  readonly format: (value: number) => string;
  readonly width: number;
  readonly height?: number | undefined;
  readonly ink: Ink;
};

/** About the width of a letter of a mark's name, in pixels. */
const letter = 7.2;

const edge = { top: 26, right: 14, bottom: 30, left: 44 };

/** Points in time order, their median, what was tried and when, and stretches that show a sustained shift. */
export function runSvg(drawing: RunDrawing): ReactElement {
  const { points, width, ink } = drawing;
  const height = drawing.height ?? 240;
  const x = scaleLinear([0, Math.max(1, points.length - 1)], [edge.left, width - edge.right]);
  const [, high = 1] = extent(points, ({ value }) => value ?? undefined);
  const y = scaleLinear([0, Math.max(high, 1)], [height - edge.bottom, edge.top]).nice(4);
  const middle = runMedian(points, drawing.baseline);
  const at = (point: RunPoint, index: number) => ({ x: x(index), y: y(point.value ?? 0) });
  const path = line<RunPoint>(
    (_point, index) => x(index),
    ({ value }) => y(value ?? 0),
  ).defined(({ value }) => value !== null)([...points]);
  return frameSvg(
    drawing,
    { height, fontSize: 12.5 },
    ...y.ticks(4).map((tick) => gridLine(tick, y(tick), drawing)),
    ...timeLabels(drawing, x, height),
    ...(middle === undefined ? [] : [medianLine(drawing, y(middle))]),
    ...(middle === undefined ? [] : shiftBands(drawing, middle, x, y)),
    ...(drawing.marks ?? []).map((mark) => trialMark(mark, x, height, drawing)),
    h('path', {
      key: 'run',
      d: path ?? '',
      fill: 'none',
      stroke: ink.main,
      strokeWidth: 2,
      strokeLinejoin: 'round',
    }),
    ...points.flatMap((point, index) => {
      const { x: cx, y: cy } = at(point, index);
      if (point.value === null) return [];
      return h('circle', {
        key: `p${index}`,
        cx,
        cy,
        r: 3.4,
        fill: ink.main,
        stroke: ink.ground,
        strokeWidth: 1.4,
      });
    }),
    middle === undefined ? null : medianName(drawing, middle, x, y),
  );
}

function gridLine(tick: number, y: number, { width, ink, format }: RunDrawing): ReactElement {
  return h(
    'g',
    { key: `y${tick}` },
    h('line', { x1: edge.left, x2: width - edge.right, y1: y, y2: y, stroke: ink.line }),
    h('text', { x: edge.left - 8, y: y + 4, textAnchor: 'end', fill: ink.soft }, format(tick)),
  );
}

function timeLabels(
  { points, width, ink }: RunDrawing,
  x: (index: number) => number,
  height: number,
): ReactElement[] {
  const room = Math.max(2, Math.floor((width - edge.left) / 92));
  const every = Math.max(1, Math.ceil(points.length / room));
  return points.flatMap(({ label }, index) => {
    if (index % every !== 0) return [];
    const anchor = index === 0 ? 'start' : x(index) > width - 50 ? 'end' : 'middle';
    return h(
      'text',
      { key: `x${index}`, x: x(index), y: height - 8, textAnchor: anchor, fill: ink.soft },
      label,
    );
  });
}

function medianLine({ width, ink }: RunDrawing, y: number): ReactElement {
  const stroke = { stroke: ink.text, strokeDasharray: '6 5' };
  return h('line', { key: 'm', x1: edge.left, x2: width - edge.right, y1: y, y2: y, ...stroke });
}

/** The median's name, over everything else, where it covers least. */
function medianName(
  drawing: RunDrawing,
  middle: number,
  x: (index: number) => number,
  y: (value: number) => number,
): ReactElement {
  const { width, ink, medianText } = drawing;
  const wide = medianText.length * letter;
  const { side, above } = quietEnd(drawing, middle, (index) =>
    x(index) < edge.left + 4 + wide ? 'start' : x(index) > width - edge.right - wide ? 'end' : undefined,
  );
  const at = { start: edge.left + 4, end: width - edge.right }[side];
  const line = y(middle);
  return h(
    'text',
    { key: 'mt', x: at, y: above ? line - 6 : line + 15, textAnchor: side, fill: ink.text, ...halo(ink) },
    medianText,
  );
}

/**
 * The end of the chart, and the side of the median, where a name covers least: no mark, then no point; of equal ends the one whose points
 * lie farther from the median. `endOf` says which end's name a place on the chart would touch.
 */
function quietEnd(
  { points, marks = [] }: RunDrawing,
  middle: number,
  endOf: (index: number) => 'start' | 'end' | undefined,
): { side: 'start' | 'end'; above: boolean } {
  const judged = (['end', 'start'] as const).map((side) => {
    const near = points.filter(({ value }, index) => value !== null && endOf(index) === side);
    const away = mean(near, ({ value }) => (value ?? middle) - middle) ?? 0;
    const crossed = marks.filter(({ at }) => endOf(at - 0.5) === side).length;
    return { side, above: away <= 0, crossed, away: Math.abs(away) };
  });
  const [end, start] = judged;
  if (end === undefined || start === undefined) return { side: 'end', above: true };
  if (start.crossed !== end.crossed) return start.crossed < end.crossed ? start : end;
  return start.away > end.away ? start : end;
}

function shiftBands(
  { points, ink, baseline, marks }: RunDrawing,
  middle: number,
  x: (index: number) => number,
  y: (value: number) => number,
): ReactElement[] {
  return shifts(points, middle, marks?.[0]?.at).map(({ from, to }) => {
    const inside = points.slice(from, to + 1).flatMap(({ value }) => (value === null ? [] : [value]));
    const all = [...inside, middle].map(y);
    const top = Math.min(...all) - 9;
    const tall = Math.max(...all) + 9 - top;
    const box = { x: x(from) - 9, y: top, width: x(to) - x(from) + 18, height: tall, rx: 9 };
    return h('rect', {
      key: `s${from}`,
      ...box,
      fill: ink.mark,
      opacity: baseline === undefined ? 0.13 : 0.16,
    });
  });
}

function trialMark(
  mark: RunMark,
  x: (index: number) => number,
  height: number,
  { width, ink }: RunDrawing,
): ReactElement {
  const at = x(mark.at - 0.5);
  const late = at > (edge.left + width - edge.right) / 2;
  const room = Math.floor(((late ? at - edge.left : width - at) - 10) / letter);
  const name = mark.short ?? mark.label;
  const text = name.length <= room ? name : `${name.slice(0, Math.max(0, room - 1))}…`;
  return h(
    'g',
    { key: `t${mark.at}` },
    h('line', {
      x1: at,
      x2: at,
      y1: edge.top - 6,
      y2: height - edge.bottom,
      stroke: ink.mark,
      strokeWidth: 1.75,
    }),
    h('path', { d: `M${at} ${edge.top - 8}l5 7h-10Z`, fill: ink.mark }),
    h(
      'text',
      {
        x: late ? at - 8 : at + 8,
        y: edge.top - 10,
        textAnchor: late ? 'end' : 'start',
        fill: ink.mark,
        fontWeight: 600,
      },
      text,
    ),
  );
}

function halo(ink: Ink) {
  return { paintOrder: 'stroke', stroke: ink.ground, strokeWidth: 4, strokeLinejoin: 'round' } as const;
}
