/** The facts that name or find a client; each is sealed by itself. */
export const identityFields = [
  'name',
  'preferred_name',
  'birth_date',
  'health_number',
  'phone',
  'address',
  'safe_contact',
] as const;
export type IdentityField = (typeof identityFields)[number];

/** Facts that a hidden address takes out of every list, export and print. */
export const hideableFields: readonly IdentityField[] = ['address', 'safe_contact'];

/** The classes of data that a client's directives speak about. */
export const dataClasses = [
  'identity',
  'notes',
  'health',
  'employment',
  'supply',
  'referral',
  'evidence',
] as const;
export type DataClass = (typeof dataClasses)[number];

/** Whom a directive binds. `everyone_but` spares one site, organisation or person. */
export const bindings = ['everyone', 'organisation', 'site', 'role', 'person', 'everyone_but'] as const;
export type Binding = (typeof bindings)[number];

/** Purposes of use that a directive can speak about. */
export const purposes = ['all', 'care', 'program', 'evaluation'] as const;

/** How a client said what they allow: in talk, in writing, or somebody who decides in their place did. */
export const waysGiven = ['spoken', 'signed', 'substitute'] as const;

/** Kinds of relationship that the screen has words for; a module that brings somebody in may name others. */
export const circleKinds = ['site', 'worker', 'navigator', 'mentor', 'referral', 'support'] as const;
export type CircleKind = (typeof circleKinds)[number];

/** What a person can be brought in as. */
export const personKinds = [
  'worker',
  'navigator',
  'mentor',
  'support',
] as const satisfies readonly CircleKind[];

/** Roles that work with clients; nobody else ever sees a client's record. */
export const careRoles = ['coordinator', 'worker', 'clinician'] as const;

/** What a lock can be about: one contact, one filled form, or a client's part in a program. */
export const lockAbouts = ['contact', 'form', 'program'] as const;
export type LockAbout = (typeof lockAbouts)[number];

/** Whose role at the site of a lock keeps seeing what is locked; `all`: everybody there who works with clients. */
export const lockTeams = ['all', ...careRoles] as const;
export type LockTeam = (typeof lockTeams)[number];

/** Classes of data that programs keep beside notes and referrals, so that they are locked with their program. */
export const lockedBeside = ['employment', 'supply'] as const satisfies readonly DataClass[];

/** Why an override may be taken. */
export const overrideReasons = ['danger_to_life', 'danger_to_others', 'cannot_ask', 'handover'] as const;

/** How long an override lasts, in minutes. */
export const overrideMinutes = 60;

/** A directive names a target exactly when it binds one: an id, or a role. */
export function targetFits(given: {
  binds: Binding;
  targetId?: string | undefined;
  targetRole?: string | undefined;
}): boolean {
  const wantsRole = given.binds === 'role';
  const wantsId = !wantsRole && given.binds !== 'everyone';
  return (given.targetRole !== undefined) === wantsRole && (given.targetId !== undefined) === wantsId;
}

/** What the screen says of a client before anything else: the preferred name, or the name. */
export function calledBy(identity: {
  name?: string | undefined;
  preferredName?: string | undefined;
}): string {
  return identity.preferredName ?? identity.name ?? '';
}
