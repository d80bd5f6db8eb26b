/** One record as it stood in a file, and what is wrong with it as a row: `row` is 1 for the first record below the header, however many lines a record spans. */
export type RawRow = {
  readonly row: number;
  readonly cells: Readonly<Record<string, string>>;
  readonly damage?: Why;
};

/** One table of one file. In a nested JSON file, `row` is the place of the outermost object, counted from 1. */
export type RawTable = {
  readonly file: string;
  /** The name in the singular, as `tableName` gives it. */
  readonly table: string;
  readonly rows: readonly RawRow[];
};

/** Why a record was not loaded: `refused.<key>` in the words of this module, its holes filled with the facts. */
export type Why = { readonly key: string; readonly facts: Readonly<Record<string, string | number>> };

/** A record that was not loaded. */
export type Refused = Why & { readonly file: string; readonly row: number };

/** What was put in order while reading, counted by file: `note.<key>` in the words of this module. */
export type Note = { readonly file: string; readonly key: string; readonly count: number };

/** Counts one more change of a kind to a file. */
export function addNote(notes: Map<string, Note>, file: string, key: string): void {
  const name = `${file}\n${key}`;
  notes.set(name, { file, key, count: (notes.get(name)?.count ?? 0) + 1 });
}
