import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Bilingual, Code, Day, Id, Moment, Saved, Text, Version } from '../../../kernel/fields.ts';
import { PageAsked } from '../../../kernel/page.ts';
import { careRoles } from '../../people/model.ts';
import { agreementDirections, channels, referralStates } from '../model.ts';

const care = [...careRoles];
const theClient = ({ input }: { input: { clientId: string } }) => [input.clientId];

/** One referral in a list. */
export const ReferralLine = z.object({
  id: Id,
  version: Version,
  clientId: Id,
  clientName: z.string(),
  direction: z.enum(['in', 'out']),
  siteId: Id,
  programCode: z.string().nullable(),
  serviceId: Id.nullable(),
  serviceName: Bilingual.nullable(),
  sourceCode: z.string(),
  channelCode: z.string(),
  agreementId: Id.nullable(),
  state: z.enum(referralStates),
  stateSince: z.string(),
  reasonCode: z.string().nullable(),
  referredAt: z.string(),
  answerBy: Day.nullable(),
  unanswered: z.boolean(),
});
export type ReferralLine = z.infer<typeof ReferralLine>;

const AgreementLine = z.object({
  id: Id,
  version: Version,
  siteId: Id,
  direction: z.enum(agreementDirections),
  partnerName: z.string(),
  programCode: z.string().nullable(),
  answerDays: z.int(),
  contact: z.string().nullable(),
  from: Day,
  to: Day.nullable(),
});
export type AgreementLine = z.infer<typeof AgreementLine>;

const Page = z.object({ rows: z.array(ReferralLine), next: z.string().optional() });
const theRows = ({ output }: { output: { rows: readonly { clientId: string }[] } }) =>
  output.rows.map((row) => row.clientId);

/** What may be asked of referrals, whatever their channel, and of agreements with partners. */
export const referrals = {
  referClient: command({
    about: 'Refers a client to a program of a site.',
    who: care,
    input: z.object({
      id: Id,
      clientId: Id,
      siteId: Id,
      programCode: Code,
      sourceCode: Code,
      channelCode: z.enum(channels),
      agreementId: Id.optional(),
      referredAt: Moment.optional(),
      note: Text(4_000).optional(),
      draft: z.boolean().default(false),
    }),
    output: Saved,
    subjects: theClient,
  }),
  referToService: command({
    about: 'Refers a client to a service of the directory.',
    who: care,
    input: z.object({
      id: Id,
      clientId: Id,
      serviceId: Id,
      channelCode: z.enum(channels),
      agreementId: Id.optional(),
      note: Text(4_000).optional(),
    }),
    output: Saved,
    subjects: theClient,
  }),
  answerReferral: command({
    about: 'Moves a referral to its next state: sends, accepts, declines, closes or reopens it.',
    who: care,
    input: z.object({
      clientId: Id,
      id: Id,
      version: Version,
      to: z.enum(referralStates),
      reasonCode: Code.optional(),
      note: Text(4_000).optional(),
    }),
    output: Saved,
    subjects: theClient,
  }),
  listReferrals: query({
    about:
      'Referrals in and out of my sites, whatever their channel: those waiting for an answer, overdue, open, or all.',
    who: care,
    input: PageAsked.extend({
      siteId: Id.optional(),
      programCode: Code.optional(),
      direction: z.enum(['in', 'out', 'any']).default('in'),
      channelCode: z.enum(channels).optional(),
      which: z.enum(['unanswered', 'overdue', 'open', 'all']).default('open'),
    }),
    output: Page,
    subjects: theRows,
  }),
  listMyReferrals: query({
    about:
      'The referrals I made, newest first, each with what became of it; no answer in time is an outcome too.',
    who: care,
    input: PageAsked,
    output: Page,
    subjects: theRows,
  }),
  referralHistory: query({
    about: 'Every dated step of one referral: who moved it, why, and how many days it stood there.',
    who: care,
    input: z.object({ clientId: Id, id: Id }),
    output: z.object({
      steps: z.array(
        z.object({
          id: Id,
          state: z.enum(referralStates),
          at: z.string(),
          days: z.int(),
          byName: z.string(),
          reasonCode: z.string().nullable(),
          note: z.string().nullable(),
        }),
      ),
    }),
    subjects: theClient,
  }),
  listAgreements: query({
    about: 'The agreements of my sites with partners about referrals, those in force first.',
    who: [...care, 'steward'],
    input: z.object({ siteId: Id.optional() }),
    output: z.object({ rows: z.array(AgreementLine) }),
  }),
  makeAgreement: command({
    about:
      'Records an agreement with a partner: which way referrals go, and within how many days they are answered.',
    who: ['coordinator', 'steward'],
    input: z.object({
      id: Id,
      siteId: Id,
      direction: z.enum(agreementDirections),
      partnerName: Text(200, 2),
      partnerOrganisationId: Id.optional(),
      serviceId: Id.optional(),
      programCode: Code.optional(),
      answerDays: z.int().min(1).max(365),
      contact: Text(300).optional(),
      from: Day,
    }),
    output: Saved,
  }),
  endAgreement: command({
    about: 'Ends an agreement from a day on; referrals made under it keep their day.',
    who: ['coordinator', 'steward'],
    input: z.object({ id: Id, version: Version, to: Day }),
    output: Saved,
  }),
};
