/** What each rater said of one unit, as the place of a value in the list of values; null where a rater said nothing. */
export type Pattern = readonly (number | null)[];

/** A value of a scale: a category by its name, or a number. */
export type Value = string | number;

/**
 * Ratings of units by the same raters. Units that were rated alike are counted together: `sources[s][p]` is how many units of source `s`
 * show pattern `p` (characters may be counted by the hundred thousand). `named` is false when a unit's ratings come from nobody in
 * particular, as in a table of counts.
 */
export type Ratings = {
  readonly values: readonly Value[];
  readonly raters: number;
  readonly named: boolean;
  readonly patterns: readonly Pattern[];
  readonly sources: readonly (readonly number[])[];
};

/** Ratings given unit by unit, each unit a list with one value (or null) for each rater. `values` names the scale; those met, in order, when absent. */
export function ratingsOf(units: readonly (readonly (Value | null)[])[], values?: readonly Value[]): Ratings {
  const scale = values ?? inOrder(units.flatMap((unit) => unit.flatMap((value) => value ?? [])));
  const place = new Map(scale.map((value, index) => [value, index]));
  const raters = units.reduce((most, unit) => Math.max(most, unit.length), 0);
  const tally = new Tally();
  for (const unit of units) {
    const row = Array.from({ length: raters }, (_, rater) => placeOf(place, unit[rater] ?? null));
    tally.add(0, row, 1);
  }
  return { values: scale, raters, named: true, ...tally.counted(1) };
}

/** Ratings of two raters as a square table: rows the first rater, columns the second. */
export function ratingsOfTable(table: readonly (readonly number[])[]): Ratings {
  const tally = new Tally();
  table.forEach((cells, row) => cells.forEach((count, column) => tally.add(0, [row, column], count)));
  return { values: table.map((_, index) => index + 1), raters: 2, named: true, ...tally.counted(1) };
}

/** Ratings as counts: one row for each unit, one column for each category; who said what is not known. */
export function ratingsOfCounts(counts: readonly (readonly number[])[]): Ratings {
  const tally = new Tally();
  const raters = Math.max(0, ...counts.map((row) => row.reduce((sum, count) => sum + count, 0)));
  for (const row of counts) {
    const said = row.flatMap((count, value) => Array.from({ length: count }, () => value));
    tally.add(
      0,
      Array.from({ length: raters }, (_, rater) => said[rater] ?? null),
      1,
    );
  }
  const values = (counts[0] ?? []).map((_, index) => index + 1);
  return { values, raters, named: false, ...tally.counted(1) };
}

/** Counts units by source and pattern while they are met. */
export class Tally {
  readonly #place = new Map<string, number>();
  readonly #patterns: Pattern[] = [];
  readonly #counts: Map<number, number>[] = [];
  /** Adds `count` units of a source that show a pattern. */
  add(source: number, pattern: Pattern, count: number): void {
    if (count <= 0) return;
    const key = pattern.join();
    const at = this.#place.get(key) ?? this.#patterns.push(pattern) - 1;
    this.#place.set(key, at);
    const bySource = (this.#counts[at] ??= new Map());
    bySource.set(source, (bySource.get(source) ?? 0) + count);
  }
  /** What was counted, for so many sources. */
  counted(sources: number): Pick<Ratings, 'patterns' | 'sources'> {
    return {
      patterns: this.#patterns,
      sources: Array.from({ length: sources }, (_, source) =>
        this.#patterns.map((_pattern, at) => this.#counts[at]?.get(source) ?? 0),
      ),
    };
  }
}

function placeOf(place: ReadonlyMap<Value, number>, value: Value | null): number | null {
  return value === null ? null : (place.get(value) ?? null);
}

function inOrder(values: readonly Value[]): Value[] {
  return [...new Set(values)].sort((left, right) =>
    typeof left === 'number' && typeof right === 'number'
      ? left - right
      : String(left) < String(right)
        ? -1
        : 1,
  );
}
