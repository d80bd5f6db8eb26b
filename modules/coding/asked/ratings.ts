import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Code, Id, Moment, Saved, Text, Version } from '../../../kernel/fields.ts';
import { ratingValues, standings, verdicts } from '../ratings/rating.ts';
import { researchers, StudyAsked } from './who.ts';

const Answer = z.object({ value: z.number().nullable(), why: z.string().nullable() });

/** A rating of a construct at a site, by one analyst or by the team. */
export const Rating = z.object({
  id: Id,
  construct: z.string(),
  siteId: Id,
  layer: z.enum(['analyst', 'consensus']),
  value: z.enum(ratingValues),
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
      agreement: z.object({
        cells: z.int(),
        onScale: z.int(),
        leftOut: z.int(),
        percent: Answer,
        kappaQuadratic: Answer,
        gwetQuadratic: Answer,
        alphaOrdinal: Answer,
        alphaInterval: Answer,
        alphaNominalAll: Answer,
      }),
    }),
  }),
  rate: command({
    about:
      'Rates a construct at a site, for oneself or for the team; a version that has moved on is a conflict.',
    who: researchers,
    input: z.object({
      id: Id,
      study: StudyAsked,
      construct: Code,
      siteId: Id,
      layer: z.enum(['analyst', 'consensus']).default('analyst'),
      value: z.enum(ratingValues),
      summary: Text(4_000).optional(),
      rationale: Text(4_000).optional(),
      version: z.int().min(0).default(0),
    }),
    output: Saved,
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
