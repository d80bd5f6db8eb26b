import type { Pattern, Ratings } from './ratings.ts';

/**
 * All that a coefficient needs to know of ratings, as sums over units; square tables are flat, row by row. Every sum is linear in the
 * number of units, so that a resample of the sources is a weighted sum of patterns.
 */
export type Digest = {
  readonly categories: number;
  readonly raters: number;
  readonly named: boolean;
  /** Units with at least one rating. */
  readonly rated: number;
  /** Units with at least two ratings: only these can agree. */
  readonly paired: number;
  /** Coincidences (Krippendorff): each pair of ratings within a unit counts 1 / (ratings of the unit − 1). */
  readonly coincidences: Float64Array;
  /** Pairs of ratings within units, each unit counting 1 in all. */
  readonly pairs: Float64Array;
  /** Shares of the categories, each rated unit counting 1 in all. */
  readonly shares: Float64Array;
  /** How often each rater gave each category. */
  readonly byRater: Float64Array;
  /** The table of the first two raters, over units that both rated. */
  readonly table: Float64Array;
};

/** What each pattern adds to a digest, worked out once. */
export type Plan = {
  readonly ratings: Ratings;
  readonly parts: readonly Float64Array[];
  readonly starts: readonly number[];
};

/** Prepares ratings for digesting them under different weights of their sources. */
export function planOf(ratings: Ratings): Plan {
  const k = ratings.values.length;
  const sizes = [1, 1, k * k, k * k, k, ratings.raters * k, k * k];
  const starts = sizes.map((_, index) => sizes.slice(0, index).reduce((sum, size) => sum + size, 0));
  const length = sizes.reduce((sum, size) => sum + size, 0);
  return {
    ratings,
    starts,
    parts: ratings.patterns.map((pattern) => partOf(pattern, k, starts, length)),
  };
}

function partOf(pattern: Pattern, k: number, starts: readonly number[], length: number): Float64Array {
  const part = new Float64Array(length);
  const add = (table: number, at: number, amount: number) => {
    const index = (starts[table] ?? 0) + at;
    part[index] = (part[index] ?? 0) + amount;
  };
  const said = pattern.flatMap((value) => (value === null ? [] : [value]));
  if (said.length === 0) return part;
  add(0, 0, 1);
  said.forEach((value) => add(4, value, 1 / said.length));
  pattern.forEach((value, rater) => value !== null && add(5, rater * k + value, 1));
  if (said.length < 2) return part;
  add(1, 0, 1);
  said.forEach((one, first) =>
    said.forEach((other, second) => {
      if (first === second) return;
      add(2, one * k + other, 1 / (said.length - 1));
      add(3, one * k + other, 1 / (said.length * (said.length - 1)));
    }),
  );
  const [one, two] = pattern;
  if (typeof one === 'number' && typeof two === 'number') add(6, one * k + two, 1);
  return part;
}

/** The digest when each source counts as often as `times` says; each once when absent. */
export function digestOf({ ratings, parts, starts }: Plan, times?: ArrayLike<number>): Digest {
  const sums = new Float64Array(parts[0]?.length ?? (starts.at(-1) ?? 0) + ratings.values.length ** 2);
  const units = new Float64Array(parts.length);
  ratings.sources.forEach((counts, source) => {
    const often = times === undefined ? 1 : (times[source] ?? 0);
    if (often === 0) return;
    for (let at = 0; at < counts.length; at += 1) units[at] = (units[at] ?? 0) + often * (counts[at] ?? 0);
  });
  parts.forEach((part, at) => {
    const count = units[at] ?? 0;
    if (count === 0) return;
    for (let index = 0; index < part.length; index += 1)
      sums[index] = (sums[index] ?? 0) + count * (part[index] ?? 0);
  });
  const piece = (table: number) => sums.subarray(starts[table], starts[table + 1]);
  return {
    categories: ratings.values.length,
    raters: ratings.raters,
    named: ratings.named,
    rated: sums[0] ?? 0,
    paired: sums[1] ?? 0,
    coincidences: piece(2),
    pairs: piece(3),
    shares: piece(4),
    byRater: piece(5),
    table: piece(6),
  };
}
