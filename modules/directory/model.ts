import type { Hours } from './contract.ts';

export { kinds, shapes } from './shapes.ts';
export type { DirectoryRecord, DirectoryRecords, Kind, Shape, Value, ValueType } from './shapes.ts';
export { kilometres, postalArea } from './distance.ts';
export type { Point } from './distance.ts';
export { conditions, groups, needs } from './needs.ts';
export type { Named } from './needs.ts';
export { plain } from './plain.ts';

const dayLength = 86_400_000;

/** Roles that work with people and with services: they report and check records. */
export const staff = ['steward', 'coordinator', 'worker', 'clinician', 'lead'] as const;

/** What a report that something was wrong may be about. */
export const wrongParts = ['closed', 'phone', 'hours', 'place', 'eligibility', 'other'] as const;

/** Roles that may write what a service says; every change is kept with what stood before. */
export const editors = ['steward', 'coordinator', 'worker', 'clinician'] as const;

/** Whether a service takes referrals now: yes, onto a waitlist, or not. */
export const takings = ['yes', 'waitlist', 'no'] as const;

/** How somebody came to know what they say of a service. */
export const waysTold = ['phone', 'email', 'visit', 'website'] as const;

/** For how many days a word about taking referrals is believed; after that it shows as run out. */
export const takingHolds = 30;

/** The day on which a record is due to be checked again, or null when nobody ever checked it: it is due at once. */
export function dueOn(checkedOn: string | null, every: number): string | null {
  if (checkedOn === null) return null;
  return new Date(Date.parse(checkedOn) + every * dayLength).toISOString().slice(0, 10);
}

/** How a record stands: fresh within a quarter of being checked, ageing within a year, old after that, unknown when nobody ever said. */
export type Standing = 'reported' | 'fresh' | 'ageing' | 'old' | 'unknown';

/** The standing of a record on a day (`2026-03-31`). An open report outweighs any check. */
export function standingOf(
  freshness: { readonly checkedOn: string | null; readonly reportedAt: string | null },
  today: string,
): Standing {
  if (freshness.reportedAt !== null) return 'reported';
  if (freshness.checkedOn === null) return 'unknown';
  const days = (Date.parse(today) - Date.parse(freshness.checkedOn)) / dayLength;
  return days <= 92 ? 'fresh' : days <= 365 ? 'ageing' : 'old';
}

/** The days of the week in order, as the calendar standard writes them. */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];

/** The weekday and time of day of a moment on the reader's own clock. */
export function hereAndNow(moment: Date): { readonly day: Weekday; readonly time: string } {
  const day = weekdays[(moment.getDay() + 6) % 7] ?? 'MO';
  const two = (value: number) => String(value).padStart(2, '0');
  return { day, time: `${two(moment.getHours())}:${two(moment.getMinutes())}` };
}

/** The hours that hold on a weekday of a given date: regular weekly ones, unless a closing or other dated hours cover the date. */
export function hoursOn(hours: readonly Hours[], day: Weekday, date: string): readonly Hours[] {
  const holds = (one: Hours) =>
    (one.from === null || one.from <= date) && (one.to === null || date <= one.to);
  const closed = hours.filter((one) => one.closed && holds(one));
  if (closed.length > 0) return closed;
  return hours.filter((one) => !one.closed && holds(one) && (one.byday?.split(',').includes(day) ?? false));
}

/** True when hours of one day hold at a time of that day. */
export function openAt(hours: Hours, time: string): boolean {
  if (hours.closed || hours.opens === null || hours.opens > time) return false;
  return hours.closes === null || hours.closes <= hours.opens || time < hours.closes;
}

/** A number in the form a telephone dials: digits, a leading plus, and a pause before the extension. */
export function dialable(phone: { readonly number: string; readonly extension: string | null }): string {
  const first = phone.number.split(/[;/]|\bor\b|\bou\b/)[0] ?? '';
  const digits = first.replace(/[^\d+]/g, '').replace(/(?!^)\+/g, '');
  const extension = phone.extension?.replace(/\D/g, '') ?? '';
  return extension === '' ? digits : `${digits};ext=${extension}`;
}
