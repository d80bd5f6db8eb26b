import type { Locale } from '../../../kernel/words.ts';

/** What stands in a cell of a report: words, a number, or nothing. */
export type Cell = string | number | null;

/** A table of a study's report: the same rows on the screen, on paper and in a spreadsheet. */
export type ReportTable = {
  readonly key: string;
  readonly title: string;
  readonly note: string | null;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

/** How far an item of a checklist is filled: by a person, by the study's records, by them in part, or not at all. */
export const itemStates = ['said', 'filled', 'part', 'missing'] as const;
export type ItemState = (typeof itemStates)[number];

/** An item of a reporting checklist with what the records say and what a person says. */
export type ChecklistItem = {
  readonly list: string;
  readonly code: string;
  readonly number: string;
  readonly label: string;
  readonly guidance: string;
  readonly facts: readonly string[];
  readonly said: string;
  readonly state: ItemState;
  readonly version: number;
};

/** A checklist of reporting with its items in published order. */
export type Checklist = {
  readonly key: string;
  readonly name: string;
  readonly items: readonly ChecklistItem[];
};

/** A study's report as it is read on the screen and on paper. */
export type StudyReport = {
  readonly locale: Locale;
  readonly title: string;
  readonly subtitle: string;
  readonly madeOn: string;
  readonly headings: { readonly methods: string };
  readonly methods: readonly string[];
  readonly tables: readonly ReportTable[];
};

/** Where an item stands: what a person says counts as the answer; without it, records that answer it wholly or in part. */
export function stateOfItem(facts: readonly string[], whole: boolean, said: string): ItemState {
  if (said !== '') return 'said';
  if (facts.length === 0) return 'missing';
  return whole ? 'filled' : 'part';
}

/**
 * Rows of people by role and site, with those of fewer than `least` people drawn together into one; while that one is itself small,
 * the smallest of the others joins it. A single row that is still small stays alone: it is everybody.
 */
export function drawnTogether<Row extends { readonly people: number }>(
  rows: readonly Row[],
  least: number,
): { readonly kept: readonly Row[]; readonly together: readonly Row[] } {
  const sorted = rows.toSorted((one, other) => one.people - other.people);
  let small = sorted.filter((row) => row.people < least).length;
  const people = (of: readonly Row[]) => of.reduce((sum, row) => sum + row.people, 0);
  while (small > 0 && small < sorted.length && people(sorted.slice(0, small)) < least) small += 1;
  const together = new Set(sorted.slice(0, small));
  return {
    kept: rows.filter((row) => !together.has(row)),
    together: rows.filter((row) => together.has(row)),
  };
}
