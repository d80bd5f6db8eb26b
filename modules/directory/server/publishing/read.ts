import { nameOf, sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { recordsOfSources } from '../records/loadRecords.ts';
import type { StoredRecords } from '../records/loadRecords.ts';
import type { Kind } from '../../model.ts';

/** Everything one source brought, by its short name; undefined when the directory has no such source. */
export async function sourceRecords(tx: Tx, code: string): Promise<StoredRecords | undefined> {
  const source = await tx.maybe<{ id: string }>(
    sql`select f.id from directory.source f where f.community_id = ${tx.actor.communityId} and f.code = ${code}`,
  );
  return source === undefined ? undefined : recordsOfSources(tx, tx.actor.communityId, [source.id]);
}

/** Which of these ids a source already has here: its own export brought back. */
export async function heldIds(
  tx: Tx,
  sourceId: string,
  kind: Kind,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await tx.many<{ id: string }>(sql`select t.id from ${nameOf(`directory.${kind}`)} t
    where t.community_id = ${tx.actor.communityId} and t.source_id = ${sourceId} and t.id = any(${ids}::uuid[])`);
  return rows.map(({ id }) => id);
}
