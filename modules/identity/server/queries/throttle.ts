import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

/** Seconds until a try under these keys is looked at; 0 when it is now. */
export const admitTry = async (tx: Tx, keys: readonly Buffer[]) =>
  (await tx.one<{ seconds: number }>(sql`select identity.admit_try(${keys}::bytea[]) as seconds`)).seconds;

/** Counts a failure under each key. */
export const failTry = (tx: Tx, keys: readonly Buffer[], limits: readonly number[]) =>
  tx.run(sql`select identity.fail_try(${keys}::bytea[], ${limits}::int[])`);

/** Forgets the failures under a key. */
export const forgiveTries = (tx: Tx, key: Buffer) => tx.run(sql`select identity.forgive_tries(${key})`);

/** Writes a failed try to sign in as `whom` (a keyed hash) into the audit trail, whether or not that is somebody. */
export const noteRefused = (tx: Tx, operation: string, whom: Buffer) =>
  tx.run(sql`select identity.note_refused(${operation}, ${whom})`);

/** Which of these hashes are places one of the accounts has signed in from lately. */
export const knownAmong = (tx: Tx, accountIds: readonly string[], hashes: readonly Buffer[]) =>
  tx.many<{ hash: Buffer; kind: 'device' | 'address' }>(sql`select hash, kind from identity.known_place
    where account_id = any(${accountIds}::uuid[]) and hash = any(${hashes}::bytea[])
      and seen_at > now() - case kind when 'device' then interval '90 days' else interval '30 days' end`);

/** Remembers where the actor signed in from, and forgets what is old. */
export async function rememberPlaces(
  tx: Tx,
  places: readonly { hash: Buffer; kind: 'device' | 'address' }[],
): Promise<void> {
  await tx.run(sql`insert into identity.known_place (community_id, account_id, hash, kind)
    select ${tx.actor.communityId}, ${tx.actor.accountId}, g.hash, g.kind
    from unnest(${places.map((place) => place.hash)}::bytea[], ${places.map((place) => place.kind)}::text[]) as g (hash, kind)
    on conflict (community_id, account_id, hash) do update set seen_at = now()`);
  await tx.run(sql`delete from identity.known_place where community_id = ${tx.actor.communityId} and account_id = ${tx.actor.accountId}
    and seen_at < now() - case kind when 'device' then interval '90 days' else interval '30 days' end`);
}
