import { z } from 'zod';
import { Bilingual, Code, Day, Id, Moment, Version } from '../../../kernel/fields.ts';
import { reviewStates } from '../model.ts';

const Score = z.int().nullable();

/** What a scale's rule gives for scores; `band` is named where there is one. */
export const TotalShown = z.object({
  judged: z.int(),
  items: z.int(),
  total: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  band: Bilingual.nullable(),
});
export type TotalShown = z.infer<typeof TotalShown>;

const Section = z.object({ code: Code, name: Bilingual, judged: z.int(), mean: z.number().nullable() });

/** Somebody who reviews. */
export const ReviewerShown = z.object({
  id: Id,
  version: Version,
  accountId: Id,
  name: z.string(),
  finished: z.boolean(),
  excused: z.boolean(),
  mine: z.boolean(),
});
export type ReviewerShown = z.infer<typeof ReviewerShown>;

/** A closed edition of a review. */
export const EditionShown = TotalShown.extend({
  number: z.int(),
  closedAt: Moment,
  by: z.string(),
  reason: z.string().nullable(),
});
export type EditionShown = z.infer<typeof EditionShown>;

/** A review as a list tells of it. */
export const ReviewLine = z.object({
  id: Id,
  siteId: Id,
  programCode: Code,
  scale: z.object({ key: Code, name: Bilingual }),
  from: Day,
  to: Day,
  state: z.enum(reviewStates),
  reviewers: z.array(z.string()),
  /** What waits for the reader: to score, or to agree. */
  waits: z.enum(['score', 'agree']).nullable(),
  latest: EditionShown.extend({ sections: z.array(Section) }).nullable(),
});
export type ReviewLine = z.infer<typeof ReviewLine>;

/** What one reviewer said of an item. */
export const ScoreShown = z.object({
  id: Id,
  version: Version,
  name: z.string(),
  score: Score,
  notJudged: z.boolean(),
  seen: z.string(),
  why: z.string(),
  sources: z.array(Code),
});
export type ScoreShown = z.infer<typeof ScoreShown>;

/** What the reviewers said of an item together. */
export const AgreedShown = z.object({
  id: Id,
  version: Version,
  score: Score,
  notJudged: z.boolean(),
  reason: z.string(),
  by: z.string(),
});
export type AgreedShown = z.infer<typeof AgreedShown>;

/** One item of a review: what the scale says, what the reader said, what each reviewer said once all are done, what was agreed, and what was said last time. */
export const ReviewItem = z.object({
  code: Code,
  number: z.int(),
  section: Code.nullable(),
  name: Bilingual,
  focus: Bilingual.nullable(),
  anchors: z.array(z.object({ score: z.int(), text: Bilingual })),
  components: z.array(Bilingual),
  choices: z.array(z.int()),
  weakAtMost: z.number(),
  mine: ScoreShown.nullable(),
  given: z.array(ScoreShown),
  agreed: AgreedShown.nullable(),
  before: z.object({ score: Score, closedAt: Moment }).nullable(),
  factors: z.array(Id),
});
export type ReviewItem = z.infer<typeof ReviewItem>;

/** One review in full, as the reader may see it. */
export const Review = z.object({
  id: Id,
  version: Version,
  siteId: Id,
  programCode: Code,
  scale: z.object({
    key: Code,
    version: z.string(),
    name: Bilingual,
    note: Bilingual,
    source: z.string(),
    allItemsRequired: z.boolean(),
    sections: z.array(z.object({ code: Code, name: Bilingual })),
    sources: z.array(z.object({ code: Code, name: Bilingual })),
  }),
  from: Day,
  to: Day,
  state: z.enum(reviewStates),
  edition: z.int(),
  reason: z.string().nullable(),
  runs: z.boolean(),
  reviews: z.boolean(),
  reviewers: z.array(ReviewerShown),
  items: z.array(ReviewItem),
  total: TotalShown,
  sections: z.array(Section),
  editions: z.array(EditionShown),
});
export type Review = z.infer<typeof Review>;

/** What the records of the site show for an item in the window of a review; `score` only where a published anchor is a number. */
export const RecordShown = z.object({
  code: Code,
  rule: Bilingual,
  unit: z.enum(['percent', 'days', 'ratio']),
  value: z.number().nullable(),
  score: Score,
  missing: z.enum(['staff', 'records']).nullable(),
});
export type RecordShown = z.infer<typeof RecordShown>;
