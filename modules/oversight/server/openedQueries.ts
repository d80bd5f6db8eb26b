import type { Tx } from '../../../kernel/server/scope.ts';
import { sql } from '../../../kernel/server/sql.ts';
import type { OpenedLine } from '../contract.ts';

/** Who opened a record, day by day, latest first; nothing for somebody who may neither see the client nor watch over the trail. */
export function openedOf(tx: Tx, clientId: string): Promise<OpenedLine[]> {
  return tx.many<OpenedLine>(
    sql`select o.day, o.roles, o.area, o.action, o.reason, o.times::int as times from oversight.opened(${clientId}) o`,
  );
}

/** Today, where the community is. */
export async function todayHere(tx: Tx): Promise<string> {
  return (await tx.one<{ day: string }>(sql`select pathway.day_of(now()) as day`)).day;
}

/** Keeps a sealed list under the hash of its secret; false when the id or the secret was used before. */
export async function insertLink(
  tx: Tx,
  link: { id: string; clientId: string; organisationId: string; hash: Buffer; content: Buffer; days: number },
): Promise<boolean> {
  const written =
    await tx.run(sql`insert into oversight.opened_link (community_id, id, client_id, organisation_id, token_hash, content, expires_at, created_by)
    values (${tx.actor.communityId}, ${link.id}, ${link.clientId}, ${link.organisationId}, ${link.hash}, ${link.content},
      now() + make_interval(days => ${link.days}::int), ${tx.actor.accountId}) on conflict do nothing`);
  return written === 1;
}

/** A sealed list that was waiting to be opened; from now on it is gone. */
export function takeLink(
  tx: Tx,
  communityId: string,
  hash: Buffer,
): Promise<{ id: string; clientId: string; createdBy: string; content: Buffer } | undefined> {
  return tx.maybe(
    sql`select t.id, t.client_id as "clientId", t.created_by as "createdBy", t.content from oversight.take_opened(${communityId}, ${hash}) t`,
  );
}
