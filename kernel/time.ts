/** The one clock of the server; tests put another in its place. Leases and lifetimes use the database's clock instead. */
export type Clock = () => Date;

/** The system's clock. */
export const systemClock: Clock = () => new Date();

/** The calendar day of a moment in a time zone, `2026-03-31`. */
export function dayOf(moment: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(moment);
}

/** Whole days from one calendar day to another; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The calendar day `days` after `day`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The half-open quarter [from, to) of a calendar year; `quarter` counts from 1. */
export function quarterOf(year: number, quarter: number): { from: string; to: string } {
  const from = new Date(Date.UTC(year, (quarter - 1) * 3, 1)).toISOString().slice(0, 10);
  const to = new Date(Date.UTC(year, quarter * 3, 1)).toISOString().slice(0, 10);
  return { from, to };
}

/** A date written by Intl as people say it: French makes the first of a month an ordinal, "1er mars". */
export function asSaid(text: string, locale: 'en' | 'fr'): string {
  return locale === 'fr' ? text.replace(/(?<!\d)1(?= \p{L})/u, '1er') : text;
}
