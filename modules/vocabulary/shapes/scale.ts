import { z } from 'zod';
import { Code } from '../../../kernel/fields.ts';
import { header, Said } from './header.ts';

const Answer = z.strictObject({ value: z.int(), label: Said });

/**
 * What the records of the daily work can show for a rated item: which figure, by which rule, and, where the published anchors are
 * numbers, the score each value gets (the first cut that holds; the last has no bound). `role` and `places` name what counts.
 */
export const ItemRecords = z.strictObject({
  figure: Code,
  rule: Said,
  role: Code.optional(),
  places: z.array(Code).optional(),
  cuts: z
    .array(z.strictObject({ score: z.int(), atLeast: z.number().optional(), atMost: z.number().optional() }))
    .optional(),
});

/** One item of a scale: a question with its text, or a rated item with its anchors. */
export const ScaleItem = z.strictObject({
  code: Code,
  number: z.int(),
  section: Code.optional(),
  name: Said.optional(),
  text: Said.optional(),
  focus: Said.optional(),
  anchors: z.array(z.strictObject({ score: z.int(), text: Said })).optional(),
  components: z.array(Said).optional(),
  pattern: z.enum(['threshold', 'component-count', 'judgement']).optional(),
  nameVerified: z.boolean().optional(),
  anchorsVerified: z.boolean().optional(),
  records: ItemRecords.optional(),
});

/** A scale or questionnaire. `text` says whether its items may ship: published wording, our own words, or withheld (name and scoring only). */
export const Scale = z.strictObject({
  kind: z.literal('scale'),
  ...header,
  use: z.enum(['client', 'implementation', 'fidelity']),
  purpose: Said,
  text: z.enum(['published', 'own-words', 'withheld']),
  note: Said,
  itemCount: z.int().nullable(),
  sections: z.array(z.strictObject({ code: Code, name: Said, items: z.int() })),
  stem: Said.optional(),
  options: z.array(Answer).optional(),
  items: z.array(ScaleItem),
  /** Kinds of information that whoever rates may have seen. */
  sources: z.array(z.strictObject({ code: Code, name: Said })).optional(),
  afterItem: z
    .strictObject({
      code: Code,
      number: z.int(),
      text: Said,
      options: z.array(Answer),
      verified: z.boolean(),
    })
    .optional(),
  scoring: z.strictObject({
    method: z.enum([
      'sum',
      'sum-times-4',
      'mean',
      'mean-per-scale',
      'any-positive',
      'per-domain',
      'tally',
      'profile',
    ]),
    itemRange: z.tuple([z.int(), z.int()]).optional(),
    range: z.tuple([z.number(), z.number()]).nullable(),
    allItemsRequired: z.boolean(),
    /** The highest score of an item that asks for a change; the middle of the range when a scale does not say. */
    weakAtMost: z.number().optional(),
    bands: z.array(z.strictObject({ code: Code, min: z.number(), max: z.number(), label: Said })),
    verified: z.boolean(),
  }),
  safety: z.strictObject({ item: Code, min: z.int(), rule: Said }).optional(),
});
export type Scale = z.infer<typeof Scale>;

/** The band of a scale that a score falls in; undefined when the scale has none for it. */
export function bandOf(scale: Scale, score: number): Scale['scoring']['bands'][number] | undefined {
  return scale.scoring.bands.find((band) => score >= band.min && score <= band.max);
}
