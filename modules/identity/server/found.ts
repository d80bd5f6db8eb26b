import type { Bilingual } from '../../../kernel/fields.ts';
import { newId } from '../../../kernel/id.ts';
import { seal } from '../../../kernel/server/keys/index.ts';
import type { Actor, Tx } from '../../../kernel/server/scope.ts';
import type { Locale } from '../../../kernel/words.ts';
import type { Role } from '../model.ts';
import { actorOf } from './enter.ts';
import { hashPassword } from './entry/password.ts';
import { emailBlind } from './entry/signIn.ts';
import { sealedAt } from './names.ts';
import { insertAccount, insertAssignment } from './queries/account.ts';
import { insertCommunity, insertOrganisation, insertSite } from './queries/place.ts';
import { writePassword } from './queries/proof.ts';

/** The actor that founds a community: its system account, which `foundCommunity` makes. */
export function founder(communityId: string = newId()): Actor {
  return actorOf(communityId, newId(), ['system']);
}

/** A community to found; `code` is short, for scripts. */
export type NewCommunity = {
  readonly code: string;
  readonly name: Bilingual;
  readonly timeZone?: string;
  readonly region?: string;
  readonly anonymous?: boolean;
};

/** Founds the community of a `founder` in their transaction, with its system and console accounts. */
export async function foundCommunity(
  tx: Tx,
  made: NewCommunity,
): Promise<{ communityId: string; systemId: string; consoleId: string }> {
  const { communityId, accountId: systemId } = tx.actor;
  const consoleId = newId();
  await insertCommunity(tx, {
    code: made.code,
    name: made.name,
    timeZone: made.timeZone ?? 'America/Vancouver',
    region: made.region ?? null,
    anonymous: made.anonymous ?? false,
  });
  const nameless = { name: null, email: null, blind: null, locale: 'en' };
  await insertAccount(tx, { id: systemId, kind: 'system', ...nameless });
  await insertAccount(tx, { id: consoleId, kind: 'console', ...nameless });
  return { communityId, systemId, consoleId };
}

/** Adds an organisation to the actor's community and gives its id. */
export async function makeOrganisation(tx: Tx, made: { code: string; name: Bilingual }): Promise<string> {
  const id = newId();
  await insertOrganisation(tx, { id, ...made });
  return id;
}

/** Adds a site to an organisation of the actor's community and gives its id. */
export async function makeSite(
  tx: Tx,
  made: { organisationId: string; code: string; name: Bilingual; setting?: string | null },
): Promise<string> {
  const id = newId();
  await insertSite(tx, { id, ...made, setting: made.setting ?? null });
  return id;
}

/** A role to give: at a site, in a study, or (neither) in the whole community. */
export type Given = {
  readonly role: Role;
  readonly siteId?: string | null;
  readonly studyId?: string | null;
};

/** Somebody who will sign in. */
export type NewAccount = {
  readonly name: string;
  readonly email: string;
  readonly locale?: Locale;
  readonly roles: readonly Given[];
};

/** Adds somebody to the actor's community, with their roles, and gives their id. They cannot sign in until they have a proof. */
export async function makeAccount(tx: Tx, made: NewAccount): Promise<string> {
  const id = newId();
  await insertAccount(tx, {
    id,
    kind: 'person',
    name: await seal(tx, id, sealedAt.name, id, made.name),
    email: await seal(tx, id, sealedAt.email, id, made.email),
    blind: await emailBlind(tx, made.email),
    locale: made.locale ?? 'en',
  });
  for (const given of made.roles) await giveRole(tx, id, given);
  return id;
}

/** Gives an account a role from now on, and gives the id of the assignment. */
export async function giveRole(tx: Tx, accountId: string, { role, siteId, studyId }: Given): Promise<string> {
  const id = newId();
  await insertAssignment(tx, { id, accountId, role, siteId: siteId ?? null, studyId: studyId ?? null });
  return id;
}

/** Gives an account a password, unchecked: for demo accounts and the console. */
export async function setPassword(tx: Tx, accountId: string, password: string): Promise<void> {
  await writePassword(tx, accountId, await hashPassword(password));
}
