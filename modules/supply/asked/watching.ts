import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Bilingual, Code, Day, Id, Locale, Moment, Saved, Text, Version } from '../../../kernel/fields.ts';
import { careRoles } from '../../people/model.ts';
import { recordKinds } from '../model.ts';

const care = [...careRoles];
const theClient = ({ input }: { input: { clientId: string } }) => [input.clientId];
const about = { id: Id, clientId: Id, programCode: Code };
const Words = Text(4000).default('');

const kept = {
  id: Id,
  version: Version,
  voided: z.boolean(),
  correction: z.string().nullable(),
  by: z.string(),
};

/** A window in which to ask; `ask` says it has begun. It never says what follows. */
export const DueLine = z.object({
  clientId: Id,
  clientName: z.string(),
  kindCode: z.string(),
  from: Day,
  to: Day,
  state: z.enum(['later', 'ask', 'passed']),
  lastOn: Day.nullable(),
  lastResultCode: z.string().nullable(),
});
export type DueLine = z.infer<typeof DueLine>;

/** Everything noted around one client's supply. */
export const Watch = z.object({
  checks: z.array(
    z.object({
      ...kept,
      kindCode: z.string(),
      resultCode: z.string(),
      madeOn: Day,
      words: z.string().nullable(),
    }),
  ),
  due: z.array(DueLine),
  figures: z.array(z.object({ ...kept, questionCode: z.string(), figure: z.int(), answeredOn: Day })),
  overdoses: z.array(
    z.object({
      ...kept,
      occurredAt: z.string(),
      fatal: z.boolean(),
      placeCode: z.string(),
      naloxoneDoses: z.int(),
      emergencyCalled: z.boolean(),
      minutesMonitored: z.int().nullable(),
      words: z.string().nullable(),
    }),
  ),
  incidents: z.array(
    z.object({
      ...kept,
      kindCode: z.string(),
      happenedOn: Day,
      words: z.string().nullable(),
      agreed: z.string().nullable(),
      followUpOn: Day.nullable(),
    }),
  ),
  chart: z.array(z.object({ ...kept, kindCode: z.string(), writtenOn: Day, words: z.string().nullable() })),
});
export type Watch = z.infer<typeof Watch>;

/** A warning about the drug supply. */
export const AlertLine = z.object({
  id: Id,
  version: Version,
  kindCode: z.string(),
  title: z.string(),
  body: z.string(),
  language: Locale,
  seenOn: Day,
  fromSite: Bilingual,
  sites: z.array(Bilingual),
  concerns: z.array(z.string()),
  unread: z.array(Bilingual),
  readByMe: z.boolean(),
  readers: z.int(),
  endedOn: Day.nullable(),
  mine: z.boolean(),
});
export type AlertLine = z.infer<typeof AlertLine>;

/** What may be asked about what is looked at, asked and noticed. */
export const watching = {
  recordCheck: command({
    about: 'Records that something was looked at, offered or asked for, and what came of it.',
    who: care,
    input: z.object({
      ...about,
      kindCode: Code,
      resultCode: Code,
      madeOn: Day,
      nextFrom: Day.optional(),
      nextTo: Day.optional(),
      words: Words,
    }),
    output: Saved,
    subjects: theClient,
  }),
  recordFigure: command({
    about: 'Records the number that a client answered to one of the dated questions.',
    who: care,
    input: z.object({ ...about, questionCode: Code, figure: z.int().min(0).max(1000), answeredOn: Day }),
    output: Saved,
    subjects: theClient,
  }),
  recordOverdose: command({
    about: 'Records an overdose of a client and what was done.',
    who: care,
    input: z.object({
      ...about,
      occurredAt: Moment,
      fatal: z.boolean(),
      placeCode: Code,
      naloxoneDoses: z.int().min(0).max(50),
      emergencyCalled: z.boolean(),
      minutesMonitored: z.int().min(0).max(1440).optional(),
      words: Words,
    }),
    output: Saved,
    subjects: theClient,
  }),
  recordIncident: command({
    about:
      'Records something that happened around a client’s medication, or a conversation about it, and what was agreed.',
    who: care,
    input: z.object({
      ...about,
      kindCode: Code,
      happenedOn: Day,
      words: Words,
      agreed: Words,
      followUpOn: Day.optional(),
    }),
    output: Saved,
    subjects: theClient,
  }),
  writeChart: command({
    about: 'Records an assessment, indication, talk about risks and benefits, consent or plan.',
    who: care,
    input: z.object({ ...about, kindCode: Code, writtenOn: Day, words: Text(4000, 1) }),
    output: Saved,
    subjects: theClient,
  }),
  withdrawRecord: command({
    about: 'Says that something was recorded by mistake, with the reason. It stays in the record, marked.',
    who: care,
    input: z.object({
      id: Id,
      clientId: Id,
      kind: z.enum(recordKinds),
      version: Version,
      reason: Text(400, 1),
    }),
    output: Saved,
    subjects: theClient,
  }),
  clientWatch: query({
    about: 'Everything looked at, asked and noticed around one client’s supply, and what to ask next.',
    who: care,
    input: z.object({ clientId: Id }),
    output: Watch,
    subjects: theClient,
  }),
  dueChecks: query({
    about: 'For the clients of a site with a prescription in force: what to ask about, in which window.',
    who: care,
    input: z.object({ siteId: Id }),
    output: z.object({ rows: z.array(DueLine) }),
    subjects: ({ output }) => output.rows.map((row) => row.clientId),
  }),
  sendAlert: command({
    about: 'Warns sites about the drug supply. An alert names no client.',
    who: care,
    input: z.object({
      id: Id,
      siteId: Id,
      kindCode: Code,
      title: Text(200, 1),
      body: Text(2000, 1),
      language: Locale,
      seenOn: Day,
      reaches: z.array(Id).max(100).optional(),
      concerns: z.array(Code).max(20).default([]),
    }),
    output: Saved,
  }),
  readAlert: command({
    about: 'Says that one has read an alert.',
    who: care,
    input: z.object({ id: Id, alertId: Id }),
    output: Saved,
  }),
  endAlert: command({
    about: 'Says that an alert no longer holds.',
    who: care,
    input: z.object({ id: Id, version: Version, endedOn: Day }),
    output: Saved,
  }),
  listAlerts: query({
    about: 'Alerts that reach one’s own sites: those that stand, or all of the last two years.',
    who: care,
    input: z.object({ all: z.boolean().default(false) }),
    output: z.object({ rows: z.array(AlertLine) }),
  }),
  listClasses: query({
    about: 'The classes of substances that an alert can be about, from the formularies of the programs.',
    who: care,
    input: z.object({}),
    output: z.object({ rows: z.array(z.object({ code: z.string(), name: Bilingual })) }),
  }),
  listSites: query({
    about: 'The sites of the community that an alert can reach.',
    who: care,
    input: z.object({}),
    output: z.object({ rows: z.array(z.object({ id: Id, name: Bilingual })) }),
  }),
};
