/** How a construct bears on the work: −2 to 2, X mixed, M missing; in the order they are shown. */
export const ratingValues = ['-2', '-1', '0', '1', '2', 'X', 'M'] as const;
export type RatingValue = (typeof ratingValues)[number];

/** What is said of whether a construct sets sites apart. */
export const verdicts = ['strong', 'weak', 'no', 'insufficient'] as const;
export type Verdict = (typeof verdicts)[number];

/** How a site stands in what a study compares. */
export const standings = ['high', 'low', 'none'] as const;
export type Standing = (typeof standings)[number];

/**
 * When a construct sets sites apart. Strong: every high site is rated above zero and every low one below, or the means are at least
 * `strongApart` apart; weak: the means are at least `weakApart` apart. Insufficient with fewer than `leastSites` rated sites on a side.
 */
export type Rule = {
  readonly strongApart: number;
  readonly weakApart: number;
  readonly leastSites: number;
  readonly mixedAsZero: boolean;
};

/** The rule a study begins with. No single formula is published; a team changes it, or overrules it with a reason. */
export const usualRule: Rule = { strongApart: 2, weakApart: 1, leastSites: 1, mixedAsZero: true };

/** How many analysts rate a cell before they see each other's ratings, where a study says nothing else. */
export const usualRaters = 2;

/** The number of a rating; nothing for M, and for X unless it counts as zero. */
export function numberOf(value: RatingValue, mixedAsZero: boolean): number | undefined {
  if (value === 'M') return undefined;
  if (value === 'X') return mixedAsZero ? 0 : undefined;
  return Number(value);
}

/** What the rule says of one construct, from the ratings of sites that do well and of sites that do not. */
export function distinguish(high: readonly RatingValue[], low: readonly RatingValue[], rule: Rule): Verdict {
  const of = (values: readonly RatingValue[]) =>
    values.flatMap((value) => numberOf(value, rule.mixedAsZero) ?? []);
  const [above, below] = [of(high), of(low)];
  if (above.length < rule.leastSites || below.length < rule.leastSites) return 'insufficient';
  const apart = Math.abs(mean(above) - mean(below));
  const split =
    (above.every((value) => value > 0) && below.every((value) => value < 0)) ||
    (above.every((value) => value < 0) && below.every((value) => value > 0));
  if (split || apart >= rule.strongApart) return 'strong';
  return apart >= rule.weakApart ? 'weak' : 'no';
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
