import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Code, Id, Moment, Saved, Text, Version } from '../../../kernel/fields.ts';
import { ratingValues, standings, verdicts } from '../ratings/rating.ts';
import { researchers, StudyAsked } from './who.ts';

const Answer = z.object({ value: z.number().nullable(), why: z.string().nullable() });

const Agreement = z.object({
  cells: z.int(),
  onScale: z.int(),
  leftOut: z.int(),
  percent: Answer,
  kappaQuadratic: Answer,
  gwetQuadratic: Answer,
  alphaOrdinal: Answer,
  alphaInterval: Answer,
  alphaNominalAll: Answer,
});

/** A rating of a construct at a site or for a participant, by one analyst or by the team. */
export const Rating = z.object({
  id: Id,
  construct: z.string(),
  siteId: Id.nullable(),
  participantId: Id.nullable(),
  layer: z.enum(['analyst', 'consensus']),
  /** Nothing while only a summary is written. */
  value: z.enum(ratingValues).nullable(),
  summary: z.string().nullable(),
  rationale: z.string().nullable(),
  analystId: Id,
  name: z.string(),
  own: z.boolean(),
  quotes: z.array(Id),
  changedAt: Moment,
  version: Version,
});
export type Rating = z.infer<typeof Rating>;

const Rule = z.object({
  strongApart: z.number().min(0.5).max(4),
  weakApart: z.number().min(0.5).max(4),
  leastSites: z.int().min(1).max(50),
  mixedAsZero: z.boolean(),
  /** Analysts who rate a cell before any of them sees what the others said. */
  raters: z.int().min(1).max(6).default(2),
});

/** What may be asked about how constructs bear on the work at each site. */
export const ratingOperations = {
  listRatings: query({
    about:
      'Lists the ratings of a study with how its sites stand, what sets them apart and how far analysts agree.',
    who: researchers,
    input: z.object({ study: StudyAsked }),
    output: z.object({
      studyId: Id,
      rows: z.array(Rating),
      standings: z.array(z.object({ siteId: Id, standing: z.enum(standings), version: Version })),
      rule: Rule.extend({ version: z.int() }),
      distinctions: z.array(
        z.object({
          construct: z.string(),
          byRule: z.enum(verdicts),
          verdict: z.enum(verdicts),
          reason: z.string().nullable(),
          version: z.int(),
        }),
      ),
      participants: z.array(
        z.object({ id: Id, pseudonym: z.string(), part: z.string().nullable(), siteId: Id.nullable() }),
      ),
      apart: z.array(z.object({ construct: z.string(), subjectId: Id, rated: z.int(), own: z.boolean() })),
      agreement: Agreement,
      agreementOnPeople: Agreement,
    }),
    subjects: ({ output }) => output.participants.map((one) => one.id),
  }),
  rate: command({
    about:
      'Rates a construct at a site or for a participant, for oneself or for the team; a version that has moved on is a conflict.',
    who: researchers,
    input: z.object({
      id: Id,
      study: StudyAsked,
      construct: Code,
      siteId: Id.optional(),
      participantId: Id.optional(),
      layer: z.enum(['analyst', 'consensus']).default('analyst'),
      /** Left out while only a summary is written. */
      value: z.enum(ratingValues).optional(),
      summary: Text(4_000).optional(),
      rationale: Text(4_000).optional(),
      version: z.int().min(0).default(0),
    }),
    output: Saved,
    subjects: ({ input }) => (input.participantId === undefined ? [] : [input.participantId]),
  }),
  linkQuote: command({
    about: 'Says that a rating rests on a coded passage, or no longer.',
    who: researchers,
    input: z.object({ ratingId: Id, codingId: Id, linked: z.boolean() }),
    output: z.object({ id: Id, linked: z.boolean() }),
  }),
  setStanding: command({
    about: 'Says whether a site does well with what a study is about.',
    who: researchers,
    input: z.object({ study: StudyAsked, siteId: Id, standing: z.enum(standings) }),
    output: Saved,
  }),
  setRatingRule: command({
    about: 'Sets when a construct is said to set sites apart.',
    who: researchers,
    input: Rule.extend({ study: StudyAsked, version: z.int().min(0) }),
    output: Saved,
  }),
  overruleDistinction: command({
    about:
      'Says otherwise than the rule whether a construct sets sites apart, with a reason; or follows the rule again.',
    who: researchers,
    input: z.object({
      study: StudyAsked,
      construct: Code,
      verdict: z.enum([...verdicts, 'rule']),
      reason: Text(1_000).optional(),
    }),
    output: Saved,
  }),
};
