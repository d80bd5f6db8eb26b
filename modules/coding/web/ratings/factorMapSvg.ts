import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { createElement as h } from 'react';
import type { ReactElement } from 'react';
import { frameSvg } from '../../../../ui/chart/frameSvg.ts';
import type { Ink } from '../../../../ui/chart/ink.ts';

/** One domain or construct with its distinct passages; what is both barrier and facilitator stands on both sides. */
export type Factor = {
  readonly key: string;
  readonly label: string;
  readonly barrier: number;
  readonly facilitator: number;
  readonly mixed: number;
};

/** The map of barriers (left) and facilitators (right), drawn to a width in pixels; words come in the reader's language. */
export type FactorDrawing = {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly words: { readonly barrier: string; readonly facilitator: string; readonly mixed: string };
  readonly factors: readonly Factor[];
  readonly width: number;
  readonly ink: Ink;
};

const row = 58;
const top = 44;
const bottom = 34;

/** Bars that grow from the middle: what hinders to the left, what helps to the right, and hatched on both sides what does both. */
export function factorMapSvg(drawing: FactorDrawing): ReactElement {
  const { factors, width, ink, id, words } = drawing;
  const height = top + factors.length * row + bottom;
  const most = max(factors, (one) => Math.max(one.barrier, one.facilitator) + one.mixed) || 1;
  const middle = width / 2;
  const x = scaleLinear([0, most], [0, middle - 74]);
  const hatch = `${id}-hatch`;
  return frameSvg(
    drawing,
    { height, fontSize: 13.5 },
    h(
      'defs',
      null,
      h(
        'pattern',
        { id: hatch, width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
        h('rect', { width: 7, height: 7, fill: ink.ground }),
        h('line', { x1: 0, x2: 0, y1: 0, y2: 7, stroke: ink.soft, strokeWidth: 5 }),
      ),
    ),
    h('rect', { x: 0, y: 0, width, height, fill: ink.ground }),
    h('text', { x: middle - 10, y: 20, textAnchor: 'end', fill: ink.mark, fontWeight: 650 }, words.barrier),
    h('text', { x: middle + 10, y: 20, fill: ink.main, fontWeight: 650 }, words.facilitator),
    ...factors.map((factor, index) => oneFactor(factor, { at: top + index * row, middle, x, ink, hatch })),
    h('line', { x1: middle, x2: middle, y1: 30, y2: height - bottom, stroke: ink.line, strokeWidth: 1.5 }),
    h('rect', { x: 0, y: height - 22, width: 14, height: 12, fill: `url(#${hatch})` }),
    h('text', { x: 20, y: height - 12, fill: ink.soft, fontSize: 12 }, words.mixed),
  );
}

type Place = {
  readonly at: number;
  readonly middle: number;
  readonly x: (value: number) => number;
  readonly ink: Ink;
  readonly hatch: string;
};

function oneFactor(factor: Factor, { at, middle, x, ink, hatch }: Place): ReactElement {
  const { barrier, facilitator, mixed } = factor;
  const bar = { y: at + 20, height: 18 };
  const [left, right, both] = [x(barrier), x(facilitator), x(mixed)];
  const figure = (value: number) => (mixed > 0 ? `${value} + ${mixed}` : String(value));
  return h(
    'g',
    { key: factor.key },
    h('text', { x: 0, y: at + 12, fill: ink.text }, factor.label),
    h('rect', { ...bar, x: middle - left, width: left, fill: ink.mark }),
    h('rect', { ...bar, x: middle - left - both, width: both, fill: `url(#${hatch})` }),
    h('rect', { ...bar, x: middle, width: right, fill: ink.main }),
    h('rect', { ...bar, x: middle + right, width: both, fill: `url(#${hatch})` }),
    h(
      'text',
      { x: middle - left - both - 6, y: at + 34, textAnchor: 'end', fill: ink.text, fontSize: 12 },
      figure(barrier),
    ),
    h(
      'text',
      { x: middle + right + both + 6, y: at + 34, fill: ink.text, fontSize: 12 },
      figure(facilitator),
    ),
  );
}
