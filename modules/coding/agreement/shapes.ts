import { z } from 'zod';
import {
  alpha,
  type Answer,
  brennanPrediger,
  cohen,
  cohenMax,
  conger,
  expectedByCohen,
  fleiss,
  graded,
  gwet,
  type Metric,
  metrics,
  percent,
} from './coefficients.ts';
import { byCharacter } from './cover.ts';
import { digestOf, planOf } from './digest.ts';
import { type Ratings, ratingsOf, ratingsOfCounts, ratingsOfTable, Tally } from './ratings.ts';

const Rating = z.union([z.string().max(200), z.number()]).nullable();
const Count = z.int().min(0).max(1e9);
const Stretch = z.tuple([z.int().min(0), z.int().min(0)]);
const few = 1_000_000;
const categories = 200;

/** Ratings as files bring them: one list for each rater, one list for each unit, a square table, counts by category, or stretches of a text. */
export const Shape = z.union([
  z
    .object({
      raters: z.array(z.array(Rating).max(few)).min(1).max(1_000),
      values: z
        .array(z.union([z.string(), z.number()]))
        .max(categories)
        .optional(),
    })
    .refine(
      ({ raters }) => raters.every((list) => list.length === raters[0]?.length),
      'raters of one length',
    ),
  z.object({
    units: z.array(z.array(Rating).min(1).max(1_000)).min(1).max(few),
    values: z
      .array(z.union([z.string(), z.number()]))
      .max(categories)
      .optional(),
  }),
  z
    .object({ table: z.array(z.array(Count)).min(1).max(categories) })
    .refine(({ table }) => table.every((row) => row.length === table.length), 'a square table'),
  z
    .object({ counts: z.array(z.array(Count).min(1).max(categories)).min(1).max(few) })
    .refine(({ counts }) => counts.every((row) => row.length === counts[0]?.length), 'rows of one length')
    .refine(
      ({ counts }) => counts.every((row) => row.reduce((sum, one) => sum + one, 0) <= 1_000),
      'at most 1,000 ratings a unit',
    ),
  z
    .object({
      text_length: z.int().min(1).max(1e9),
      coder_a: z.array(Stretch).max(few),
      coder_b: z.array(Stretch).max(few),
    })
    .refine(
      ({ text_length, coder_a, coder_b }) =>
        [...coder_a, ...coder_b].every(([start, end]) => start <= end && end <= text_length),
      'stretches within the text',
    ),
]);
export type Shape = z.infer<typeof Shape>;

/** The ratings a file's shape stands for. */
export function ratingsIn(shape: Shape): Ratings {
  if ('table' in shape) return ratingsOfTable(shape.table);
  if ('counts' in shape) return ratingsOfCounts(shape.counts);
  if ('units' in shape) return ratingsOf(shape.units, shape.values);
  if ('raters' in shape)
    return ratingsOf(
      (shape.raters[0] ?? []).map((_, unit) => shape.raters.map((list) => list[unit] ?? null)),
      shape.values,
    );
  const spans = (list: readonly (readonly [number, number])[]) =>
    list.map(([start, end]) => ({ start, end }));
  const tally = new Tally();
  for (const [set, count] of byCharacter([spans(shape.coder_a), spans(shape.coder_b)], shape.text_length))
    tally.add(0, [set & 1, (set >> 1) & 1], count);
  return { values: [0, 1], raters: 2, named: true, ...tally.counted(1) };
}

/** Every coefficient the ratings allow, each with its value or the reason it has none. */
export function allCoefficients(ratings: Ratings) {
  const digest = digestOf(planOf(ratings));
  const { values } = ratings;
  const [linear, quadratic] = [graded(values, 'linear'), graded(values, 'quadratic')];
  return {
    units: digest.paired,
    raters: ratings.raters,
    categories: values.length,
    percent: percent(digest),
    expected: expectedByCohen(digest),
    cohen: cohen(digest),
    cohenMax: cohenMax(digest),
    cohenLinear: cohen(digest, linear),
    cohenQuadratic: cohen(digest, quadratic),
    conger: conger(digest),
    fleiss: fleiss(digest),
    brennanPrediger: brennanPrediger(digest),
    gwetAC1: gwet(digest),
    gwetAC2Quadratic: gwet(digest, quadratic),
    alpha: Object.fromEntries(metrics.map((metric) => [metric, alpha(digest, metric, values)])) as Record<
      Metric,
      Answer
    >,
  };
}
