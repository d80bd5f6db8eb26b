import type { DateOrder } from './columns.ts';

const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/;
const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ ,].*)?$/;

/** The day that a cell means (2026-03-31), whatever time follows it; nothing when it is no day of the calendar. */
export function dayIn(cell: string, order: DateOrder): string | undefined {
  const text = cell.trim();
  const whole = yearFirst.exec(text);
  if (whole !== null) return dayOf(whole[1], whole[2], whole[3]);
  const other = yearLast.exec(text);
  if (other === null) return undefined;
  const [day, month] = order === 'dmy' ? [other[1], other[2]] : [other[2], other[1]];
  return dayOf(other[3], month, day);
}

/** How the dates of a column are written: month first only when some day could not be a month. */
export function orderOf(cells: readonly string[]): DateOrder {
  const months = (order: DateOrder) => cells.filter((cell) => dayIn(cell, order) !== undefined).length;
  return months('mdy') > months('dmy') ? 'mdy' : 'dmy';
}

function dayOf(year = '', month = '', day = ''): string | undefined {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(time.getTime()) || time.toISOString().slice(0, 10) !== text ? undefined : text;
}

/** A number as it is kept: `12,5` and `12.5` are 12.5, spaces between thousands are dropped; nothing when it is none. */
export function numberIn(cell: string): string | undefined {
  const text = cell.trim().replace(/(\d)[\u0020\u00a0\u202f](?=\d{3}(\D|$))/g, '$1');
  const plain = /^[-+]?\d{1,15}(?:[.,]\d{1,10})?$/.exec(text)?.[0];
  return plain?.replace(',', '.').replace(/^\+/, '');
}
