/** One point of a series: a period, its figure, and the number of records behind it. `value` is null where there is nothing to count from. */
export type Point = { readonly period: string; readonly value: number | null; readonly records: number; readonly people: number };

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

/** The median of the numbers, null when there are none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1], sorted[middle]];
  if (high === undefined) return null;
  return sorted.length % 2 === 0 && low !== undefined ? (low + high) / 2 : high;
}

/** What a run chart shows of a series: its centre line and, when there is one, where a shift begins. */
export type RunReading = { readonly centre: number | null; readonly shiftFrom: string | null; readonly shift: 'up' | 'down' | null };

/**
 * Reads a run chart by the usual rule: six or more points in a row on one side of the median of the points before the trial
 * (of all points when there is no trial); points on the median are passed over (Perla, Provost & Murray 2011, doi:10.1136/bmjqs.2009.037895).
 */
export function readRun(points: readonly Point[], trialFrom?: string): RunReading {
  const known = points.filter((point): point is Point & { value: number } => point.value !== null);
  const before = trialFrom === undefined ? known : known.filter((point) => point.period < trialFrom);
  const centre = median((before.length > 0 ? before : known).map((point) => point.value));
  if (centre === null) return { centre, shiftFrom: null, shift: null };
  let run: { side: 'up' | 'down'; from: string; length: number } | undefined;
  for (const point of known) {
    if (trialFrom !== undefined && point.period < trialFrom) continue;
    if (point.value === centre) continue;
    const side = point.value > centre ? 'up' : 'down';
    run = run?.side === side ? { ...run, length: run.length + 1 } : { side, from: point.period, length: 1 };
    if (run.length >= 6) return { centre, shiftFrom: run.from, shift: side };
  }
  return { centre, shiftFrom: null, shift: null };
}
