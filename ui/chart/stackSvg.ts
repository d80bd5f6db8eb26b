import { sum } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { createElement as h } from 'react';
import type { ReactElement } from 'react';
import { frameSvg } from './frameSvg.ts';
import type { Ink } from './ink.ts';

/** One part of a whole; null where the figure may not be shown. */
export type Part = {
  readonly label: string;
  readonly value: number | null;
  readonly shown: string;
  readonly fill?: string;
};

/** One bar divided into its parts. */
export type StackDrawing = {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly parts: readonly Part[];
  readonly width: number;
  readonly height?: number | undefined;
  readonly ink: Ink;
};

/** The colour of the part at an index. */
export function partFill(ink: Ink, part: Part, index: number): string {
  return part.fill ?? ink.parts[index % ink.parts.length] ?? ink.main;
}

/** Parts of one whole side by side with a gap between; the legend is written by whoever shows it. */
export function stackSvg(drawing: StackDrawing): ReactElement {
  const { parts, width, ink } = drawing;
  const height = drawing.height ?? 26;
  const total = sum(parts, ({ value }) => value ?? 0) || 1;
  const x = scaleLinear([0, total], [0, width]);
  let from = 0;
  const boxes = parts.map((part, index) => {
    const size = x(part.value ?? 0);
    const box = {
      x: from,
      y: 0,
      width: Math.max(0, size - 2),
      height,
      rx: 3,
      fill: partFill(ink, part, index),
    };
    from += size;
    return h('rect', { key: part.label, ...box });
  });
  return frameSvg(drawing, { height }, ...boxes);
}
