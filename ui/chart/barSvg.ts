import { max } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { createElement as h } from 'react';
import type { ReactElement } from 'react';
import { frameSvg } from './frameSvg.ts';
import type { Ink } from './ink.ts';

/** One bar; null where the figure may not be shown. `shown` is what is written beside it. */
export type Bar = {
  readonly label: string;
  readonly value: number | null;
  readonly shown: string;
  readonly mark?: boolean;
};

/** Horizontal bars drawn to a width in pixels. */
export type BarDrawing = {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly bars: readonly Bar[];
  readonly width: number;
  readonly ink: Ink;
};

const row = 46;

/** Bars under their names, so that long French names fit on a phone; the marked one stands out. */
export function barSvg(drawing: BarDrawing): ReactElement {
  const { bars, width, ink } = drawing;
  const height = bars.length * row + 4;
  const x = scaleLinear([0, max(bars, ({ value }) => value ?? 0) || 1], [0, width - 64]);
  return frameSvg(
    drawing,
    { height, fontSize: 13.5 },
    ...bars.map((bar, index) => oneBar(bar, index * row, x(bar.value ?? 0), ink)),
  );
}

function oneBar(bar: Bar, top: number, length: number, ink: Ink): ReactElement {
  const fill = bar.mark ? ink.mark : ink.main;
  return h(
    'g',
    { key: `${bar.label}-${top}` },
    h('text', { x: 0, y: top + 15, fill: ink.text, fontWeight: bar.mark ? 650 : 400 }, bar.label),
    bar.value === null
      ? h('line', {
          x1: 0,
          x2: 40,
          y1: top + 31,
          y2: top + 31,
          stroke: ink.soft,
          strokeWidth: 2,
          strokeDasharray: '2 5',
        })
      : h('rect', { x: 0, y: top + 23, width: Math.max(2, length), height: 15, rx: 4, fill }),
    h(
      'text',
      {
        x: (bar.value === null ? 40 : Math.max(2, length)) + 8,
        y: top + 35,
        fill: ink.text,
        fontWeight: 600,
      },
      bar.shown,
    ),
  );
}
