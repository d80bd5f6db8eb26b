import { z } from 'zod';
import { command, contract, query } from '../../kernel/contract.ts';
import { Bilingual, Code, Day, Id, Moment, Saved, Text, Version } from '../../kernel/fields.ts';
import { PageAsked } from '../../kernel/page.ts';
import { careRoles } from '../people/model.ts';
import { doseKinds, enoughAnswers } from './model.ts';

const care = [...careRoles];
const theClient = ({ input }: { input: { clientId: string } }) => [input.clientId];

/** One dose event. The amount stands as it was ordered; it is never computed. */
export const DoseLine = z.object({
  id: Id,
  version: Version,
  programCode: z.string().nullable(),
  kind: z.enum(doseKinds),
  formulationCode: z.string(),
  formulationName: Bilingual,
  amount: z.string().nullable(),
  protocolCode: z.string().nullable(),
  protocolVersion: z.string().nullable(),
  occurredAt: z.string(),
  recordedBy: z.string(),
});
export type DoseLine = z.infer<typeof DoseLine>;

/** What may be asked about prescribed supply. Records only: nothing here recommends a drug or a dose. */
export const supply = contract('supply', {
  recordDoseEvent: command({
    about:
      'Records that a dose was witnessed, carried, missed, held, refused or restarted; the same event sent twice is one event.',
    who: care,
    input: z.object({
      id: Id,
      clientId: Id,
      programCode: Code,
      kind: z.enum(doseKinds),
      formulationCode: Code,
      amount: Text(200).optional(),
      protocolCode: Code.optional(),
      protocolVersion: Text(40).optional(),
      occurredAt: Moment,
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
  siteSufficiency: query({
    about:
      'Of the clients of a site who were asked since a day, how many said last that the dose is enough, and the band this falls into.',
    who: care,
    input: z.object({ siteId: Id, programCode: Code, since: Day }),
    output: z.object({
      yes: z.int(),
      no: z.int(),
      band: z.object({ code: z.string(), name: Bilingual }).nullable(),
    }),
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
});
