import { useMemo } from 'react';
import { asSaid } from '../time.ts';
import type { Locale } from '../words.ts';
import { useLocale } from './words.tsx';

/** Dates, times and numbers as people here write them. Days are `2026-03-31`, moments ISO with offset or Date. */
export type Format = {
  /** 31 March 2026 */
  readonly day: (day: string) => string;
  /** Sunday, March 1; dimanche 1er mars */
  readonly weekday: (moment: Date) => string;
  /** 31 Mar */
  readonly shortDay: (day: string) => string;
  /** 14:05 */
  readonly time: (moment: Date | string) => string;
  /** 31 Mar 2026, 14:05 */
  readonly moment: (moment: Date | string) => string;
  /** 3 days ago, in 2 hours */
  readonly ago: (moment: Date | string, now?: Date) => string;
  readonly number: (value: number, digits?: number) => string;
  /** 0.42 → 42 % */
  readonly percent: (fraction: number, digits?: number) => string;
};

const units: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** The formats of one language. */
export function formatFor(locale: Locale): Format {
  const tag = locale === 'fr' ? 'fr-CA' : 'en-CA';
  const day = new Intl.DateTimeFormat(tag, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const shortDay = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  const time = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const moment = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  const weekday = new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long' });
  const first = (text: string) => asSaid(text, locale);
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  return {
    day: (value) => first(day.format(new Date(`${value.slice(0, 10)}T00:00:00Z`))),
    weekday: (value) => first(weekday.format(value)),
    shortDay: (value) => first(shortDay.format(new Date(`${value.slice(0, 10)}T00:00:00Z`))),
    time: (value) => time.format(new Date(value)),
    moment: (value) => first(moment.format(new Date(value))),
    ago: (value, now = new Date()) => {
      const seconds = (new Date(value).getTime() - now.getTime()) / 1000;
      const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['minute', 60];
      return relative.format(Math.round(seconds / size), unit);
    },
    number: (value, digits) =>
      new Intl.NumberFormat(
        tag,
        digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits },
      ).format(value),
    percent: (fraction, digits = 0) =>
      new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: digits }).format(fraction),
  };
}

/** The formats of the reader's language. */
export function useFormat(): Format {
  const { locale } = useLocale();
  return useMemo(() => formatFor(locale), [locale]);
}
