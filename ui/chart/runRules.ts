import { median } from 'd3-array';

/** One point of a run chart; null where there is no figure or it may not be shown. */
export type RunPoint = { readonly label: string; readonly value: number | null };

/** A stretch of points that stays on one side of the median, by index, both ends included. */
export type Shift = { readonly from: number; readonly to: number; readonly side: 'above' | 'below' };

/** The median of the first `baseline` points (all when absent); undefined without figures. */
export function runMedian(points: readonly RunPoint[], baseline = points.length): number | undefined {
  return median(points.slice(0, baseline).flatMap(({ value }) => (value === null ? [] : [value])));
}

/**
 * Six or more points in a row on one side of the median, the usual sign that a process has moved (Perla, Provost and Murray 2011).
 * Points on the median and points without a figure neither count nor break the row; points before `since` are not looked at, so
 * that what was tried is judged by what came after it.
 */
export function shifts(points: readonly RunPoint[], middle: number, since = 0, least = 6): readonly Shift[] {
  const found: Shift[] = [];
  let row: { side: Shift['side']; at: number[] } | undefined;
  const close = () => {
    const [from] = row?.at ?? [];
    const to = row?.at.at(-1);
    if (row && row.at.length >= least && from !== undefined && to !== undefined)
      found.push({ from, to, side: row.side });
  };
  for (const [index, { value }] of points.entries()) {
    if (index < since || value === null || value === middle) continue;
    const side = value > middle ? 'above' : 'below';
    if (row?.side === side) row.at.push(index);
    else {
      close();
      row = { side, at: [index] };
    }
  }
  close();
  return found;
}
