import { z } from 'zod';
import { command, contract, query } from '../../kernel/contract.ts';
import { Day, Id, Saved } from '../../kernel/fields.ts';
import { careRoles } from '../people/model.ts';
import { linkDays, openedActions } from './model.ts';
import { PageAsked } from '../../kernel/page.ts';

/** One line of the audit trail: who, in which roles, did what to whose record, when, and why where a reason was given. */
export const TrailEntry = z.object({
  id: Id,
  at: z.string(),
  accountId: Id.nullable(),
  name: z.string().nullable(),
  roles: z.array(z.string()),
  operation: z.string(),
  action: z.enum(['create', 'read', 'execute', 'refused']),
  subjects: z.array(Id),
  purpose: z.string(),
  override: z.boolean(),
});
export type TrailEntry = z.infer<typeof TrailEntry>;

/** One line of the list a client is given: on which day, somebody in which roles, did what in which part of the record, how often, and why. */
export const OpenedLine = z.object({
  day: Day,
  roles: z.array(z.string()),
  area: z.string(),
  action: z.enum(openedActions),
  reason: z.string().nullable(),
  times: z.int(),
});
export type OpenedLine = z.infer<typeof OpenedLine>;

const LinkToken = z.string().regex(/^[A-Za-z0-9_-]{64}$/);

/** An operation (`care.listContacts`) or a whole module (`care`). */
const Asked = z
  .string()
  .regex(/^[a-z]+(\.[a-zA-Z]+)?$/)
  .max(80);

/** What may be asked by those who watch over the records. */
export const oversight = contract('oversight', {
  readTrail: query({
    about: 'The audit trail, latest first; reading it is itself written down.',
    who: ['privacy'],
    input: PageAsked.extend({
      accountId: Id.optional(),
      clientId: Id.optional(),
      operation: Asked.optional(),
      day: Day.optional(),
    }),
    output: z.object({ rows: z.array(TrailEntry), next: z.string().optional() }),
  }),
  whoOpened: query({
    about: 'Everybody who read or changed the record of one client, with how often, first and last.',
    who: ['privacy'],
    input: z.object({ clientId: Id }),
    output: z.object({
      people: z.array(
        z.object({
          accountId: Id.nullable(),
          name: z.string().nullable(),
          roles: z.array(z.string()),
          read: z.int(),
          written: z.int(),
          overrides: z.int(),
          first: z.string(),
          last: z.string(),
        }),
      ),
    }),
    subjects: ({ input }) => [input.clientId],
  }),
  listActors: query({
    about: 'Those whose doings the trail may hold: everybody with an account in the community.',
    who: ['privacy'],
    input: z.object({}),
    output: z.object({ people: z.array(z.object({ id: Id, name: z.string() })) }),
  }),
  chainState: query({
    about: 'How far the audit trail is sealed: its last block, and what waits.',
    who: ['privacy'],
    input: z.object({}),
    output: z.object({
      block: z
        .object({ number: z.int(), events: z.int(), sealedAt: z.string(), hash: z.string() })
        .nullable(),
      waiting: z.int(),
      waitingSince: z.string().nullable(),
    }),
  }),
  failedJobs: query({
    about: 'Work between modules that failed every time it was tried.',
    who: ['privacy', 'steward'],
    input: z.object({}),
    output: z.object({
      jobs: z.array(
        z.object({
          id: Id,
          eventId: Id,
          event: z.string(),
          listener: z.string(),
          attempts: z.int(),
          failedAt: z.string(),
        }),
      ),
    }),
  }),
  retryJob: command({
    about: 'Hands the event of failed work out again; whoever heard it already does nothing twice.',
    who: ['privacy', 'steward'],
    input: z.object({ id: Id }),
    output: Saved,
  }),
  openedForClient: query({
    about:
      'The list a client is given of who opened their record: days, roles, what was done and why; no names of staff.',
    who: [...careRoles, 'privacy'],
    input: z.object({ clientId: Id }),
    output: z.object({ rows: z.array(OpenedLine) }),
    subjects: ({ input }) => [input.clientId],
  }),
  giveOpened: command({
    about:
      'Makes a link that shows a client once who opened their record; the secret is made by the sender and kept nowhere.',
    who: careRoles,
    input: z.object({ id: Id, clientId: Id, token: LinkToken, days: z.int().min(1).max(linkDays) }),
    output: Saved,
    subjects: ({ input }) => [input.clientId],
  }),
  takeOpened: command({
    about: 'Opens the list of who opened a record by its link, once.',
    who: 'public',
    input: z.object({ token: LinkToken }),
    output: z.object({ madeOn: Day, rows: z.array(OpenedLine) }),
  }),
});
