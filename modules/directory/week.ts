import type { Hours } from './contract.ts';
import { weekdays } from './model.ts';
import type { Weekday } from './model.ts';

const dayMinutes = 1440;
const weekMinutes = 7 * dayMinutes;

const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** A minute of the week, 0 at Monday midnight. */
export function minuteOf(day: Weekday, time: string): number {
  return weekdays.indexOf(day) * dayMinutes + minutes(time);
}

/** The minutes of the week in which regular hours are open, as half-open ranges [from, to) that wrap from Sunday to Monday. Dated and monthly hours are not regular. */
export function openRanges(hours: readonly Hours[]): (readonly [number, number])[] {
  return hours.flatMap((one) => {
    const regular = !one.closed && one.opens !== null && one.from === null && one.to === null;
    if (!regular || one.opens === null) return [];
    const { opens, closes } = one;
    const days = weekdays.filter((day) => one.byday?.split(',').includes(day));
    return days.flatMap((day) => {
      const from = minuteOf(day, opens);
      const to =
        closes === null
          ? minuteOf(day, '00:00') + dayMinutes
          : minuteOf(day, closes) + (closes <= opens ? dayMinutes : 0);
      return to <= weekMinutes
        ? [[from, to] as const]
        : [[from, weekMinutes] as const, [0, to - weekMinutes] as const];
    });
  });
}

/** The same in the form PostgreSQL reads a multirange of integers. */
export function weekText(hours: readonly Hours[]): string {
  return `{${openRanges(hours)
    .map(([from, to]) => `[${from},${to})`)
    .join(',')}}`;
}

/** The minutes to look for when a day, a time, or both are asked: single minutes for a time, a whole day without one. */
export function wantedRanges(day: Weekday | null, time: string | null): string | null {
  if (day === null && time === null) return null;
  const days = day === null ? weekdays : [day];
  const ranges = days.map((each) => {
    const from = minuteOf(each, time ?? '00:00');
    return `[${from},${from + (time === null ? dayMinutes : 1)})`;
  });
  return `{${ranges.join(',')}}`;
}
