import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { Answerer, Way } from '../../model.ts';

/** A way to find a client as stored; texts are sealed. */
export type ContactPointRow = {
  readonly id: string;
  readonly version: number;
  readonly way: Way;
  readonly whoMayAnswer: Answerer;
  readonly details: Buffer;
  readonly bestTime: Buffer | null;
};

/** The ways to find a client that hold now, the newest first. */
export function contactPointsOf(tx: Tx, clientId: string): Promise<ContactPointRow[]> {
  return tx.many<ContactPointRow>(sql`select c.id, c.version, c.way, c.who_may_answer as "whoMayAnswer", c.details, c.best_time as "bestTime"
    from pathway.contact_point c where c.community_id = ${tx.actor.communityId} and c.client_id = ${clientId} and c.valid_to is null
    order by c.valid_from desc, c.id limit 100`);
}

/** A way to find a client, about to be kept. */
export type NewContactPoint = Omit<ContactPointRow, 'version'> & {
  readonly clientId: string;
  readonly organisationId: string;
};

/** Keeps a way to find a client. */
export async function insertContactPoint(tx: Tx, row: NewContactPoint): Promise<void> {
  await tx.run(sql`insert into pathway.contact_point (community_id, id, client_id, organisation_id, way, who_may_answer, details, best_time, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.clientId}, ${row.organisationId}, ${row.way}, ${row.whoMayAnswer}, ${row.details}, ${row.bestTime},
      ${tx.actor.accountId})`);
}

/** Ends a way to find a client, if nobody did so first. */
export async function stopContactPoint(
  tx: Tx,
  at: { id: string; clientId: string; version: number },
): Promise<boolean> {
  const ended =
    await tx.run(sql`update pathway.contact_point c set valid_to = now(), version = c.version + 1 where c.community_id = ${tx.actor.communityId}
      and c.id = ${at.id} and c.client_id = ${at.clientId} and c.version = ${at.version} and c.valid_to is null`);
  return ended === 1;
}

/** True when a client's address is hidden; nothing for a client the actor may not know of. */
export function hiddenClient(
  tx: Tx,
  clientId: string,
): Promise<{ hidden: boolean; organisationId: string } | undefined> {
  return tx.maybe(
    sql`select c.address_hidden as hidden, c.organisation_id as "organisationId" from people.client c where c.community_id = ${tx.actor.communityId} and c.id = ${clientId}`,
  );
}

/** One try to reach a client. */
export type NewAttempt = {
  readonly id: string;
  readonly clientId: string;
  readonly organisationId: string;
  readonly contactPointId: string | null;
  readonly reached: boolean;
};

/** Keeps a try to reach a client. */
export async function insertAttempt(tx: Tx, row: NewAttempt): Promise<void> {
  await tx.run(sql`insert into pathway.attempt (community_id, id, client_id, organisation_id, contact_point_id, reached, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.clientId}, ${row.organisationId}, ${row.contactPointId}, ${row.reached}, ${tx.actor.accountId})`);
}

/** When each client was last reached, and how often it was tried since. */
export type Reached = { readonly clientId: string; readonly lastAt: Date | null; readonly tries: number };

/** When clients were last reached. */
export function reachedOf(tx: Tx, clientIds: readonly string[]): Promise<Reached[]> {
  return tx.many<Reached>(sql`select c.id as "clientId", r.at as "lastAt",
      (select count(*) from pathway.attempt a where a.community_id = ${tx.actor.communityId} and a.client_id = c.id and not a.reached and (r.at is null or a.at > r.at)) as tries
    from unnest(${clientIds}::uuid[]) as c (id) left join lateral (
      select a.at from pathway.attempt a where a.community_id = ${tx.actor.communityId} and a.client_id = c.id and a.reached order by a.at desc limit 1) r on true`);
}
