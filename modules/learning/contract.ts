import { z } from 'zod';
import { command, contract, query } from '../../kernel/contract.ts';
import { Bilingual, Code, Day, Id, Saved, Text, Version } from '../../kernel/fields.ts';
import { adaptationOperations } from './asked/adapt.ts';
import { checkOperations } from './asked/check.ts';
import { decisions, trialStates } from './model.ts';

export type { AdaptationShown } from './asked/adapt.ts';
export type { Check, Finding, Invited, Mine } from './asked/check.ts';

const learners = ['coordinator', 'lead', 'worker', 'clinician', 'steward', 'evaluator'] as const;
const deciders = ['coordinator', 'lead', 'steward'] as const;

/** A construct or strategy as it is named in its vocabulary. */
const Named = z.object({ system: Code, version: z.string(), code: Code, name: Bilingual });

/** Proctor's seven dimensions of a strategy (doi:10.1186/1748-5908-8-139); each may stay empty. */
export const Specification = z.object({
  actor: Text(300).optional(),
  action: Text(600).optional(),
  target: Text(300).optional(),
  temporality: Text(300).optional(),
  dose: Text(300).optional(),
  outcome: Text(300).optional(),
  justification: Text(600).optional(),
});

const TrialShown = z.object({
  id: Id,
  version: Version,
  strategyId: Id,
  siteId: Id,
  cycle: z.int(),
  title: z.string(),
  change: z.string(),
  prediction: z.string(),
  measure: Code,
  expected: z.enum(['up', 'down']),
  startsOn: Day,
  endsOn: Day.nullable(),
  happened: z.string().nullable(),
  studied: z.string().nullable(),
  decision: z.enum(decisions).nullable(),
  reason: z.string().nullable(),
  decidedAt: z.string().nullable(),
  state: z.enum(trialStates),
  fromSuggestion: z.boolean(),
});
export type TrialShown = z.infer<typeof TrialShown>;

const StrategyShown = z.object({
  id: Id,
  version: Version,
  factorId: Id,
  strategy: Named,
  specification: Specification,
  trials: z.array(TrialShown),
});
export type StrategyShown = z.infer<typeof StrategyShown>;

const FactorShown = z.object({
  id: Id,
  version: Version,
  siteId: Id,
  studyId: Id.nullable(),
  construct: Named,
  domain: Code,
  valence: z.enum(['barrier', 'facilitator', 'both']),
  statement: z.string(),
  strategies: z.array(StrategyShown),
});
export type FactorShown = z.infer<typeof FactorShown>;

const WithConflict = Saved;

/** What may be asked about barriers, strategies and trials. */
export const learning = contract('learning', {
  listFactors: query({
    about: 'The barriers and facilitators of the community, with what is done about each.',
    who: learners,
    input: z.object({ siteId: Id.optional() }),
    output: z.object({ factors: z.array(FactorShown) }),
  }),
  noteFactor: command({
    about: 'Notes a barrier or a facilitator at a site, tied to a construct.',
    who: learners,
    input: z.object({
      id: Id,
      siteId: Id,
      studyId: Id.optional(),
      system: Code,
      code: Code,
      valence: z.enum(['barrier', 'facilitator', 'both']),
      statement: Text(600, 5),
      /** The suggestion it comes from; whoever made it is told. */
      suggestionId: Id.optional(),
    }),
    output: Saved,
  }),
  reviseFactor: command({
    about: 'Rewords a barrier or facilitator.',
    who: learners,
    input: z.object({
      id: Id,
      version: Version,
      valence: z.enum(['barrier', 'facilitator', 'both']),
      statement: Text(600, 5),
    }),
    output: WithConflict,
  }),
  suggestStrategies: query({
    about: 'Strategies that studies recommend for a construct, with where each recommendation comes from.',
    who: learners,
    input: z.object({ code: Code }),
    output: z.object({
      recommended: z.array(
        z.object({
          strategy: Named,
          why: z.array(z.object({ text: Bilingual, source: z.string(), used: z.boolean() })),
        }),
      ),
      others: z.array(Named.extend({ definition: Bilingual })),
    }),
  }),
  chooseStrategy: command({
    about: 'Chooses a strategy for a barrier and specifies it for this site.',
    who: deciders,
    input: z.object({ id: Id, factorId: Id, code: Code, specification: Specification }),
    output: Saved,
  }),
  planTrial: command({
    about: 'Plans a small trial of a strategy, with a prediction and the measure it will be judged by.',
    who: deciders,
    input: z.object({
      id: Id,
      strategyId: Id,
      title: Text(200, 3),
      change: Text(2000, 3),
      prediction: Text(1000, 3),
      measure: Code,
      expected: z.enum(['up', 'down']),
      startsOn: Day,
      endsOn: Day.optional(),
      /** The suggestion that is tried out; whoever made it is told. */
      suggestionId: Id.optional(),
    }),
    output: Saved,
  }),
  recordTrial: command({
    about: 'Writes down what was done and seen in a trial, and what the figures said.',
    who: learners,
    input: z.object({ id: Id, version: Version, happened: Text(4000), studied: Text(4000) }),
    output: Saved,
  }),
  decideTrial: command({
    about: 'Ends a trial: adopt, adapt or abandon, and why.',
    who: deciders,
    input: z.object({ id: Id, version: Version, decision: z.enum(decisions), reason: Text(2000, 3) }),
    output: Saved,
  }),
  openTrial: query({
    about: 'One trial with its barrier, its strategy and the dates its figures are read between.',
    who: learners,
    input: z.object({ id: Id }),
    output: z.object({
      trial: TrialShown,
      strategy: StrategyShown,
      factor: FactorShown,
      from: Day,
      to: Day,
      /** How whoever suggested it wished to be named; nothing when they did not. */
      suggestedBy: z.string().nullable(),
    }),
  }),
  listTrials: query({
    about: 'The trials of the community, latest first.',
    who: learners,
    input: z.object({ siteId: Id.optional() }),
    output: z.object({ trials: z.array(TrialShown.extend({ strategy: Named, construct: Named })) }),
  }),
  ...adaptationOperations,
  ...checkOperations,
});
