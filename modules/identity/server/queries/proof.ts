import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

/** Keeps the hash of an account's password, in the place of an earlier one. */
export const writePassword = (tx: Tx, accountId: string, hash: string) =>
  tx.run(sql`insert into identity.password as p (community_id, id, hash) values (${tx.actor.communityId}, ${accountId}, ${hash})
    on conflict (community_id, id) do update set hash = excluded.hash, changed_at = now(), version = p.version + 1`);

/** The hash of the actor's own password. */
export const ownPassword = (tx: Tx) =>
  tx.maybe<{ hash: string }>(sql`select hash from identity.password
    where community_id = ${tx.actor.communityId} and id = ${tx.actor.accountId}`);

/** The sealed secret of the actor's one-time codes. */
export const ownTotp = (tx: Tx) =>
  tx.maybe<{ secret: Buffer }>(sql`select secret_sealed as secret from identity.totp
    where community_id = ${tx.actor.communityId} and id = ${tx.actor.accountId}`);

/** Takes the step of a code; false when it, or a later one, was taken before. */
export const takeStep = async (tx: Tx, step: number) =>
  (await tx.run(sql`update identity.totp set last_step = ${step}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${tx.actor.accountId} and last_step < ${step}`)) ===
  1;

/** Keeps the actor's secret for one-time codes, in the place of an earlier one. */
export const writeTotp = (tx: Tx, secret: Buffer, step: number) =>
  tx.run(sql`insert into identity.totp as t (community_id, id, secret_sealed, last_step)
    values (${tx.actor.communityId}, ${tx.actor.accountId}, ${secret}, ${step})
    on conflict (community_id, id) do update set secret_sealed = excluded.secret_sealed, last_step = excluded.last_step, version = t.version + 1`);

/** Takes the actor's one-time codes away. */
export const removeTotp = (tx: Tx) =>
  tx.run(
    sql`delete from identity.totp where community_id = ${tx.actor.communityId} and id = ${tx.actor.accountId}`,
  );

/** Takes the actor's password away. */
export const removePassword = (tx: Tx) =>
  tx.run(
    sql`delete from identity.password where community_id = ${tx.actor.communityId} and id = ${tx.actor.accountId}`,
  );
