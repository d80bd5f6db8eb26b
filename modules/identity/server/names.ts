import { openMany } from '../../../kernel/server/keys/index.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { ownSealed, sealedNames } from './queries/account.ts';
import { allSites, type SiteRow } from './queries/place.ts';

/** Where the sealed facts of an account stand. */
export const sealedAt = { name: 'identity.account.name', email: 'identity.account.email' } as const;

const kept = new Map<string, string>();
const most = 5_000;

function keep(key: string, name: string): void {
  kept.set(key, name);
  const oldest = kept.size > most ? kept.keys().next() : undefined;
  if (oldest && !oldest.done) kept.delete(oldest.value);
}

/** The names of accounts of the actor's community, by id. Opened names are kept in memory by version; who may see the rows is asked each time. Accounts without a name (the system) are absent. */
export async function namesOf(tx: Tx, accountIds: readonly string[]): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map();
  const rows = await sealedNames(tx, [...new Set(accountIds)]);
  const keyOf = (row: { id: string; version: number }) => `${tx.actor.communityId}/${row.id}/${row.version}`;
  const shut = rows.filter((row) => row.name !== null && !kept.has(keyOf(row)));
  const opened = await openMany(
    tx,
    shut.map((row) => ({ subjectId: row.id, place: sealedAt.name, rowId: row.id, bytes: row.name })),
  );
  shut.forEach((row, index) => {
    const name = opened[index];
    if (name !== null && name !== undefined) keep(keyOf(row), name);
  });
  return new Map(
    rows.flatMap((row) => {
      const name = kept.get(keyOf(row));
      return name === undefined ? [] : [[row.id, name] as const];
    }),
  );
}

/** Every site of the actor's community with its organisation, by code; closed ones too. */
export function siteCatalogue(tx: Tx): Promise<SiteRow[]> {
  return allSites(tx);
}

/** What the actor is called. */
export async function ownFacts(tx: Tx): Promise<{ name: string; email: string }> {
  const row = await ownSealed(tx);
  const { accountId } = tx.actor;
  const [name, email] = await openMany(tx, [
    { subjectId: accountId, place: sealedAt.name, rowId: accountId, bytes: row.name },
    { subjectId: accountId, place: sealedAt.email, rowId: accountId, bytes: row.email },
  ]);
  return { name: name ?? '', email: email ?? '' };
}
