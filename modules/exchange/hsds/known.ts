import type { Kind } from '../../directory/model.ts';

/** Where an id of the files stands: the record it gets here, where it was first seen, and whether that record could be loaded. */
export type Entry = { readonly id: string; readonly file: string; readonly row: number; refused: boolean };

/** Every id of the files that something may point at, by kind. */
export type Known = ReadonlyMap<Kind, Map<string, Entry>>;

/** The ids of one kind. */
export function idsOf(known: Known, kind: Kind): Map<string, Entry> {
  return known.get(kind) ?? new Map<string, Entry>();
}

/** Looks an id up in one kind, or in every kind when the file does not say which. */
export function findId(
  known: Known,
  kind: Kind | undefined,
  original: string,
): { kind: Kind; entry: Entry } | undefined {
  for (const each of kind === undefined ? known.keys() : [kind]) {
    const entry = known.get(each)?.get(original);
    if (entry !== undefined) return { kind: each, entry };
  }
  return undefined;
}
