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

/** About the width of a letter beside a bar, in pixels. */
const letter = 7.8;

const row = 46;
const line = 17;

/** Bars under their names, so that long French names fit on a phone, on several lines if need be; the marked one stands out. */
export function barSvg(drawing: BarDrawing): ReactElement {
  const { bars, width, ink } = drawing;
  const names = bars.map(({ label }) => linesOf(label, Math.max(12, Math.floor(width / 7.2))));
  const said = letter * (max(bars, ({ shown }) => shown.length) ?? 0) + 12;
  const x = scaleLinear([0, max(bars, ({ value }) => value ?? 0) || 1], [0, Math.max(24, width - said)]);
  let height = 0;
  const drawn = bars.map((bar, index) => {
    const name = names[index] ?? [];
    const top = height;
    height += row + line * (name.length - 1);
    return oneBar({ ...bar, name }, top, x(bar.value ?? 0), ink);
  });
  return frameSvg(drawing, { height: height + 4, fontSize: 13.5 }, ...drawn);
}

/** A name on lines of at most so many characters, broken between words; a longer word keeps a line of its own. */
function linesOf(name: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function oneBar(
  bar: Bar & { name: readonly string[] },
  above: number,
  length: number,
  ink: Ink,
): ReactElement {
  const fill = bar.mark ? ink.mark : ink.main;
  const top = above + line * (bar.name.length - 1);
  return h(
    'g',
    { key: `${bar.label}-${above}` },
    h(
      'text',
      { fill: ink.text, fontWeight: bar.mark ? 650 : 400 },
      ...bar.name.map((said, index) => h('tspan', { key: index, x: 0, y: above + 15 + line * index }, said)),
    ),
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
