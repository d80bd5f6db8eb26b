import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Bilingual, Code, Day, Id, Saved, Text, Version } from '../../../kernel/fields.ts';
import { stepStates } from '../model.ts';
import { runners, staff } from './who.ts';

/** One step of a plan as it stands today; `name` and `about` are the list's, `title` one's own words. */
export const Step = z.object({
  id: Id,
  version: Version,
  phaseCode: z.string(),
  name: Bilingual.nullable(),
  about: Bilingual.nullable(),
  title: z.string().nullable(),
  accountId: Id.nullable(),
  person: z.string().nullable(),
  who: z.string().nullable(),
  dueOn: Day.nullable(),
  doneOn: Day.nullable(),
  notNeeded: z.boolean(),
  inTheWay: z.string().nullable(),
  state: z.enum(stepStates),
  mine: z.boolean(),
});
export type Step = z.infer<typeof Step>;

const Plan = z.object({
  id: Id,
  version: Version,
  programCode: z.string(),
  opensOn: Day,
  closedOn: Day.nullable(),
  done: z.int(),
  needed: z.int(),
  phases: z.array(
    z.object({ code: z.string(), name: Bilingual, done: z.int(), needed: z.int(), late: z.int() }),
  ),
  steps: z.array(Step),
});
export type Plan = z.infer<typeof Plan>;

/** What may be asked of start-up plans. */
export const planOperations = {
  startPlan: command({
    about:
      'Begins a start-up plan of a program at a site from the published list of steps, each due by the day hoped for.',
    who: runners,
    input: z.object({ id: Id, siteId: Id, programCode: Code, opensOn: Day }),
    output: Saved,
  }),
  movePlan: command({
    about: 'Moves the day the first client is hoped for; steps that are not done move with it.',
    who: runners,
    input: z.object({ id: Id, version: Version, opensOn: Day }),
    output: Saved,
  }),
  closePlan: command({
    about: 'Puts a plan away; it can still be read.',
    who: runners,
    input: z.object({ id: Id, version: Version }),
    output: Saved,
  }),
  addStep: command({
    about: 'Adds a step in one’s own words to a plan.',
    who: runners,
    input: z.object({ id: Id, planId: Id, phaseCode: Code, title: Text(200, 1), dueOn: Day.optional() }),
    output: Saved,
  }),
  settleStep: command({
    about: 'Says who answers for a step, by when, and whether this site needs it.',
    who: runners,
    input: z.object({
      id: Id,
      version: Version,
      accountId: Id.optional(),
      who: Text(120).optional(),
      dueOn: Day.optional(),
      notNeeded: z.boolean(),
    }),
    output: Saved,
  }),
  moveStep: command({
    about:
      'Says that a step is done, since when, or what stands in its way: by those who run the site or who answer for it.',
    who: staff,
    input: z.object({ id: Id, version: Version, doneOn: Day.optional(), inTheWay: Text(600).optional() }),
    output: Saved,
  }),
  plans: query({
    about: 'The start-up plans of a site, with each step as it stands today.',
    who: staff,
    input: z.object({ siteId: Id }),
    output: z.object({ today: Day, runs: z.boolean(), plans: z.array(Plan) }),
  }),
  today: query({
    about:
      'What is due now: steps I answer for, what is late at the sites I run, next steps of the log, money that ends; and the sites with a plan under way.',
    who: staff,
    input: z.object({}),
    output: z.object({
      steps: z.array(
        Step.pick({ id: true, name: true, title: true, dueOn: true, state: true }).extend({ siteId: Id }),
      ),
      late: z.array(z.object({ siteId: Id, programCode: z.string(), late: z.int(), opensOn: Day })),
      next: z.array(z.object({ id: Id, siteId: Id, nextStep: z.string(), nextOn: Day })),
      money: z.array(
        z.object({
          id: Id,
          siteId: Id,
          source: z.string(),
          lastOn: Day,
          ending: z.enum(['six_months', 'three_months', 'over']),
        }),
      ),
      planned: z.array(Id),
    }),
  }),
};
