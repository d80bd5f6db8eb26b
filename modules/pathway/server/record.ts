import { newId } from '../../../kernel/id.ts';
import { found, refuse } from '../../../kernel/refusal.ts';
import { seal } from '../../../kernel/server/keys/index.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { calledBy } from '../../people/model.ts';
import { identitiesOf } from '../../people/server/index.ts';
import type { Program } from '../../vocabulary/model.ts';
import { findDefinition } from '../../vocabulary/server/index.ts';
import { clientHome, communityDay, insertChange, type NewChange, siteById } from './queries/referral.ts';
import { adoptedAt } from './queries/room.ts';

/** A program model, in the version named or the latest. Refuses as `missing` when it was never published. */
export function programOf(tx: Tx, code: string, version?: string): Promise<Program> {
  return findDefinition(tx, 'program', { key: code, version });
}

/** A program model in the version its site works by; the latest where the site never adopted one. */
export async function programAt(tx: Tx, siteId: string, code: string): Promise<Program> {
  return programOf(tx, code, await adoptedAt(tx, { siteId, programCode: code }));
}

/** The organisation of a site where the actor works; refuses as `forbidden` for any other site. */
export async function mySite(tx: Tx, siteId: string): Promise<string> {
  if (!tx.actor.siteIds.includes(siteId)) throw refuse('forbidden', 'pathway.notMySite');
  return found(await siteById(tx, siteId), 'pathway.noSuchSite').organisationId;
}

/** Refuses whoever may not settle what a program has at a site: stewards settle everywhere, coordinators where they work. */
export async function settlesAt(tx: Tx, siteId: string): Promise<void> {
  if (!tx.actor.roles.some((held) => held.role === 'steward')) await mySite(tx, siteId);
  found(await siteById(tx, siteId), 'pathway.noSuchSite');
}

/** The calendar day where the community is. */
export async function todayOf(tx: Tx): Promise<string> {
  return (await communityDay(tx)).day;
}

/** The client, if the actor may know of them; refuses as `missing` otherwise. */
export async function theClient(
  tx: Tx,
  clientId: string,
): Promise<{ siteId: string; organisationId: string }> {
  return found(await clientHome(tx, clientId), 'pathway.noSuchClient');
}

/** Where something about a client is recorded: the site named, else the client's own where the actor works there, else the actor's first. */
export async function recordedAt(
  tx: Tx,
  clientId: string,
  named?: string,
): Promise<{ siteId: string; organisationId: string }> {
  const home = await theClient(tx, clientId);
  const siteId = named ?? (tx.actor.siteIds.includes(home.siteId) ? home.siteId : tx.actor.siteIds[0]);
  if (siteId === undefined) throw refuse('forbidden', 'pathway.notMySite');
  const known = siteId === home.siteId && tx.actor.siteIds.includes(siteId);
  return { siteId, organisationId: known ? home.organisationId : await mySite(tx, siteId) };
}

/** What clients are called on a screen, by id; empty for those whose name the actor may not see. */
export async function calledNames(
  tx: Tx,
  clientIds: readonly string[],
): Promise<(clientId: string) => string> {
  const identities = await identitiesOf(tx, [...new Set(clientIds)], ['name', 'preferred_name']);
  return (clientId) => calledBy(identities.get(clientId) ?? {});
}

/** A step as a use case knows it; the note is still open text. */
export type Step = Omit<NewChange, 'id' | 'note'> & { readonly note?: string | undefined };

/** Keeps a dated step with its note sealed. */
export async function keepStep(tx: Tx, step: Step): Promise<void> {
  const id = newId();
  const { note, ...rest } = step;
  const sealed = note ? await seal(tx, step.clientId, 'pathway.change.note', id, note) : null;
  await insertChange(tx, { ...rest, id, note: sealed });
}

/** Refuses a code that the program does not know. */
export function known(list: readonly { readonly code: string }[], code: string): void {
  if (!list.some((one) => one.code === code)) throw refuse('invalid', 'pathway.unknownCode', { code });
}
