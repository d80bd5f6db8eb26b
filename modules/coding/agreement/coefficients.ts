import type { Digest } from './digest.ts';
import type { Value } from './ratings.ts';

/** Why a coefficient has no value; each has its sentence at `why.<name>`. */
export const reasons = [
  'noUnits',
  'oneValue',
  'nobodyUsed',
  'notTwo',
  'unnamedRaters',
  'notNumbers',
  'notRatio',
  'segmentsOnly',
  'oneCategory',
] as const;
export type Why = (typeof reasons)[number];

/** A coefficient: its value, or why it has none. It is never 0 or 1 for want of a value. */
export type Answer =
  | { readonly value: number; readonly why: null }
  | { readonly value: null; readonly why: Why };

/** How much two categories agree, from 0 to 1, as a flat square table. */
export type Weights = Float64Array;

/** How far apart two ratings are for Krippendorff's alpha. */
export const metrics = ['nominal', 'ordinal', 'interval', 'ratio'] as const;
export type Metric = (typeof metrics)[number];

const nearZero = 1e-12;
const none = (why: Why): Answer => ({ value: null, why });

/** Observed against expected agreement: (po − pe) / (1 − pe); without a value when chance alone would agree on everything. */
function beyondChance(observed: number, expected: number): Answer {
  return 1 - expected < nearZero
    ? none('oneValue')
    : { value: (observed - expected) / (1 - expected), why: null };
}

/** Categories agree wholly or not at all. */
export function identity(categories: number): Weights {
  return Float64Array.from({ length: categories * categories }, (_, at) =>
    Math.floor(at / categories) === at % categories ? 1 : 0,
  );
}

/** Categories agree the more the closer they stand on the scale: by their numbers, or by their places in its order. */
export function graded(values: readonly Value[], shape: 'linear' | 'quadratic'): Weights {
  const numbers = values.map((value, index) => (typeof value === 'number' ? value : index));
  const widest = Math.max(...numbers) - Math.min(...numbers);
  const k = values.length;
  return Float64Array.from({ length: k * k }, (_, at) => {
    const apart =
      widest === 0 ? 0 : Math.abs((numbers[Math.floor(at / k)] ?? 0) - (numbers[at % k] ?? 0)) / widest;
    return 1 - (shape === 'linear' ? apart : apart * apart);
  });
}

function weighed(table: ArrayLike<number>, weights: Weights): number {
  let sum = 0;
  for (let at = 0; at < table.length; at += 1) sum += (table[at] ?? 0) * (weights[at] ?? 0);
  return sum;
}

const total = (table: Float64Array) => table.reduce((sum, one) => sum + one, 0);

/** The share of pairs of ratings within units that agree (weighted when weights are given). */
export function percent(digest: Digest, weights = identity(digest.categories)): Answer {
  return digest.paired === 0
    ? none('noUnits')
    : { value: weighed(digest.pairs, weights) / digest.paired, why: null };
}

/** The agreement that two raters with these habits would reach by chance, and what they reached (Cohen 1960); units both rated. */
function twoRaters(digest: Digest, weights: Weights) {
  const k = digest.categories;
  const n = total(digest.table);
  const rows = new Float64Array(k);
  const columns = new Float64Array(k);
  digest.table.forEach((count, at) => {
    rows[Math.floor(at / k)] = (rows[Math.floor(at / k)] ?? 0) + count / n;
    columns[at % k] = (columns[at % k] ?? 0) + count / n;
  });
  let expected = 0;
  let most = 0;
  for (let one = 0; one < k; one += 1) {
    most += Math.min(rows[one] ?? 0, columns[one] ?? 0);
    for (let two = 0; two < k; two += 1)
      expected += (weights[one * k + two] ?? 0) * (rows[one] ?? 0) * (columns[two] ?? 0);
  }
  return { n, observed: weighed(digest.table, weights) / n, expected, most };
}

function pairFault({ named, raters, table }: Digest): Why | undefined {
  if (!named) return 'unnamedRaters';
  if (raters !== 2) return 'notTwo';
  return total(table) === 0 ? 'noUnits' : undefined;
}

/** Cohen's kappa of two raters (Cohen 1960; weighted: Cohen 1968). */
export function cohen(digest: Digest, weights = identity(digest.categories)): Answer {
  const fault = pairFault(digest);
  if (fault !== undefined) return none(fault);
  const { observed, expected } = twoRaters(digest, weights);
  return beyondChance(observed, expected);
}

/** What two raters would agree on by chance, for Cohen's kappa. */
export function expectedByCohen(digest: Digest): Answer {
  const fault = pairFault(digest);
  return fault === undefined
    ? { value: twoRaters(digest, identity(digest.categories)).expected, why: null }
    : none(fault);
}

/** The largest kappa that the two raters' own totals leave possible (Cohen 1960). */
export function cohenMax(digest: Digest): Answer {
  const fault = pairFault(digest);
  if (fault !== undefined) return none(fault);
  const { most, expected } = twoRaters(digest, identity(digest.categories));
  return beyondChance(most, expected);
}

/** Cohen's kappa carried over to any number of raters, each with habits of their own (Conger 1980); equals Cohen's for two. */
export function conger(digest: Digest, weights = identity(digest.categories)): Answer {
  if (!digest.named) return none('unnamedRaters');
  if (digest.paired === 0) return none('noUnits');
  const { categories: k, raters } = digest;
  const habits = Array.from({ length: raters }, (_, rater) => {
    const said = digest.byRater.subarray(rater * k, (rater + 1) * k);
    const n = total(said);
    return Array.from(said, (count) => (n === 0 ? 0 : count / n));
  }).filter((habit) => habit.some((share) => share > 0));
  let expected = 0;
  for (let one = 0; one < k; one += 1)
    for (let two = 0; two < k; two += 1) {
      const sum = (at: number) => habits.reduce((all, habit) => all + (habit[at] ?? 0), 0);
      const same = habits.reduce((all, habit) => all + (habit[one] ?? 0) * (habit[two] ?? 0), 0);
      expected += (weights[one * k + two] ?? 0) * (sum(one) * sum(two) - same);
    }
  expected /= habits.length * (habits.length - 1);
  return beyondChance(weighed(digest.pairs, weights) / digest.paired, expected);
}

/** Fleiss' kappa for any number of raters, all with the same habits (Fleiss 1971); Scott's pi for two. */
export function fleiss(digest: Digest, weights = identity(digest.categories)): Answer {
  if (digest.paired === 0) return none('noUnits');
  const shares = sharesOf(digest);
  let expected = 0;
  shares.forEach((one, row) =>
    shares.forEach((two, column) => {
      expected += (weights[row * digest.categories + column] ?? 0) * one * two;
    }),
  );
  return beyondChance(weighed(digest.pairs, weights) / digest.paired, expected);
}

/** Brennan and Prediger's kappa (1981): every one of the k categories is as likely by chance; k must be said with it. */
export function brennanPrediger(digest: Digest, weights = identity(digest.categories)): Answer {
  if (digest.paired === 0) return none('noUnits');
  if (digest.categories < 2) return none('oneCategory');
  const expected = total(weights) / digest.categories ** 2;
  return beyondChance(weighed(digest.pairs, weights) / digest.paired, expected);
}

/** Gwet's AC1 (2008), and AC2 when weights are given: chance counts only on units that are hard to rate. */
export function gwet(digest: Digest, weights = identity(digest.categories)): Answer {
  const k = digest.categories;
  if (digest.paired === 0) return none('noUnits');
  if (k < 2) return none('oneCategory');
  const hard = sharesOf(digest).reduce((sum, share) => sum + share * (1 - share), 0);
  const expected = (total(weights) / (k * (k - 1))) * hard;
  return beyondChance(weighed(digest.pairs, weights) / digest.paired, expected);
}

/** The share of each category over all rated units. */
export function sharesOf({ shares, rated }: Digest): Float64Array {
  return shares.map((share) => share / rated);
}

/** Krippendorff's alpha for any number of raters and missing ratings (Krippendorff 2011). `values` in the order of the scale. */
export function alpha(digest: Digest, metric: Metric, values: readonly Value[]): Answer {
  const k = digest.categories;
  const counts = new Float64Array(k);
  digest.coincidences.forEach((count, at) => {
    counts[at % k] = (counts[at % k] ?? 0) + count;
  });
  const n = total(counts);
  if (n === 0) return none('noUnits');
  const fault = metricFault(metric, values);
  if (fault !== undefined) return none(fault);
  let observed = 0;
  let expected = 0;
  for (let one = 0; one < k; one += 1)
    for (let two = one + 1; two < k; two += 1) {
      const apart = distance(metric, { values, counts, one, two });
      observed += (digest.coincidences[one * k + two] ?? 0) * apart;
      expected += (counts[one] ?? 0) * (counts[two] ?? 0) * apart;
    }
  return expected === 0 ? none('oneValue') : { value: 1 - ((n - 1) * observed) / expected, why: null };
}

function metricFault(metric: Metric, values: readonly Value[]): Why | undefined {
  if (metric === 'nominal' || metric === 'ordinal') return undefined;
  if (values.some((value) => typeof value !== 'number')) return 'notNumbers';
  return metric === 'ratio' && values.some((value) => Number(value) < 0) ? 'notRatio' : undefined;
}

type Apart = {
  readonly values: readonly Value[];
  readonly counts: Float64Array;
  readonly one: number;
  readonly two: number;
};

/** The squared distance of two different categories; the ordinal one counts the ratings between them, both ends half. */
function distance(metric: Metric, { values, counts, one, two }: Apart): number {
  const [left, right] = [Number(values[one]), Number(values[two])];
  switch (metric) {
    case 'nominal':
      return 1;
    case 'ordinal': {
      let between = -((counts[one] ?? 0) + (counts[two] ?? 0)) / 2;
      for (let at = one; at <= two; at += 1) between += counts[at] ?? 0;
      return between ** 2;
    }
    case 'interval':
      return (left - right) ** 2;
    case 'ratio':
      return ((left - right) / (left + right)) ** 2;
  }
}
