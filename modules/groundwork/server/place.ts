import { found, refuse } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { CodeEntry } from '../../vocabulary/model.ts';
import { findDefinition } from '../../vocabulary/server/index.ts';
import { groundworkSystem } from '../model.ts';
import { siteOf } from './queries/place.ts';

/** Refuses whoever does not run a site; a site of another community is missing. */
export async function runsSite(tx: Tx, siteId: string): Promise<{ organisationId: string }> {
  const site = found(await siteOf(tx, siteId), 'groundwork.noSuchSite');
  if (!site.runs) throw refuse('forbidden', 'groundwork.notYourSite');
  return site;
}

/** Whether the actor runs a site they may look at: their own, or any site for stewards, and for funders when `forFunders`. Refuses others. */
export async function seesSite(tx: Tx, siteId: string, forFunders = false): Promise<{ runs: boolean }> {
  const { runs } = found(await siteOf(tx, siteId), 'groundwork.noSuchSite');
  const funder = forFunders && tx.actor.roles.some(({ role }) => role === 'funder');
  if (!runs && !funder && !tx.actor.siteIds.includes(siteId))
    throw refuse('forbidden', 'groundwork.notYourSite');
  return { runs };
}

/** The published lists of groundwork, in the version named or the latest. */
export async function listsOf(tx: Tx, version?: string) {
  const system = await findDefinition(tx, 'vocabulary', { key: groundworkSystem, version });
  const of = (kind: string): readonly CodeEntry[] => system.codes.filter((entry) => entry.kind === kind);
  return { version: system.version, of };
}
export type Lists = Awaited<ReturnType<typeof listsOf>>;

/** The entry of a code. Refuses one that the list does not have. */
export function knownIn(lists: Lists, kind: string, code: string): CodeEntry {
  const entry = lists.of(kind).find((one) => one.code === code);
  if (entry === undefined) throw refuse('invalid', 'groundwork.unknownCode', { code });
  return entry;
}
