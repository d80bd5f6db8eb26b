import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';

/** What people here said of a service that no import decides: null where it is read from its texts. */
export type SaidHere = {
  readonly id: string;
  readonly conditions: string[] | null;
  readonly groups: string[] | null;
  readonly edited: string[];
};

/** What people here said of services, for those of which they said anything. */
export function saidHere(tx: Tx, ids: readonly string[]): Promise<SaidHere[]> {
  return tx.many<SaidHere>(sql`select s.id, s.conditions, s.groups, s.edited from directory.service s
    where s.community_id = ${tx.actor.communityId} and s.id = any(${ids}::uuid[])
      and (s.conditions is not null or s.groups is not null or s.edited <> '{}')`);
}

/** The reach of each service's source. */
export function reachesOf(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; reach: 'local' | 'provincial' }[]> {
  return tx.many(sql`select s.id, f.reach from directory.service s join directory.source f on f.community_id = s.community_id and f.id = s.source_id
    where s.community_id = ${tx.actor.communityId} and s.id = any(${ids}::uuid[])`);
}
