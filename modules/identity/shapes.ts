import { z } from 'zod';
import { Id, Text } from '../../kernel/fields.ts';
import { outcomes, roles } from './model.ts';

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

/** An operation that needs no input. */
export const Nothing = z.object({});

/** The address the page was opened at: `https://tributary.example.org`. */
export const Origin = z.string().max(300);

/** What the browser’s passkey functions take. */
export const PasskeyOptions = z.looseObject({ challenge: z.string() });
/** What the browser’s passkey functions answer; checked by the WebAuthn library. */
export const PasskeyAnswer = z.looseObject({
  id: z.string().max(1_400),
  rawId: z.string().max(1_400),
  type: z.literal('public-key'),
  response: z.record(z.string(), z.unknown()),
  clientExtensionResults: z.record(z.string(), z.unknown()),
});
export type PasskeyAnswer = z.infer<typeof PasskeyAnswer>;

/** A secret for one-time codes as proposed, and the link an authenticator app reads it from. */
export const Totp = z.object({ secret: z.string(), link: z.string() });

/** A secret for one-time codes with a first code of it. */
export const TotpShown = z.object({ secret: z.string().regex(/^[A-Z2-7]{32}$/), code: Code });

/** The way to sign in that somebody chooses for themselves. */
export const Way = z.discriminatedUnion('way', [
  z.object({ way: z.literal('passkey'), origin: Origin, answer: PasskeyAnswer }),
  z.object({ way: z.literal('password'), password: Password, totp: TotpShown.optional() }),
]);
export type Way = z.infer<typeof Way>;

/** The token of an invitation's link: the community and 32 random bytes, base64url. Made by whoever invites; only its hash is kept. */
export const LinkToken = z.string().regex(/^[A-Za-z0-9_-]{64}$/);

/** A name of a person or a place. */
export const Name = Text(120, 1);
/** A name in both languages. */
export const BothNames = z.object({ en: Name, fr: Name });

/** A role and where it is held. */
export const RoleGiven = z.object({
  role: z.enum(roles),
  siteId: Id.nullable().default(null),
  studyId: Id.nullable().default(null),
});

/** An id and its name. */
export const Named = z.object({ id: Id, name: z.string() });
