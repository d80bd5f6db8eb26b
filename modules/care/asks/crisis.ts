import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Day, Id, Moment, Saved, Text, Version } from '../../../kernel/fields.ts';
import { careRoles } from '../../people/model.ts';
import { alertKinds, alertLevels, crisisSteps } from '../model.ts';

const care = [...careRoles];
const theClient = ({ input }: { input: { clientId: string } }) => [input.clientId];

/** What nobody who opens a record may overlook. */
export const AlertLine = z.object({
  id: Id,
  version: Version,
  kind: z.enum(alertKinds),
  level: z.enum(alertLevels),
  words: z.string().nullable(),
  reviewOn: Day.nullable(),
  since: z.string(),
  authorName: z.string(),
});
export type AlertLine = z.infer<typeof AlertLine>;

const Time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Whom to call: a name and a number, when they answer, and whether that is now. */
export const CrisisLine = z.object({
  id: Id,
  version: Version,
  siteId: Id.nullable(),
  nameEn: z.string(),
  nameFr: z.string(),
  phone: z.string(),
  aboutEn: z.string(),
  aboutFr: z.string(),
  days: z.array(z.int()),
  opensAt: z.string().nullable(),
  closesAt: z.string().nullable(),
  openNow: z.boolean(),
});
export type CrisisLine = z.infer<typeof CrisisLine>;

const CrisisPast = z.object({
  id: Id,
  happenedAt: z.string(),
  team: z.string(),
  authorName: z.string(),
  done: z.array(z.enum(crisisSteps)),
  escalated: z.boolean(),
  note: z.string().nullable(),
});

/** What may be asked in a crisis and about alerts. */
export const crisisOperations = {
  crisisSheet: query({
    about:
      'Everything at hand in a crisis of one client: alerts, safety plans, whom to call, earlier crises.',
    who: care,
    input: z.object({ clientId: Id }),
    output: z.object({
      clientName: z.string(),
      phone: z.string().nullable(),
      alerts: z.array(AlertLine),
      plans: z.array(z.object({ id: Id, words: z.string().nullable(), reviewedOn: Day, mine: z.boolean() })),
      lines: z.array(CrisisLine),
      past: z.array(CrisisPast),
    }),
    subjects: theClient,
  }),
  recordCrisis: command({
    about:
      'Records what was done in a crisis; a follow-up for the next day is made, and the health team’s task for today when asked.',
    who: care,
    input: z.object({
      id: Id,
      clientId: Id,
      happenedAt: Moment,
      done: z.array(z.enum(crisisSteps)).min(1).max(crisisSteps.length),
      escalate: z.boolean(),
      note: Text(8_000).optional(),
    }),
    output: Saved,
    subjects: theClient,
  }),
  raiseAlert: command({
    about: 'Puts up an alert that everybody who may see the record sees first.',
    who: care,
    input: z.object({
      id: Id,
      clientId: Id,
      kind: z.enum(alertKinds),
      level: z.enum(alertLevels),
      words: Text(1_000, 1),
      reviewOn: Day.optional(),
    }),
    output: Saved,
    subjects: theClient,
  }),
  changeAlert: command({
    about:
      'Changes how pressing an alert is and what it says, or takes it down; what it said before is kept.',
    who: care,
    input: z.object({
      clientId: Id,
      id: Id,
      version: Version,
      level: z.enum(alertLevels),
      words: Text(1_000, 1),
      reviewOn: Day.optional(),
      ended: z.boolean().default(false),
    }),
    output: Saved,
    subjects: theClient,
  }),
  listCrisisLines: query({
    about: 'Whom to call in a crisis, at my sites and everywhere, and when they answer.',
    who: [...careRoles, 'lead', 'steward'],
    input: z.object({}),
    output: z.object({ rows: z.array(CrisisLine) }),
  }),
  keepCrisisLine: command({
    about:
      'Writes down whom to call in a crisis; version 0 adds, any other changes that version or takes it off the list.',
    who: ['coordinator', 'steward'],
    input: z
      .object({
        id: Id,
        version: z.int().min(0),
        siteId: Id.nullable(),
        nameEn: Text(120, 1),
        nameFr: Text(120, 1),
        phone: Text(40, 2),
        aboutEn: Text(300),
        aboutFr: Text(300),
        days: z.array(z.int().min(1).max(7)).min(1).max(7),
        opensAt: Time.nullable(),
        closesAt: Time.nullable(),
        ended: z.boolean().default(false),
      })
      .refine((line) => (line.opensAt === null) === (line.closesAt === null), { path: ['closesAt'] }),
    output: Saved,
  }),
};
