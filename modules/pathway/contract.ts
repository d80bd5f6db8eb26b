import { z } from 'zod';
import { command, contract, query } from '../../kernel/contract.ts';
import { Bilingual, Code, Day, Id, Saved, Text, Version } from '../../kernel/fields.ts';
import { PageAsked } from '../../kernel/page.ts';
import { careRoles } from '../people/model.ts';
import { answers, decisions } from './model.ts';
import { ReferralLine, referrals } from './operations/referrals.ts';
import { room } from './operations/room.ts';
import { selfReferral } from './operations/selfReferral.ts';

export { type AgreementLine, ReferralLine } from './operations/referrals.ts';

const care = [...careRoles];

/** One eligibility decision with the answers it rests on. */
export const ScreeningLine = z.object({
  id: Id,
  referralId: Id.nullable(),
  programCode: z.string(),
  programVersion: z.string(),
  answers: z.array(
    z.object({ sentenceId: z.string(), answer: z.enum(answers), sentence: Bilingual.nullable() }),
  ),
  found: z.enum(decisions),
  decision: z.enum(decisions),
  reasonCode: z.string().nullable(),
  reason: z.string().nullable(),
  decidedOn: Day,
  decidedBy: Id,
});
export type ScreeningLine = z.infer<typeof ScreeningLine>;

/** One client who waits or waited. */
export const WaitLine = z.object({
  id: Id,
  version: Version,
  clientId: Id,
  clientName: z.string(),
  siteId: Id,
  programCode: z.string(),
  referralId: Id,
  priorityCode: z.string().nullable(),
  joinedAt: z.string(),
  state: z.enum(['waiting', 'offered', 'enrolled', 'declined', 'left']),
  offeredUntil: Day.nullable(),
  reasonCode: z.string().nullable(),
  /** Where they stand in line, from 1, counting everybody who waits; empty outside a waitlist. */
  place: z.int().nullable(),
  /** When they were last reached while waiting, and how often it was tried since. */
  reachedAt: z.string().nullable(),
  tries: z.int(),
});
export type WaitLine = z.infer<typeof WaitLine>;

/** One enrolment. */
export const EnrolmentLine = z.object({
  id: Id,
  version: Version,
  clientId: Id,
  clientName: z.string(),
  siteId: Id,
  programCode: z.string(),
  programVersion: z.string(),
  referralId: Id,
  stageCode: z.string(),
  stageSince: z.string(),
  enrolledOn: Day,
  endedOn: Day.nullable(),
  endReasonCode: z.string().nullable(),
});
export type EnrolmentLine = z.infer<typeof EnrolmentLine>;

/** One dated step: the clock of a referral, a wait or an enrolment. */
const ChangeLine = z.object({
  id: Id,
  subject: z.enum(['referral', 'waitlist', 'enrolment']),
  subjectId: Id,
  fromCode: z.string().nullable(),
  toCode: z.string(),
  reasonCode: z.string().nullable(),
  note: z.string().nullable(),
  at: z.string(),
});
export type ChangeLine = z.infer<typeof ChangeLine>;

const Places = z.object({
  siteId: Id,
  siteName: Bilingual,
  programCode: z.string(),
  /** The version the site works by, and the latest that is published. */
  programVersion: z.string(),
  latestVersion: z.string(),
  version: Version,
  targetId: Id,
  target: z.int(),
  enrolled: z.int(),
  left: z.int(),
});
export type Places = z.infer<typeof Places>;

const theClient = ({ input }: { input: { clientId: string } }) => [input.clientId];
const theRows = ({ output }: { output: { rows: readonly { clientId: string }[] } }) =>
  output.rows.map((row) => row.clientId);
const SiteAndProgram = z.object({ siteId: Id, programCode: Code });

/** What may be asked of the way into a program and through it. */
export const pathway = contract('pathway', {
  ...referrals,
  screenClient: command({
    about:
      'Decides whether a client meets the conditions of a program, sentence by sentence, as they stand that day.',
    who: care,
    input: z.object({
      id: Id,
      clientId: Id,
      referralId: Id.optional(),
      siteId: Id,
      programCode: Code,
      decidedOn: Day,
      answers: z.array(z.object({ sentenceId: Code, answer: z.enum(answers) })).max(100),
      decision: z.enum(decisions),
      reasonCode: Code.optional(),
      reason: Text(4_000).optional(),
    }),
    output: Saved,
    subjects: theClient,
  }),
  joinWaitlist: command({
    about: 'Puts a client who meets the conditions on the waitlist.',
    who: care,
    input: z.object({ id: Id, clientId: Id, referralId: Id, priorityCode: Code.optional() }),
    output: Saved,
    subjects: theClient,
  }),
  offerPlace: command({
    about: 'Offers a waiting client a place, until a day.',
    who: care,
    input: z.object({ clientId: Id, id: Id, version: Version, until: Day.optional() }),
    output: Saved,
    subjects: theClient,
  }),
  declineOffer: command({
    about:
      'Records that a client declined an offered place, and why; they keep their place in line or leave it.',
    who: care,
    input: z.object({ clientId: Id, id: Id, version: Version, reasonCode: Code, stays: z.boolean() }),
    output: Saved,
    subjects: theClient,
  }),
  letOfferLapse: command({
    about: 'Puts a client back in line whose offer ran out without an answer; they keep their place.',
    who: care,
    input: z.object({ clientId: Id, id: Id, version: Version }),
    output: Saved,
    subjects: theClient,
  }),
  leaveWaitlist: command({
    about: 'Takes a client off the waitlist, and says why.',
    who: care,
    input: z.object({ clientId: Id, id: Id, version: Version, reasonCode: Code }),
    output: Saved,
    subjects: theClient,
  }),
  enrol: command({
    about: 'Enrols a client who meets the conditions.',
    who: care,
    input: z.object({ id: Id, clientId: Id, referralId: Id, enrolledOn: Day }),
    output: Saved,
    subjects: theClient,
  }),
  moveStage: command({
    about: 'Moves an enrolled client to another stage of the program.',
    who: care,
    input: z.object({ clientId: Id, id: Id, version: Version, stageCode: Code }),
    output: Saved,
    subjects: theClient,
  }),
  endEnrolment: command({
    about: 'Ends an enrolment: the first day out, why, and whether the program helped.',
    who: care,
    input: z.object({
      clientId: Id,
      id: Id,
      version: Version,
      endedOn: Day,
      reasonCode: Code,
      helped: z.boolean(),
    }),
    output: Saved,
    subjects: theClient,
  }),
  ...room,
  ...selfReferral,
  listAdoptions: query({
    about: 'The programs that sites offer, and the version each works by; who is enrolled is not counted.',
    who: 'signed-in',
    input: z.object({}),
    output: z.object({
      rows: z.array(z.object({ siteId: Id, programCode: z.string(), programVersion: z.string() })),
    }),
  }),
  listPlaces: query({
    about: 'The programs a site or the whole community offers, with their places taken and left.',
    who: 'signed-in',
    input: z.object({ siteId: Id.optional() }),
    output: z.object({ rows: z.array(Places) }),
  }),
  listWaitlist: query({
    about: 'Who waits for a place, in the order the program’s rule gives.',
    who: care,
    input: PageAsked.extend(SiteAndProgram.shape),
    output: z.object({ rows: z.array(WaitLine), next: z.string().optional() }),
    subjects: theRows,
  }),
  listEnrolled: query({
    about: 'Who is in a program at a site now, longest in their stage first.',
    who: care,
    input: PageAsked.extend({ ...SiteAndProgram.shape, stageCode: Code.optional() }),
    output: z.object({ rows: z.array(EnrolmentLine), next: z.string().optional() }),
    subjects: theRows,
  }),
  board: query({
    about: 'How many clients stand at each stage of a program at a site, and since when the longest.',
    who: care,
    input: SiteAndProgram,
    output: z.object({
      target: z.int().nullable(),
      enrolled: z.int(),
      left: z.int().nullable(),
      stages: z.array(
        z.object({
          code: z.string(),
          name: Bilingual,
          state: z.string(),
          count: z.int(),
          oldestSince: z.string().nullable(),
        }),
      ),
    }),
  }),
  clientPathway: query({
    about: 'One client’s referrals, eligibility decisions, waits and enrolments, with every dated step.',
    who: care,
    input: z.object({ clientId: Id }),
    output: z.object({
      referrals: z.array(ReferralLine.extend({ note: z.string().nullable() })),
      screenings: z.array(ScreeningLine),
      waits: z.array(WaitLine),
      enrolments: z.array(EnrolmentLine),
      changes: z.array(ChangeLine),
    }),
    subjects: theClient,
  }),
});
