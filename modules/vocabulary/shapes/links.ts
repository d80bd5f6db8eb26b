import { z } from 'zod';
import { Code } from '../../../kernel/fields.ts';
import { header, Named, Reference, Said } from './header.ts';

const Study = Named.extend({ citation: z.string().min(1), terms: Said });
const Valence = z.enum(['barrier', 'facilitator', 'mixed']);

/** Strategies that studies recommend, or report in use, for a construct; the match to a strategy's name is a judgement. */
export const Recommendations = z.strictObject({
  kind: z.literal('recommendations'),
  ...header,
  note: Said,
  constructs: Reference,
  strategies: Reference,
  studies: z.array(Study).min(1),
  entries: z.array(
    z.strictObject({
      id: Code,
      study: Code,
      construct: Code,
      barrier: Said.optional(),
      recommendation: Said,
      status: z.enum(['recommended', 'used', 'implied', 'used-with-unintended-effect']),
      by: z.enum(['authors', 'participants']),
      strategies: z.array(Code),
      match: z.enum(['close', 'partial', 'none']),
    }),
  ),
});
export type Recommendations = z.infer<typeof Recommendations>;

/** Barriers and facilitators that studies reported, each at a construct. */
export const Themes = z.strictObject({
  kind: z.literal('themes'),
  ...header,
  note: Said,
  constructs: Reference,
  studies: z.array(Study).min(1),
  counts: z.record(z.string(), z.record(Valence, z.int())),
  themes: z.array(
    z.strictObject({
      id: Code,
      study: Code,
      name: Said,
      valence: Valence,
      construct: Code,
      basis: z.enum(['explicit', 'inferred']),
      confidence: z.enum(['high', 'medium', 'low']),
      alternates: z.array(Code),
    }),
  ),
  statements: z.array(z.strictObject({ id: Code, study: Code, text: Said })),
});
export type Themes = z.infer<typeof Themes>;

/** Share of experts who endorsed a strategy for a barrier. A pair that is absent is unknown, never zero. */
export const Endorsements = z.strictObject({
  kind: z.literal('endorsements'),
  ...header,
  status: z.literal('partial'),
  note: Said,
  constructs: Reference,
  strategies: Reference,
  coverage: z.strictObject({
    barriers: z.int(),
    strategies: z.int(),
    pairsKnown: z.int(),
    pairsPossible: z.int(),
  }),
  levels: z.array(z.strictObject({ level: z.int(), name: Said })),
  sources: z.array(
    z.strictObject({ code: Code, citation: z.string(), url: z.url(), licence: z.literal('CC-BY-4.0') }),
  ),
  barriers: z.array(
    Named.extend({
      constructs: z.array(Code).min(1),
      level1: z.int().optional(),
      level2: z.int().optional(),
      source: Code.optional(),
    }),
  ),
  percentages: z.array(
    z.strictObject({
      barrier: Code,
      strategy: Code,
      percent: z.number().min(0).max(100),
      level: z.int().optional(),
      source: Code,
    }),
  ),
  mostTied: z.array(z.strictObject({ strategy: Code, barrier: Code, source: Code })),
});
export type Endorsements = z.infer<typeof Endorsements>;
