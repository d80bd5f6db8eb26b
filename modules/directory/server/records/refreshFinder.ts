import type { Tx } from '../../../../kernel/server/scope.ts';
import { finderRows } from '../finderRows.ts';
import { storeFinder } from '../storeFinder.ts';
import { recordsAround } from './loadRecords.ts';
import { reachesOf, saidHere } from './queries.ts';

/** Makes services findable again from what is stored of them now. */
export async function refreshFinder(tx: Tx, ids: readonly string[]): Promise<void> {
  const records = await recordsAround(tx, tx.actor.communityId, { services: ids });
  const said = new Map((await saidHere(tx, ids)).map((row) => [row.id, row]));
  const reaches = new Map((await reachesOf(tx, ids)).map(({ id, reach }) => [id, reach]));
  const rows = await finderRows(records, (id) => reaches.get(id) ?? 'local', said);
  await storeFinder(tx, rows);
}
