import type { Tx } from '../../../kernel/server/scope.ts';
import { sql } from '../../../kernel/server/sql.ts';
import type { overrideReasons } from '../model.ts';

/** Stores an override of the actor's own; 0 when the client does not exist for them or has blocked them by name. */
export const insertOverride = async (
  tx: Tx,
  given: { id: string; clientId: string; code: string; reason: Buffer; minutes: number },
) =>
  (
    await tx.one<{ made: number }>(
      sql`select people.break_glass(${given.id}, ${given.clientId}, ${given.code}, ${given.reason}, ${given.minutes}) as made`,
    )
  ).made;

/** An override as stored. */
export type OverrideRow = {
  readonly id: string;
  readonly clientId: string;
  readonly accountId: string;
  readonly reasonCode: (typeof overrideReasons)[number];
  readonly reasonSealed: Buffer;
  readonly startedAt: Date;
  readonly endsAt: Date;
  readonly review: 'waiting' | 'justified' | 'unjustified';
  readonly version: number;
};

/** Overrides, unreviewed first, then newest first; `after` is the rank of the last one shown. */
export const overridesPage = (tx: Tx, after: number, limit: number): Promise<OverrideRow[]> =>
  tx.many<OverrideRow>(sql`select id, client_id as "clientId", account_id as "accountId", reason_code as "reasonCode", reason_sealed as "reasonSealed",
      started_at as "startedAt", ends_at as "endsAt", review, version
    from people.override where community_id = ${tx.actor.communityId}
    order by (review <> 'waiting'), started_at desc, id offset ${after} limit ${limit + 1}`);

/** Stores a verdict; 0 when the version has moved on, or it is one's own override. */
export const storeVerdict = async (tx: Tx, given: { id: string; version: number; verdict: string }) =>
  (
    await tx.one<{ written: number }>(
      sql`select people.review_override(${given.id}, ${given.version}, ${given.verdict}) as written`,
    )
  ).written;

/** Whose override it is, and about which client. */
export const overrideById = (
  tx: Tx,
  id: string,
): Promise<{ clientId: string; accountId: string; version: number } | undefined> =>
  tx.maybe(sql`select client_id as "clientId", account_id as "accountId", version from people.override
    where community_id = ${tx.actor.communityId} and id = ${id}`);

/** Records that two clients are the same person; 0 when that is recorded already. */
export const insertLink = (
  tx: Tx,
  given: { id: string; clientId: string; otherId: string },
  organisationId: string,
) =>
  tx.run(sql`insert into people.link (community_id, id, client_id, other_id, organisation_id, created_by)
    values (${tx.actor.communityId}, ${given.id}, ${given.clientId}, ${given.otherId}, ${organisationId}, ${tx.actor.accountId})
    on conflict (community_id, least(client_id, other_id), greatest(client_id, other_id)) where ended_at is null do nothing`);

/** Takes a link back; 0 when the version has moved on or it was taken back before. */
export const closeLink = (tx: Tx, given: { id: string; clientId: string; version: number }) =>
  tx.run(sql`update people.link set ended_at = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${given.id} and version = ${given.version}
      and ${given.clientId} in (client_id, other_id) and ended_at is null`);
