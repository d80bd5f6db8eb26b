import { z } from 'zod';
import { command, contract, query } from '../../kernel/contract.ts';
import { Code, Day, Id, Saved, Text, Version } from '../../kernel/fields.ts';
import { careRoles } from '../people/model.ts';
import { contactKinds, disclosures, endReasons, madeBy } from './model.ts';

const care = [...careRoles];
const theClient = ({ input }: { input: { clientId: string } }) => [input.clientId];

/** One job. Wage in dollars an hour, time in hours a week. */
export const JobLine = z.object({
  id: Id,
  version: Version,
  programCode: z.string().nullable(),
  employerName: z.string(),
  title: z.string(),
  competitive: z.boolean(),
  hourlyWage: z.number().nullable(),
  weeklyHours: z.number().nullable(),
  disclosure: z.enum(disclosures),
  startedOn: Day,
  endedOn: Day.nullable(),
  endReason: z.enum(endReasons).nullable(),
});
export type JobLine = z.infer<typeof JobLine>;

/** One contact with an employer. */
export const EmployerContactLine = z.object({
  id: Id,
  employerName: z.string(),
  kind: z.enum(contactKinds),
  madeBy: z.enum(madeBy),
  contactOn: Day,
});
export type EmployerContactLine = z.infer<typeof EmployerContactLine>;

/** What may be asked about clients' work. */
export const employment = contract('employment', {
  recordJob: command({
    about: 'Records a job that a client has begun.',
    who: care,
    input: z.object({
      id: Id,
      clientId: Id,
      programCode: Code.optional(),
      employerName: Text(200, 1),
      title: Text(200, 1),
      competitive: z.boolean(),
      hourlyWage: z.number().min(0).max(10_000).optional(),
      weeklyHours: z.number().min(0).max(168).optional(),
      disclosure: z.enum(disclosures).default('not_decided'),
      startedOn: Day,
    }),
    output: Saved,
    subjects: theClient,
  }),
  endJob: command({
    about: 'Records that a job ended: the first day out of it, and why.',
    who: care,
    input: z.object({ clientId: Id, id: Id, version: Version, endedOn: Day, reason: z.enum(endReasons) }),
    output: Saved,
    subjects: theClient,
  }),
  recordEmployerContact: command({
    about: 'Records a contact with an employer about work for a client.',
    who: care,
    input: z.object({
      id: Id,
      clientId: Id,
      programCode: Code.optional(),
      employerName: Text(200, 1),
      kind: z.enum(contactKinds),
      madeBy: z.enum(madeBy).default('worker'),
      contactOn: Day,
    }),
    output: Saved,
    subjects: theClient,
  }),
  clientEmployment: query({
    about:
      'One client’s jobs and contacts with employers, and the days from enrolment to the first of these.',
    who: care,
    input: z.object({ clientId: Id }),
    output: z.object({
      today: Day,
      jobs: z.array(JobLine),
      employerContacts: z.array(EmployerContactLine),
      daysToFirstEmployer: z.int().nullable(),
    }),
    subjects: theClient,
  }),
});
