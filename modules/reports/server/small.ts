import type { Measure } from '../../vocabulary/model.ts';
import type { Point } from '../../measures/model.ts';
import { protect, threshold } from '../../../kernel/suppress.ts';

type Figure = Pick<Point, 'value' | 'people'>;

/** True for a figure that may not leave: a count from 1 to 4, or a share or median with fewer than five people behind it. */
export function tooSmall(figure: Figure, format: Measure['format']): boolean {
  if (figure.value === null) return false;
  return format === 'count' ? figure.value > 0 && figure.value < threshold : figure.people < threshold;
}

/** The first day of the quarter that a month belongs to. */
const quarterOfMonth = (month: string) =>
  `${month.slice(0, 5)}${String(Math.floor((Number(month.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`;

function heldInQuarter(counts: readonly number[]): (number | null)[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total > 0 && total < threshold) return counts.map(() => null);
  const { cells, refused } = protect([counts], threshold, 'rows');
  return refused ? counts.map(() => null) : [...(cells[0] ?? [])];
}

/** The months of a chart that may leave beside their quarters' totals: small counts are held back, and with them what would give one away. */
export function monthsToLeave(
  points: readonly Point[],
  format: Measure['format'],
): { period: string; value: number | null }[] {
  if (format !== 'count')
    return points.map((point) => ({
      period: point.period,
      value: tooSmall(point, format) ? null : point.value,
    }));
  const quarters = Map.groupBy(points, (point) => quarterOfMonth(point.period));
  return [...quarters.values()].flatMap((months) => {
    const shown = heldInQuarter(months.map((month) => month.value ?? 0));
    return months.map(({ period }, index) => ({ period, value: shown[index] ?? null }));
  });
}
