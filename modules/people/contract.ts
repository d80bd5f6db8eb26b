import { z } from 'zod';
import { command, contract, query } from '../../kernel/contract.ts';
import { Bilingual, Day, Id, Moment, Saved, Text, Version } from '../../kernel/fields.ts';
import { PageAsked } from '../../kernel/page.ts';
import {
  bindings,
  careRoles,
  dataClasses,
  lockAbouts,
  lockTeams,
  overrideReasons,
  purposes,
  targetFits,
  waysGiven,
} from './model.ts';

/** Names, numbers and safe contact of a client, as typed. */
export const IdentityGiven = z.object({
  name: Text(200, 1),
  preferredName: Text(200).optional(),
  birthDate: Day.optional(),
  healthNumber: Text(40).optional(),
  phone: Text(40).optional(),
  address: Text(500).optional(),
  safeContact: Text(500).optional(),
});

/** Changes to a client's identity: what is absent stays, null takes a fact away. */
const IdentityChanges = z.object({
  name: Text(200, 1).optional(),
  preferredName: Text(200).nullish(),
  birthDate: Day.nullish(),
  healthNumber: Text(40).nullish(),
  phone: Text(40).nullish(),
  address: Text(500).nullish(),
  safeContact: Text(500).nullish(),
});

const DirectiveGiven = z
  .object({
    clientId: Id,
    effect: z.enum(['permit', 'deny']),
    binds: z.enum(bindings),
    targetId: Id.optional(),
    targetRole: z.enum(careRoles).optional(),
    dataClass: z.enum(['all', ...dataClasses]).default('all'),
    purpose: z.enum(purposes).default('all'),
    givenHow: z.enum(waysGiven).default('spoken'),
    from: Moment.optional(),
    to: Moment.optional(),
  })
  .refine(targetFits, { path: ['targetId'] });

/** A client in a list: enough to know whom one means, two identifiers at least where they are known. */
export const ClientLine = z.object({
  clientId: Id,
  siteId: Id,
  name: z.string(),
  preferredName: z.string().optional(),
  birthDate: z.string().optional(),
  addressHidden: z.boolean(),
  version: Version,
});
export type ClientLine = z.infer<typeof ClientLine>;

const CircleLine = z.object({
  id: Id,
  siteId: Id.nullable(),
  accountId: Id.nullable(),
  label: Bilingual.nullable(),
  kind: z.string(),
  from: z.string(),
  to: z.string().nullable(),
  version: Version,
});

const DirectiveLine = z.object({
  id: Id,
  effect: z.enum(['permit', 'deny']),
  binds: z.enum(bindings),
  targetId: Id.nullable(),
  targetRole: z.enum(careRoles).nullable(),
  label: Bilingual.nullable(),
  dataClass: z.enum(['all', ...dataClasses]),
  purpose: z.enum(purposes),
  givenHow: z.enum(waysGiven),
  from: z.string(),
  to: z.string().nullable(),
  version: Version,
});
export type DirectiveLine = z.infer<typeof DirectiveLine>;

const Classes = z.array(z.enum(dataClasses));

/** What a change to what the client allows does to those who work with clients: team by team, and by name where a team is not treated alike. */
const Consequence = z.object({
  teams: z.array(
    z.object({
      siteId: Id.nullable(),
      site: Bilingual.nullable(),
      organisation: Bilingual.nullable(),
      role: z.enum(careRoles),
      /** How many people hold this role there. */
      people: z.int(),
      /** Whom exactly, when not everybody of the team. */
      named: z.array(z.object({ accountId: Id, name: z.string() })).nullable(),
      gains: Classes,
      loses: Classes,
      /** What they see before and after. */
      keeps: Classes,
    }),
  ),
  /** Teams for which nothing changes. */
  unchanged: z.int(),
});
export type Consequence = z.infer<typeof Consequence>;

const OneClient = z.object({
  id: Id,
  version: Version,
  siteId: Id,
  organisationId: Id,
  status: z.enum(['active', 'closed']),
  language: z.string().nullable(),
  addressHidden: z.boolean(),
  identity: IdentityGiven.partial(),
  circle: z.array(CircleLine),
  directives: z.array(DirectiveLine),
  /** Records found to be the same person, as far as the reader may see them; each keeps its own history. */
  links: z.array(z.object({ id: Id, clientId: Id, name: z.string(), version: Version })),
  /** True when a team locked something of this record that the reader would see otherwise; never what, whose or how much. */
  partlyLocked: z.boolean(),
  /** Until when an override of one's own lets one in; absent when one is entitled anyway. */
  overrideUntil: z.string().optional(),
});
export type OneClient = z.infer<typeof OneClient>;

const LockLine = z.object({
  id: Id,
  version: Version,
  about: z.enum(lockAbouts),
  recordId: Id.nullable(),
  programCode: z.string().nullable(),
  siteId: Id,
  team: z.enum(lockTeams).nullable(),
  people: z.array(z.object({ id: Id, name: z.string() })),
  reason: z.string().nullable(),
  authorName: z.string(),
  from: z.string(),
  to: z.string().nullable(),
  liftedByName: z.string().nullable(),
});
export type LockLine = z.infer<typeof LockLine>;

const care = [...careRoles];
const theClient = ({ input }: { input: { clientId: string } }) => [input.clientId];
const theRows = ({ output }: { output: { rows: readonly { clientId: string }[] } }) =>
  output.rows.map((row) => row.clientId);

/** What may be asked about clients: who they are, who works with them, what they allow. */
export const people = contract('people', {
  registerClient: command({
    about: 'Registers a client at one of my sites, which becomes the first of their circle.',
    who: care,
    input: z.object({
      id: Id.optional(),
      siteId: Id,
      identity: IdentityGiven,
      language: z.string().max(35).optional(),
      addressHidden: z.boolean().default(false),
    }),
    output: Saved,
    subjects: ({ output }) => [output.id],
  }),
  reviseIdentity: command({
    about: 'Corrects who a client is; what was written before is kept.',
    who: care,
    input: z.object({
      clientId: Id,
      version: Version,
      identity: IdentityChanges,
      language: z.string().max(35).nullish(),
      addressHidden: z.boolean().optional(),
    }),
    output: Saved,
    subjects: theClient,
  }),
  searchClients: query({
    about:
      'Finds clients I may see by part of a name (misspelt or without accents too), birth date, phone or health number.',
    who: care,
    input: z.object({ text: Text(100), limit: z.int().min(1).max(50).default(12) }),
    output: z.object({ rows: z.array(ClientLine) }),
    subjects: theRows,
  }),
  listClients: query({
    about: 'The clients I may see, newest first.',
    who: care,
    input: PageAsked.extend({ siteId: Id.optional() }),
    output: z.object({ rows: z.array(ClientLine), next: z.string().optional() }),
    subjects: theRows,
  }),
  openClient: query({
    about: 'One client: who they are, their circle, and what they allow.',
    who: care,
    input: z.object({ clientId: Id }),
    output: OneClient,
    subjects: ({ input, output }) => [input.clientId, ...output.links.map((link) => link.clientId)],
  }),
  listTargets: query({
    about:
      'Whom a circle or a directive can name: sites and organisations of the community, and the people there who care for clients.',
    who: care,
    input: z.object({}),
    output: z.object({
      rows: z.array(z.object({ id: Id, kind: z.enum(['site', 'organisation', 'person']), label: Bilingual })),
    }),
  }),
  revealAddress: query({
    about: 'The address and safe contact of a client whose address is hidden.',
    who: care,
    stepUp: true,
    input: z.object({ clientId: Id }),
    output: z.object({ address: z.string().optional(), safeContact: z.string().optional() }),
    subjects: theClient,
  }),
  joinCircle: command({
    about: 'Brings a site or a person of the community into the circle of a client.',
    who: care,
    input: z
      .object({
        id: Id.optional(),
        clientId: Id,
        siteId: Id.optional(),
        accountId: Id.optional(),
        kind: z.string().min(1).max(40),
      })
      .refine((given) => (given.siteId === undefined) !== (given.accountId === undefined), {
        path: ['siteId'],
      }),
    output: Saved,
    subjects: theClient,
  }),
  leaveCircle: command({
    about: 'Ends a relationship with a client.',
    who: care,
    input: z.object({ clientId: Id, id: Id, version: Version }),
    output: Saved,
    subjects: theClient,
  }),
  previewDirective: query({
    about: 'Who would gain and who would lose sight of what, were this directive given.',
    who: care,
    input: DirectiveGiven,
    output: Consequence,
    subjects: theClient,
  }),
  giveDirective: command({
    about: 'Records what a client allows or forbids.',
    who: care,
    input: DirectiveGiven.and(z.object({ id: Id.optional() })),
    output: Saved,
    subjects: theClient,
  }),
  previewEnding: query({
    about: 'Who would gain and who would lose sight of what, were this directive ended now.',
    who: care,
    input: z.object({ clientId: Id, id: Id }),
    output: Consequence,
    subjects: theClient,
  }),
  endDirective: command({
    about: 'Ends a directive from now on; that it was in force until now stays recorded.',
    who: care,
    input: z.object({ clientId: Id, id: Id, version: Version }),
    output: Saved,
    subjects: theClient,
  }),
  locateClient: query({
    about:
      'Looks for one client outside my circle by health number, or by whole name and birth date; tells only that they are here.',
    who: care,
    input: z.object({
      name: Text(200).optional(),
      birthDate: Day.optional(),
      healthNumber: Text(40).optional(),
    }),
    output: z.object({ rows: z.array(z.object({ clientId: Id })) }),
    subjects: theRows,
  }),
  breakGlass: command({
    about:
      'Takes access to one client for an hour because it cannot wait; the privacy officer is told and reviews it.',
    who: care,
    stepUp: true,
    input: z.object({
      id: Id.optional(),
      clientId: Id,
      reasonCode: z.enum(overrideReasons),
      reason: Text(2_000, 3),
    }),
    output: Saved,
    subjects: theClient,
  }),
  listOverrides: query({
    about: 'Access that was taken without entitlement, unreviewed first, for the privacy officer.',
    who: ['privacy'],
    input: PageAsked,
    output: z.object({
      rows: z.array(
        z.object({
          id: Id,
          clientId: Id,
          accountId: Id,
          accountName: z.string(),
          reasonCode: z.enum(overrideReasons),
          reason: z.string(),
          startedAt: z.string(),
          endsAt: z.string(),
          review: z.enum(['waiting', 'justified', 'unjustified']),
          version: Version,
        }),
      ),
      next: z.string().optional(),
    }),
    subjects: theRows,
  }),
  reviewOverride: command({
    about: 'The privacy officer finds an override justified or not.',
    who: ['privacy'],
    input: z.object({ id: Id, version: Version, verdict: z.enum(['justified', 'unjustified']) }),
    output: Saved,
  }),
  listLocks: query({
    about: 'What is locked of a client, for those whom the locks spare: what, for whom, since when, by whom.',
    who: care,
    input: z.object({ clientId: Id }),
    output: z.object({ rows: z.array(LockLine) }),
    subjects: theClient,
  }),
  liftLock: command({
    about:
      'Lifts a lock that spares me; from then on consent alone decides, and that it stood stays recorded.',
    who: care,
    input: z.object({ clientId: Id, id: Id, version: Version }),
    output: Saved,
    subjects: theClient,
  }),
  linkDuplicates: command({
    about: 'Records that two records are the same person; neither is changed.',
    who: care,
    input: z.object({ id: Id.optional(), clientId: Id, otherId: Id }),
    output: Saved,
    subjects: ({ input }) => [input.clientId, input.otherId],
  }),
  unlinkDuplicates: command({
    about: 'Takes back that two records are the same person.',
    who: care,
    input: z.object({ clientId: Id, id: Id, version: Version }),
    output: Saved,
    subjects: theClient,
  }),
});
