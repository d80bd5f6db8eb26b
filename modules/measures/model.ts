import { runMedian, shifts } from '../../ui/chart/runRules.ts';

/** One point of a series: a period, its figure, and the number of records behind it. `value` is null where there is nothing to count from. */
export type Point = {
  readonly period: string;
  readonly value: number | null;
  readonly records: number;
  readonly people: number;
};

/** The lengths a figure can be counted over. */
export type Every = 'week' | 'month' | 'quarter';

const stepMonths: Readonly<Record<Every, number>> = { week: 0, month: 1, quarter: 3 };

const iso = (date: Date) => date.toISOString().slice(0, 10);

/** The first day of the period that holds `day`; weeks begin on Monday. */
export function periodOf(day: string, every: Every): string {
  const date = new Date(`${day}T00:00:00Z`);
  if (every === 'week') {
    date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7));
    return iso(date);
  }
  const month = every === 'quarter' ? Math.floor(date.getUTCMonth() / 3) * 3 : date.getUTCMonth();
  return iso(new Date(Date.UTC(date.getUTCFullYear(), month, 1)));
}

/** The first day of the period after the one that begins on `start`. */
export function nextPeriod(start: string, every: Every): string {
  const date = new Date(`${start}T00:00:00Z`);
  if (every === 'week') date.setUTCDate(date.getUTCDate() + 7);
  else date.setUTCMonth(date.getUTCMonth() + stepMonths[every]);
  return iso(date);
}

/** The first days of the periods that touch the half-open interval [from, to). */
export function periodsBetween(from: string, to: string, every: Every): string[] {
  const periods: string[] = [];
  for (let start = periodOf(from, every); start < to; start = nextPeriod(start, every)) periods.push(start);
  return periods;
}

/** What a run chart shows of a series: its centre line and, when there is one, where a shift begins. */
export type RunReading = {
  readonly centre: number | null;
  readonly shiftFrom: string | null;
  readonly shift: 'up' | 'down' | null;
};

/**
 * Reads a run chart: its centre line is the median of the points before the trial (of all points when there is no trial), and a
 * shift is six or more points in a row on one side of it, from the trial on.
 */
export function readRun(points: readonly Point[], trialFrom?: string): RunReading {
  const known = points.map(({ period, value }) => ({ label: period, value }));
  const before = trialFrom === undefined ? known : known.filter((point) => point.label < trialFrom);
  const centre = runMedian(before.some((point) => point.value !== null) ? before : known);
  if (centre === undefined) return { centre: null, shiftFrom: null, shift: null };
  const after = trialFrom === undefined ? known : known.filter((point) => point.label >= trialFrom);
  const first = shifts(after, centre)[0];
  if (first === undefined) return { centre, shiftFrom: null, shift: null };
  return {
    centre,
    shiftFrom: after[first.from]?.label ?? null,
    shift: first.side === 'above' ? 'up' : 'down',
  };
}

/** A measure's name with what it is counted in, `Days to first contact (days, median)`. */
export function headOf(name: string, unit: string): string {
  return `${name} (${unit.replace(/ \((.+)\)$/u, ', $1')})`;
}
