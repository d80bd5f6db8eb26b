/** What a list of codings must know of each: where it stands in the text, and which version it is. */
type Listed = {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly version: number;
};

/** What changed in a list of codings: those that are new or different, those that left it, and the sum of the whole list as it should be now. */
export type Changes<Row extends Listed> = {
  readonly rows: readonly Row[];
  readonly gone: readonly string[];
  readonly sum: number;
};

/** A number that tells two lists of codings apart: the last eight digits of each id, as a number, and its version, added up. */
export function sumOf(rows: readonly Listed[]): number {
  return rows.reduce((sum, { id, version }) => sum + Number.parseInt(id.slice(-8), 16) + version, 0);
}

/** A list of codings with its changes, in the order of the text; nothing when the sum says that something is missing, and all must be asked for. */
export function merged<Row extends Listed>(before: readonly Row[], changes: Changes<Row>): Row[] | undefined {
  const left = new Set([...changes.gone, ...changes.rows.map(({ id }) => id)]);
  const rows = [...before.filter(({ id }) => !left.has(id)), ...changes.rows].toSorted(
    (one, two) => one.start - two.start || one.end - two.end || (one.id < two.id ? -1 : 1),
  );
  return sumOf(rows) === changes.sum ? rows : undefined;
}
