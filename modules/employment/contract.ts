import { z } from 'zod';
import { command, contract, query } from '../../kernel/contract.ts';
import { Code, Day, Id, Saved, Text, Version } from '../../kernel/fields.ts';
import { careRoles } from '../people/model.ts';
import {
  activityKinds,
  activityOutcomes,
  counselledAbout,
  counselledBy,
  contactKinds,
  disclosures,
  endReasons,
  madeBy,
  type profileParts,
  supportedWith,
  supportKinds,
  trades,
  ways,
} from './model.ts';
import { registerOperations } from './register/contract.ts';

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
  permanent: z.boolean().nullable(),
  trade: z.enum(trades).nullable(),
  employerId: Id.nullable(),
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
  inPerson: z.boolean().nullable(),
  asWished: z.boolean().nullable(),
  contactOn: Day,
});
export type EmployerContactLine = z.infer<typeof EmployerContactLine>;

/** A vocational profile: its parts in the words of the client and their worker. */
export const ProfileParts = z.object({
  hopes: Text(2_000).default(''),
  strengths: Text(2_000).default(''),
  experience: Text(2_000).default(''),
  learning: Text(2_000).default(''),
  times: Text(2_000).default(''),
  places: Text(2_000).default(''),
  supports: Text(2_000).default(''),
  telling: Text(2_000).default(''),
} satisfies Record<(typeof profileParts)[number], z.ZodType>);
export type ProfileParts = z.infer<typeof ProfileParts>;

/** The profile as last gone through. */
export const ProfileShown = z.object({ id: Id, version: Version, reviewedOn: Day, parts: ProfileParts });
export type ProfileShown = z.infer<typeof ProfileShown>;

/** Support given after a job began. */
export const SupportLine = z.object({
  id: Id,
  jobId: Id.nullable(),
  supportedOn: Day,
  with: z.enum(supportedWith),
  way: z.enum(ways),
  kind: z.enum(supportKinds),
  note: z.string(),
});
export type SupportLine = z.infer<typeof SupportLine>;

/** Volunteering, a placement or education. */
export const ActivityLine = z.object({
  id: Id,
  version: Version,
  kind: z.enum(activityKinds),
  name: z.string(),
  weeklyHours: z.number().nullable(),
  startedOn: Day,
  endedOn: Day.nullable(),
  outcome: z.enum(activityOutcomes).nullable(),
});
export type ActivityLine = z.infer<typeof ActivityLine>;

/** Benefits counselling given, with the table it was read from. */
export const CounsellingLine = z.object({
  id: Id,
  givenOn: Day,
  by: z.enum(counselledBy),
  about: z.enum(counselledAbout),
  table: z.object({ id: Id, name: z.string(), source: z.string(), sourceOn: Day }).nullable(),
  note: z.string(),
});
export type CounsellingLine = z.infer<typeof CounsellingLine>;

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
      employerId: Id.optional(),
      title: Text(200, 1),
      trade: z.enum(trades).optional(),
      competitive: z.boolean(),
      permanent: z.boolean().optional(),
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
      employerId: Id.optional(),
      kind: z.enum(contactKinds),
      madeBy: z.enum(madeBy).default('worker'),
      inPerson: z.boolean().optional(),
      asWished: z.boolean().optional(),
      contactOn: Day,
    }),
    output: Saved,
    subjects: theClient,
  }),
  writeProfile: command({
    about: 'Keeps what a client hopes for at work, can do and needs; earlier texts are kept.',
    who: care,
    input: z.object({ clientId: Id, id: Id, version: Version.optional(), parts: ProfileParts }),
    output: Saved,
    subjects: theClient,
  }),
  recordSupport: command({
    about: 'Records support given to a client, or to their employer, after a job began.',
    who: care,
    input: z.object({
      id: Id,
      clientId: Id,
      jobId: Id.optional(),
      supportedOn: Day,
      with: z.enum(supportedWith),
      way: z.enum(ways),
      kind: z.enum(supportKinds),
      note: Text(10_000).default(''),
    }),
    output: Saved,
    subjects: theClient,
  }),
  recordActivity: command({
    about: 'Records volunteering, a placement or education; none of them is a job.',
    who: care,
    input: z.object({
      id: Id,
      clientId: Id,
      kind: z.enum(activityKinds),
      name: Text(200, 1),
      weeklyHours: z.number().min(0).max(168).optional(),
      startedOn: Day,
    }),
    output: Saved,
    subjects: theClient,
  }),
  endActivity: command({
    about: 'Records that volunteering, a placement or education ended, and what came of it.',
    who: care,
    input: z.object({
      clientId: Id,
      id: Id,
      version: Version,
      endedOn: Day,
      outcome: z.enum(activityOutcomes),
    }),
    output: Saved,
    subjects: theClient,
  }),
  recordCounselling: command({
    about: 'Records benefits counselling given to a client, and the dated table it was read from.',
    who: care,
    input: z.object({
      id: Id,
      clientId: Id,
      givenOn: Day,
      by: z.enum(counselledBy),
      about: z.enum(counselledAbout),
      tableId: Id.optional(),
      note: Text(10_000).default(''),
    }),
    output: Saved,
    subjects: theClient,
  }),
  ...registerOperations,
  clientEmployment: query({
    about:
      'One client’s work: profile, jobs, support, other activity, counselling and contacts with employers, and the days from enrolment to the first of these.',
    who: care,
    input: z.object({ clientId: Id }),
    output: z.object({
      today: Day,
      jobs: z.array(JobLine),
      employerContacts: z.array(EmployerContactLine),
      profile: ProfileShown.nullable(),
      supports: z.array(SupportLine),
      activities: z.array(ActivityLine),
      counselling: z.array(CounsellingLine),
      daysToFirstEmployer: z.int().nullable(),
    }),
    subjects: theClient,
  }),
});
