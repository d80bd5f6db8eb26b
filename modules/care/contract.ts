import { z } from 'zod';
import { command, contract, query } from '../../kernel/contract.ts';
import { Code, Day, Id, Moment, Saved, Text, Version } from '../../kernel/fields.ts';
import { PageAsked } from '../../kernel/page.ts';
import { ReferralLine } from '../pathway/contract.ts';
import { careRoles } from '../people/model.ts';
import { crisisOperations } from './asks/crisis.ts';
import { formBankOperations } from './asks/formBank.ts';
import { formOperations } from './asks/forms.ts';
import { glanceOperations } from './asks/glance.ts';
import { groupOperations } from './asks/groups.ts';
import { lockOperations } from './asks/locks.ts';
import { teamworkOperations } from './asks/teamwork.ts';
import { visitOperations, VisitOf } from './asks/visits.ts';
import { goalStates, teams } from './model.ts';

const care_ = [...careRoles];

const Whose = z
  .object({ accountId: Id.optional(), team: z.enum(teams).optional() })
  .refine((one) => (one.accountId === undefined) !== (one.team === undefined), { path: ['accountId'] });

/** A next step as given: what (a code of the program, words, or both), by when, and whose; one's own when nobody is named. */
export const NextStep = z
  .object({
    id: Id,
    stepCode: Code.optional(),
    words: Text(1_000).optional(),
    dueOn: Day.optional(),
    whose: Whose.optional(),
  })
  .refine((step) => step.stepCode !== undefined || Boolean(step.words), { path: ['stepCode'] });

/** One contact on the shared record. */
export const ContactLine = z.object({
  id: Id,
  version: Version,
  clientId: Id,
  siteId: Id,
  programCode: z.string().nullable(),
  team: z.string(),
  authorId: Id,
  authorName: z.string(),
  kindCode: z.string(),
  placeCode: z.string(),
  outcomeCode: z.string(),
  nextStepCode: z.string().nullable(),
  minutes: z.int().nullable(),
  occurredAt: z.string(),
  note: z.string().nullable(),
  visit: VisitOf,
});
export type ContactLine = z.infer<typeof ContactLine>;

/** One next step. */
export const TaskLine = z.object({
  id: Id,
  version: Version,
  clientId: Id,
  clientName: z.string(),
  contactId: Id.nullable(),
  programCode: z.string().nullable(),
  stepCode: z.string().nullable(),
  words: z.string().nullable(),
  dueOn: Day.nullable(),
  ownerId: Id.nullable(),
  ownerName: z.string().nullable(),
  ownerTeam: z.string().nullable(),
  doneAt: z.string().nullable(),
});
export type TaskLine = z.infer<typeof TaskLine>;

/** One goal, in the client's words. */
export const GoalLine = z.object({
  id: Id,
  version: Version,
  words: z.string().nullable(),
  areaCode: z.string().nullable(),
  state: z.enum(goalStates),
  setOn: Day,
  stateOn: Day,
});
export type GoalLine = z.infer<typeof GoalLine>;

const theClient = ({ input }: { input: { clientId: string } }) => [input.clientId];

/** What may be asked of the shared record. */
export const care = contract('care', {
  recordContact: command({
    about: 'Records a contact with a client, with its next step; the same contact sent twice is one contact.',
    who: care_,
    input: z.object({
      id: Id,
      clientId: Id,
      siteId: Id.optional(),
      programCode: Code,
      kindCode: Code,
      placeCode: Code,
      outcomeCode: Code.optional(),
      minutes: z.int().min(0).max(1_440).optional(),
      occurredAt: Moment,
      note: Text(20_000).optional(),
      nextStep: NextStep.optional(),
    }),
    output: Saved,
    subjects: theClient,
  }),
  reviseNote: command({
    about:
      'Corrects what was written about a contact; the earlier text is kept, and a version that has moved on is answered with both texts.',
    who: care_,
    input: z.object({ clientId: Id, id: Id, version: Version, note: Text(20_000) }),
    output: Saved,
    subjects: theClient,
  }),
  listContacts: query({
    about: 'The contacts of a client, of every team the reader may see, latest first.',
    who: care_,
    input: PageAsked.extend({ clientId: Id }),
    output: z.object({ rows: z.array(ContactLine), next: z.string().optional() }),
    subjects: theClient,
  }),
  noteHistory: query({
    about: 'Every earlier text of a contact’s note, with who replaced it and when.',
    who: care_,
    input: z.object({ clientId: Id, id: Id }),
    output: z.object({
      earlier: z.array(
        z.object({
          version: Version,
          note: z.string().nullable(),
          replacedAt: z.string(),
          replacedBy: z.string(),
        }),
      ),
    }),
    subjects: theClient,
  }),
  addTask: command({
    about: 'Adds a next step for a client without a contact.',
    who: care_,
    input: z.object({ clientId: Id, siteId: Id.optional(), programCode: Code, step: NextStep }),
    output: Saved,
    subjects: theClient,
  }),
  markTask: command({
    about: 'Marks a next step as done, or as not done after all.',
    who: care_,
    input: z.object({ clientId: Id, id: Id, version: Version, done: z.boolean() }),
    output: Saved,
    subjects: theClient,
  }),
  setGoal: command({
    about: 'Writes down a goal in the client’s own words.',
    who: care_,
    input: z.object({ id: Id, clientId: Id, words: Text(2_000, 1), areaCode: Code.optional(), setOn: Day }),
    output: Saved,
    subjects: theClient,
  }),
  changeGoal: command({
    about: 'Says that a goal was reached, set aside or taken up again, or puts it in better words.',
    who: care_,
    input: z.object({
      clientId: Id,
      id: Id,
      version: Version,
      state: z.enum(goalStates),
      on: Day,
      words: Text(2_000, 1).optional(),
    }),
    output: Saved,
    subjects: theClient,
  }),
  writeSafetyPlan: command({
    about: 'Writes what helps in a crisis and whom to call, agreed with the client; version 0 begins it.',
    who: care_,
    input: z.object({
      clientId: Id,
      id: Id,
      version: z.int().min(0),
      words: Text(8_000, 1),
      reviewedOn: Day,
    }),
    output: Saved,
    subjects: theClient,
  }),
  clientCare: query({
    about: 'One client’s open next steps, goals and safety plan.',
    who: care_,
    input: z.object({ clientId: Id }),
    output: z.object({
      tasks: z.array(TaskLine),
      goals: z.array(GoalLine),
      safetyPlans: z.array(
        z.object({
          id: Id,
          version: Version,
          words: z.string().nullable(),
          reviewedOn: Day,
          mine: z.boolean(),
        }),
      ),
    }),
    subjects: theClient,
  }),
  today: query({
    about:
      'The day of whoever asks: next steps that are due, clients seen lately, referrals that wait for an answer.',
    who: care_,
    input: z.object({}),
    output: z.object({
      today: Day,
      tasks: z.array(TaskLine),
      recent: z.array(
        z.object({
          clientId: Id,
          clientName: z.string(),
          programCode: z.string().nullable(),
          lastAt: z.string(),
        }),
      ),
      referrals: z.array(ReferralLine),
    }),
    subjects: ({ output }) =>
      [...output.tasks, ...output.recent, ...output.referrals].map((row) => row.clientId),
  }),
  ...crisisOperations,
  ...glanceOperations,
  ...lockOperations,
  ...teamworkOperations,
  ...visitOperations,
  ...groupOperations,
  ...formOperations,
  ...formBankOperations,
});
