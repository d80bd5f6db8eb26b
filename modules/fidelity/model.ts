import { bandOf, type Scale } from '../vocabulary/model.ts';

/** How a review stands: each scores alone, the reviewers agree, it is closed, or it was given up. */
export const reviewStates = ['scoring', 'agreeing', 'closed', 'withdrawn'] as const;
export type ReviewState = (typeof reviewStates)[number];

/** How a review stands, from the moments it passed. */
export function stateOf(review: {
  readonly openedAt: unknown;
  readonly closedAt: unknown;
  readonly withdrawnAt: unknown;
}): ReviewState {
  if (review.withdrawnAt !== null) return 'withdrawn';
  if (review.closedAt !== null) return 'closed';
  return review.openedAt === null ? 'scoring' : 'agreeing';
}

type Item = Scale['items'][number];

const between = (low: number, high: number) =>
  Array.from({ length: high - low + 1 }, (_, step) => low + step);

/** The scores an item may get, lowest first: those its anchors describe, else every whole number of the scale's range; none where the scale says neither. */
export function choicesOf(scale: Scale, item: Item): number[] {
  if (item.anchors !== undefined && item.anchors.length > 1)
    return item.anchors.map(({ score }) => score).sort((left, right) => left - right);
  const range = scale.scoring.itemRange;
  return range === undefined ? [] : between(range[0], range[1]);
}

/** Whether people can score a scale: its items are named and each has scores to choose from. */
export function canBeReviewed(scale: Scale): boolean {
  return (
    scale.use === 'fidelity' &&
    scale.items.length > 0 &&
    scale.items.every((item) => (item.name ?? item.text) !== undefined && choicesOf(scale, item).length > 1)
  );
}

/** The score of an item; null when it could not be judged. */
export type Scored = { readonly code: string; readonly score: number | null };

/** What a scale gives for scores: `total` is empty where its rule gives none. A band stands on a full set of scores, or on a mean. */
export type Total = {
  readonly judged: number;
  readonly items: number;
  readonly total: number | null;
  /** The lowest and the highest total that so many judged items could come to. */
  readonly low: number | null;
  readonly high: number | null;
  readonly band: string | null;
};

/** How many times the sum or the mean of scores a method counts; undefined for methods that give no single total. */
const methods: Partial<
  Record<Scale['scoring']['method'], { readonly mean: boolean; readonly times: number }>
> = {
  sum: { mean: false, times: 1 },
  'sum-times-4': { mean: false, times: 4 },
  mean: { mean: true, times: 1 },
};

const sum = (values: readonly number[]) => values.reduce((before, value) => before + value, 0);

/** The total of a scale over its items. What could not be judged is never counted as nought: it is left out, or there is no total, as the scale says. */
export function totalOf(scale: Scale, scores: readonly Scored[]): Total {
  const { items } = scale;
  const judged = items.flatMap((item) => {
    const score = scores.find(({ code }) => code === item.code)?.score;
    return score === undefined || score === null ? [] : [{ item, score }];
  });
  const counts = { judged: judged.length, items: items.length };
  const method = methods[scale.scoring.method];
  const full = judged.length === items.length;
  if (method === undefined || judged.length === 0 || (scale.scoring.allItemsRequired && !full))
    return { ...counts, total: null, low: null, high: null, band: null };
  const made = (values: readonly number[]) =>
    (method.times * sum(values)) / (method.mean ? values.length : 1);
  const total = made(judged.map(({ score }) => score));
  const ends = judged.map(({ item }) => choicesOf(scale, item));
  return {
    ...counts,
    total,
    low: made(ends.map((choices) => choices[0] ?? 0)),
    high: made(ends.map((choices) => choices.at(-1) ?? 0)),
    band: full || method.mean ? (bandOf(scale, total)?.code ?? null) : null,
  };
}

/** The mean of the judged items of each section, in the order of the scale; empty where none was judged. */
export function sectionMeans(
  scale: Scale,
  scores: readonly Scored[],
): { code: string; judged: number; mean: number | null }[] {
  return scale.sections.map(({ code }) => {
    const own = scale.items
      .filter((item) => item.section === code)
      .flatMap((item) => scores.find((one) => one.code === item.code)?.score ?? []);
    return { code, judged: own.length, mean: own.length === 0 ? null : sum(own) / own.length };
  });
}

/** The highest score that asks for a change: the scale's own, else the middle of an item's scores. */
export function weakAtMost(scale: Scale, item: Item): number {
  const choices = choicesOf(scale, item);
  return scale.scoring.weakAtMost ?? ((choices[0] ?? 0) + (choices.at(-1) ?? 0)) / 2;
}

/** The one score that all reviewers gave an item; undefined when they differ or one of them could not judge. */
export function sameScore(given: readonly { readonly score: number | null }[]): number | undefined {
  const [first] = given;
  if (first === undefined || first.score === null) return undefined;
  return given.every(({ score }) => score === first.score) ? first.score : undefined;
}
