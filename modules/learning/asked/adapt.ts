import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Bilingual, Code, Day, Id, Saved, Text, Version } from '../../../kernel/fields.ts';

const learners = ['coordinator', 'lead', 'worker', 'clinician', 'steward', 'evaluator'] as const;

const Told = {
  statement: Text(1_000, 5),
  why: Text(2_000).optional(),
  beganOn: Day,
  endedOn: Day.optional(),
  codes: z.array(Code).min(1).max(120),
  trialId: Id.optional(),
  factorId: Id.optional(),
};

/** One change made to a program at a site. */
export const AdaptationShown = z.object({
  id: Id,
  version: Version,
  siteId: Id,
  programCode: Code,
  programName: Bilingual,
  statement: z.string(),
  why: z.string().nullable(),
  beganOn: Day,
  endedOn: Day.nullable(),
  codes: z.array(Code),
  trialId: Id.nullable(),
  factorId: Id.nullable(),
});
export type AdaptationShown = z.infer<typeof AdaptationShown>;

/** What may be asked about changes made to a program itself. */
export const adaptationOperations = {
  noteAdaptation: command({
    about:
      'Tells of a change made to a program at a site: what, when, by whom, how, why, and whether it keeps to the model.',
    who: learners,
    input: z.object({ id: Id, siteId: Id, programCode: Code, ...Told }),
    output: Saved,
  }),
  reviseAdaptation: command({
    about:
      'Corrects what was told of a change, or says that it was taken back; what was told before is kept.',
    who: learners,
    input: z.object({ id: Id, version: Version, ...Told }),
    output: Saved,
  }),
  listAdaptations: query({
    about: 'The changes made to programs of the community, latest first.',
    who: learners,
    input: z.object({ siteId: Id.optional() }),
    output: z.object({ adaptations: z.array(AdaptationShown) }),
  }),
};
