import type { Actor, DatabaseRole, Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

/** Gives the transaction to an actor: role and context of an ordinary request. */
export const takeRole = (tx: Tx, actor: Actor, role: DatabaseRole) =>
  tx.run(sql`select set_config('role', ${role}, true), set_config('app.community', ${actor.communityId}, true),
    set_config('app.account', ${actor.accountId}, true), set_config('app.roles', ${`{${actor.roles.map((held) => held.role).join(',')}}`}, true),
    set_config('app.studies', ${`{${actor.roles.flatMap((held) => held.studyId ?? []).join(',')}}`}, true)`);

/** Begins a session; only the hash of its token is kept. */
export const insertSession = (
  tx: Tx,
  row: { id: string; accountId: string; hash: Buffer; device: string; hours: number; idle: number },
) =>
  tx.run(sql`insert into identity.session (community_id, id, account_id, token_hash, device, idle_until, ends_at, stepped_up_at)
    values (${tx.actor.communityId}, ${row.id}, ${row.accountId}, ${row.hash}, ${row.device},
      now() + ${row.idle} * interval '1 minute', now() + ${row.hours} * interval '1 hour', now())`);

/** Gives a session a new token and marks the fresh proof. */
export const renewSession = (tx: Tx, id: string, hash: Buffer) =>
  tx.run(sql`update identity.session set token_hash = ${hash}, stepped_up_at = now()
    where community_id = ${tx.actor.communityId} and id = ${id} and account_id = ${tx.actor.accountId}`);

/** Ends one session of the actor. */
export const endOne = (tx: Tx, id: string) =>
  tx.run(sql`update identity.session set ended_at = now()
    where community_id = ${tx.actor.communityId} and account_id = ${tx.actor.accountId} and id = ${id} and ended_at is null`);

/** Ends every session of an account, but one. */
export const endAll = (tx: Tx, accountId: string, but: string | null) =>
  tx.run(sql`update identity.session set ended_at = now()
    where community_id = ${tx.actor.communityId} and account_id = ${accountId} and id is distinct from ${but}::uuid and ended_at is null`);

/** The actor's sessions that still open, the last used first. */
export const liveSessions = (tx: Tx) =>
  tx.many<{ id: string; device: string | null; startedAt: Date; seenAt: Date }>(sql`
    select id, device, created_at as "startedAt", seen_at as "seenAt" from identity.session
    where community_id = ${tx.actor.communityId} and account_id = ${tx.actor.accountId} and ended_at is null and idle_until > now() and ends_at > now()
    order by seen_at desc`);

/** Forgets what browsers the actor used more than 30 days ago. */
export const forgetDevices = (tx: Tx) =>
  tx.run(sql`update identity.session set device = null where community_id = ${tx.actor.communityId} and account_id = ${tx.actor.accountId}
    and device is not null and ends_at < now() - interval '30 days'`);
