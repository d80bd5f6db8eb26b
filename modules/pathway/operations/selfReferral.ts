import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Bilingual, Code, Id, Locale, Saved, Text, Version } from '../../../kernel/fields.ts';
import { careRoles } from '../../people/model.ts';
import { answerers, asideReasons, ways } from '../model.ts';

const care = [...careRoles];
const settles = ['coordinator', 'steward'];
const Token = z.string().regex(/^[A-Za-z0-9_-]{64}$/);
const theClient = ({ input }: { input: { clientId: string } }) => [input.clientId];

const Wish = {
  way: z.enum(ways),
  whoMayAnswer: z.enum(answerers),
  details: Text(300, 1),
  bestTime: Text(200).optional(),
};

const EntranceLine = z.object({
  id: Id,
  version: Version,
  siteId: Id,
  programCode: z.string(),
  token: z.string(),
  name: Bilingual,
  phone: z.string().nullable(),
});
export type EntranceLine = z.infer<typeof EntranceLine>;

const SelfReferralLine = z.object({
  id: Id,
  version: Version,
  siteId: Id,
  programCode: z.string(),
  reference: z.string(),
  receivedAt: z.string(),
  language: Locale,
  way: z.enum(ways),
  whoMayAnswer: z.enum(answerers),
  called: z.string(),
  details: z.string(),
  bestTime: z.string().nullable(),
  note: z.string().nullable(),
});
export type SelfReferralLine = z.infer<typeof SelfReferralLine>;

const ContactPointLine = z.object({
  id: Id,
  version: Version,
  way: z.enum(ways),
  whoMayAnswer: z.enum(answerers),
  details: z.string().nullable(),
  bestTime: z.string().nullable(),
});
export type ContactPointLine = z.infer<typeof ContactPointLine>;

/** What may be asked about people who ask for themselves, and about ways to find somebody. */
export const selfReferral = {
  openEntrance: query({
    about: 'Shows who asks at a page for self-referral; it names no program.',
    who: 'public',
    input: z.object({ token: Token }),
    output: z.object({ open: z.boolean(), name: Bilingual.nullable(), phone: z.string().nullable() }),
  }),
  askForContact: command({
    about: 'Asks a site to get in touch; tells a reference and nothing else.',
    who: 'public',
    input: z.object({
      token: Token,
      id: Id,
      language: Locale,
      called: Text(100, 1),
      ...Wish,
      note: Text(1_000).optional(),
    }),
    output: z.object({ reference: z.string() }),
  }),
  listEntrances: query({
    about: 'The pages of my sites where anybody may ask for themselves.',
    who: [...care, 'steward'],
    input: z.object({}),
    output: z.object({ rows: z.array(EntranceLine) }),
  }),
  openPage: command({
    about: 'Opens a page for self-referral to a program of a site, under a name that does not betray it.',
    who: settles,
    input: z.object({
      id: Id,
      siteId: Id,
      programCode: Code,
      sourceCode: Code,
      name: z.object({ en: Text(120, 2), fr: Text(120, 2) }),
      phone: Text(40).optional(),
    }),
    output: Saved,
  }),
  closePage: command({
    about: 'Closes a page for self-referral; what came through it stays.',
    who: settles,
    input: z.object({ id: Id, version: Version }),
    output: Saved,
  }),
  listSelfReferrals: query({
    about:
      'People who asked for themselves at my sites and whom nobody has linked to a client yet, longest first.',
    who: care,
    input: z.object({}),
    output: z.object({ rows: z.array(SelfReferralLine) }),
    subjects: ({ output }) => output.rows.map((row) => row.id),
  }),
  linkSelfReferral: command({
    about: 'Says which client asked: their referral is made, and the way to reach them kept with them.',
    who: care,
    input: z.object({ id: Id, version: Version, clientId: Id, referralId: Id }),
    output: Saved,
    subjects: theClient,
  }),
  setSelfReferralAside: command({
    about: 'Sets a self-referral aside, and says why.',
    who: care,
    input: z.object({ id: Id, version: Version, reasonCode: z.enum(asideReasons) }),
    output: Saved,
    subjects: ({ input }) => [input.id],
  }),
  listContactPoints: query({
    about: 'The ways and places to find a client; empty details where their address is hidden.',
    who: care,
    input: z.object({ clientId: Id }),
    output: z.object({ hidden: z.boolean(), rows: z.array(ContactPointLine) }),
    subjects: theClient,
  }),
  revealContactPoints: query({
    about: 'The ways and places to find a client whose address is hidden.',
    who: care,
    stepUp: true,
    input: z.object({ clientId: Id }),
    output: z.object({ rows: z.array(ContactPointLine) }),
    subjects: theClient,
  }),
  addContactPoint: command({
    about: 'Adds a way or place to find a client.',
    who: care,
    input: z.object({ id: Id, clientId: Id, ...Wish }),
    output: Saved,
    subjects: theClient,
  }),
  endContactPoint: command({
    about: 'Says that a client is not found there any more.',
    who: care,
    input: z.object({ id: Id, clientId: Id, version: Version }),
    output: Saved,
    subjects: theClient,
  }),
  noteAttempt: command({
    about: 'Records a try to reach a client, and whether they were reached.',
    who: care,
    input: z.object({ id: Id, clientId: Id, contactPointId: Id.optional(), reached: z.boolean() }),
    output: Saved,
    subjects: theClient,
  }),
};
