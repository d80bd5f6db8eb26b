import { z } from 'zod';
import { command, contract, query } from '../../kernel/contract.ts';
import { Id, Locale, Moment, Saved } from '../../kernel/fields.ts';
import { outcomes } from './model.ts';

/** An e-mail address as typed. */
export const Email = z.email().max(254);

/** A password as typed: nothing is trimmed away from it. */
export const Password = z.string().min(1).max(200);

/** Six digits of a one-time code. */
export const Code = z.string().regex(/^\d{6}$/);

/** A random token the browser made for itself, base64url: 32 bytes. */
export const BrowserToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** What an attempt to get in came to; `seconds` is how long to wait. */
export const Entry = z.object({ outcome: z.enum(outcomes), seconds: z.int().optional() });
export type Entry = z.infer<typeof Entry>;

const Nothing = z.object({});

const Named = z.object({ id: Id, name: z.string() });

/** What anybody may ask of identity. */
export const identity = contract('identity', {
  firstRunState: query({
    about: 'Says whether the installation waits to be set up, and in a demo, who to sign in as.',
    who: 'public',
    input: Nothing,
    output: z.object({
      needsSetUp: z.boolean(),
      single: z.string().nullable(),
      demo: z.array(
        z.object({
          name: z.string(),
          email: z.string(),
          password: z.string(),
          role: z.string(),
          site: z.string(),
        }),
      ),
    }),
  }),
  signInWithPassword: command({
    about: 'Signs somebody in with e-mail address and password, and a one-time code where one is set up.',
    who: 'public',
    input: z.object({
      email: Email,
      password: Password,
      code: Code.optional(),
      device: BrowserToken.optional(),
    }),
    output: Entry,
  }),
  me: query({
    about: 'Says who is signed in, with which roles, at which sites.',
    who: 'signed-in',
    input: Nothing,
    output: z.object({
      account: z.object({ id: Id, name: z.string(), locale: Locale }),
      community: z.object({ id: Id, name: z.string() }),
      roles: z.array(z.object({ role: z.string(), siteId: Id.nullable(), studyId: Id.nullable() })),
      sites: z.array(Named.extend({ organisationId: Id })),
      organisations: z.array(Named),
    }),
  }),
  setLocale: command({
    about: 'Chooses the language of the person who asks.',
    who: 'signed-in',
    input: z.object({ locale: Locale }),
    output: Saved,
  }),
  signOut: command({
    about: 'Ends the session of the person who asks.',
    who: 'signed-in',
    input: Nothing,
    output: z.object({ id: Id }),
  }),
  listSessions: query({
    about: 'Lists where the person who asks is signed in.',
    who: 'signed-in',
    input: Nothing,
    output: z.object({
      rows: z.array(
        z.object({ id: Id, device: z.string(), startedAt: Moment, seenAt: Moment, current: z.boolean() }),
      ),
    }),
  }),
  endSession: command({
    about: 'Signs the person who asks out of one of their browsers.',
    who: 'signed-in',
    input: z.object({ id: Id }),
    output: z.object({ id: Id }),
  }),
  endOtherSessions: command({
    about: 'Signs the person who asks out everywhere but here.',
    who: 'signed-in',
    input: Nothing,
    output: z.object({ ended: z.int() }),
  }),
});
