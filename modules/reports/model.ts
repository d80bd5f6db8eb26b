import { quarterOf } from '../../kernel/time.ts';
import type { Locale } from '../../kernel/words.ts';
import type { MeasureFormat } from '../vocabulary/model.ts';

/** The half-open quarter a report is about, and the one before it. */
export function quartersOf(
  year: number,
  quarter: number,
): { now: { from: string; to: string }; before: { from: string; to: string } } {
  const [beforeYear, beforeQuarter] = quarter === 1 ? [year - 1, 4] : [year, quarter - 1];
  return { now: quarterOf(year, quarter), before: quarterOf(beforeYear, beforeQuarter) };
}

const digits = { count: 0, percent: 0, days: 1, amount: 2 } as const;

/** A figure as it is written on the screen and on paper, in the reader's language; a dash where there is nothing to count from. */
export function sayFigure(value: number | null, format: MeasureFormat, locale: Locale): string {
  if (value === null) return '–';
  const tag = `${locale}-CA`;
  if (format === 'percent')
    return new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 }).format(value);
  return new Intl.NumberFormat(tag, { maximumFractionDigits: digits[format] }).format(value);
}

/** One line of a report: a measure, its figure now and before, and the rule it is counted by. */
export type ReportRow = {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly now: string;
  readonly before: string;
  readonly rule: string;
};

/** One chart of a report: a measure month by month. */
export type ReportChart = {
  readonly key: string;
  readonly name: string;
  readonly unit: string;
  readonly format: MeasureFormat;
  readonly points: { label: string; value: number | null }[];
};

/** A report as it is read: the same sentences and figures on the screen, in the PDF and in the Word file. */
export type Report = {
  readonly locale: Locale;
  readonly title: string;
  readonly subtitle: string;
  readonly madeOn: string;
  readonly head: { readonly measure: string; readonly now: string; readonly before: string };
  readonly headings: { readonly figures: string; readonly charts: string; readonly rules: string };
  readonly rows: ReportRow[];
  readonly charts: ReportChart[];
  readonly notes: string[];
};
