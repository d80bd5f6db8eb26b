import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Bilingual, Code, Day, Id, Moment, Saved, Text, Version } from '../../../kernel/fields.ts';
import { PageAsked } from '../../../kernel/page.ts';
import { careRoles } from '../../people/model.ts';
import { doseKinds, enoughAnswers } from '../model.ts';

const care = [...careRoles];
const theClient = ({ input }: { input: { clientId: string } }) => [input.clientId];

/** One dose event. The amount stands as it was ordered; it is never computed. */
export const DoseLine = z.object({
  id: Id,
  version: Version,
  programCode: z.string().nullable(),
  prescriptionId: Id.nullable(),
  kind: z.enum(doseKinds),
  formulationCode: z.string(),
  formulationName: Bilingual,
  amount: z.string().nullable(),
  protocolCode: z.string().nullable(),
  protocolVersion: z.string().nullable(),
  occurredAt: z.string(),
  recordedBy: z.string(),
  voided: z.boolean(),
  correction: z.string().nullable(),
});
export type DoseLine = z.infer<typeof DoseLine>;

/** One client on the day sheet of a site: what is ordered and what happened that day. */
export const DayLine = z.object({
  prescriptionId: Id,
  clientId: Id,
  clientName: z.string(),
  programCode: z.string(),
  formulationCode: z.string(),
  formulationName: Bilingual,
  ordered: z.string().nullable(),
  observationCode: z.string(),
  carriedDays: z.int(),
  lastTakenOn: Day.nullable(),
  events: z.array(z.object({ id: Id, version: Version, kind: z.enum(doseKinds), occurredAt: z.string() })),
});
export type DayLine = z.infer<typeof DayLine>;

/** What may be asked about doses. */
export const doses = {
  recordDoseEvent: command({
    about:
      'Records that a dose was witnessed, carried, missed, held, refused or restarted; the same event sent twice is one event.',
    who: care,
    input: z.object({
      id: Id,
      clientId: Id,
      programCode: Code,
      prescriptionId: Id.optional(),
      kind: z.enum(doseKinds),
      formulationCode: Code,
      amount: Text(200).optional(),
      ruleId: Id.optional(),
      protocolCode: Code.optional(),
      protocolVersion: Text(40).optional(),
      occurredAt: Moment,
    }),
    output: Saved,
    subjects: theClient,
  }),
  correctDoseEvent: command({
    about:
      'Puts a dose event right, or says that it did not happen, with the reason; what was recorded before is kept.',
    who: care,
    input: z.object({
      id: Id,
      clientId: Id,
      version: Version,
      kind: z.enum(doseKinds).optional(),
      amount: Text(200).optional(),
      occurredAt: Moment.optional(),
      ruleId: Id.optional(),
      protocolVersion: Text(40).optional(),
      didNotHappen: z.boolean().default(false),
      reason: Text(400, 1),
    }),
    output: Saved,
    subjects: theClient,
  }),
  recordSufficientDose: command({
    about: 'Records what a client said when asked whether the dose is enough.',
    who: care,
    input: z.object({
      id: Id,
      clientId: Id,
      programCode: Code,
      enough: z.enum(enoughAnswers),
      answeredOn: Day,
    }),
    output: Saved,
    subjects: theClient,
  }),
  clientSupply: query({
    about: 'One client’s dose events, latest first, and what they said about the dose.',
    who: care,
    input: PageAsked.extend({ clientId: Id }),
    output: z.object({
      rows: z.array(DoseLine),
      next: z.string().optional(),
      answers: z.array(z.object({ id: Id, enough: z.enum(enoughAnswers), answeredOn: Day })),
    }),
    subjects: theClient,
  }),
  daySheet: query({
    about:
      'The clients of a site with a prescription in force on a day, what happened with each dose, and how crowded the hours are.',
    who: care,
    input: z.object({ siteId: Id, day: Day.optional() }),
    output: z.object({
      day: Day,
      today: z.boolean(),
      rows: z.array(DayLine),
      hours: z.array(z.object({ hour: z.int(), doses: z.int(), usual: z.number() })),
    }),
    subjects: ({ output }) => output.rows.map((row) => row.clientId),
  }),
  siteSufficiency: query({
    about:
      'Of the clients of a site who were asked since a day, how many said last that the dose is enough, and the band this falls into; beside it, in how many prescriptions the dose given is below the dose wanted.',
    who: care,
    input: z.object({ siteId: Id, programCode: Code, since: Day }),
    output: z.object({
      yes: z.int(),
      no: z.int(),
      band: z.object({ code: z.string(), name: Bilingual }).nullable(),
      prescriptions: z.object({ inForce: z.int(), saidWanted: z.int(), belowWanted: z.int() }),
    }),
  }),
  sitePrograms: query({
    about: 'The programs of a site that have a formulary.',
    who: care,
    input: z.object({ siteId: Id }),
    output: z.object({ codes: z.array(z.string()) }),
  }),
  formulary: query({
    about: 'The formulations of a program’s formulary, by class.',
    who: care,
    input: z.object({ programCode: Code }),
    output: z.object({
      version: z.string().nullable(),
      classes: z.array(
        z.object({
          code: z.string(),
          name: Bilingual,
          formulations: z.array(z.object({ code: z.string(), name: Bilingual })),
        }),
      ),
    }),
  }),
};
