import { createElement as h } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { Ink } from './ink.ts';

/** What every drawing says of itself: its id on the page, its title, what it shows in one sentence, how wide it is (pixels). */
export type Framed = {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly width: number;
  readonly ink: Ink;
};

/** The picture around a drawing, with its title and summary for whoever cannot see it; without a letter size where nothing is written. */
export function frameSvg(
  { id, title, summary, width, ink }: Framed,
  { height, fontSize }: { readonly height: number; readonly fontSize?: number },
  ...inside: ReactNode[]
): ReactElement {
  return h(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      role: 'img',
      'aria-labelledby': `${id}-title ${id}-desc`,
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      ...(fontSize === undefined ? {} : { fontFamily: ink.font, fontSize }),
    },
    h('title', { id: `${id}-title` }, title),
    h('desc', { id: `${id}-desc` }, summary),
    ...inside,
  );
}
