import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

/** A passkey as kept. */
export type PasskeyRow = {
  readonly id: string;
  readonly communityId: string;
  readonly accountId: string;
  readonly credentialId: Buffer;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: string[];
  readonly rpId: string;
};

const columns = sql`k.id, k.community_id as "communityId", k.account_id as "accountId", k.credential_id as "credentialId",
  k.public_key as "publicKey", k.counter, k.transports, k.rp_id as "rpId"`;

/** The passkey with this credential id, in any community, of an account in use. */
export const passkeyBy = (tx: Tx, credentialId: Buffer) =>
  tx.maybe<PasskeyRow>(sql`select ${columns} from identity.passkey k
    join identity.account a on a.community_id = k.community_id and a.id = k.account_id
    where k.credential_id = ${credentialId} and k.removed_at is null and a.kind = 'person' and a.disabled_at is null
    order by k.created_at limit 1`);

/** The actor's own passkeys. */
export const ownPasskeys = (tx: Tx) =>
  tx.many<PasskeyRow & { label: string; createdAt: Date; usedAt: Date | null }>(sql`
    select ${columns}, k.label, k.created_at as "createdAt", k.used_at as "usedAt" from identity.passkey k
    where k.community_id = ${tx.actor.communityId} and k.account_id = ${tx.actor.accountId} and k.removed_at is null order by k.created_at`);

/** Adds a passkey of the actor. */
export const insertPasskey = (
  tx: Tx,
  row: Omit<PasskeyRow, 'communityId' | 'accountId'> & { label: string },
) =>
  tx.run(sql`insert into identity.passkey (community_id, id, account_id, credential_id, public_key, counter, transports, label, rp_id)
    values (${tx.actor.communityId}, ${row.id}, ${tx.actor.accountId}, ${row.credentialId}, ${row.publicKey}, ${row.counter},
      ${row.transports}::text[], ${row.label}, ${row.rpId})`);

/** Notes that a passkey of the actor was used. */
export const touchPasskey = (tx: Tx, id: string, counter: number) =>
  tx.run(sql`update identity.passkey set counter = ${counter}, used_at = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and account_id = ${tx.actor.accountId} and id = ${id}`);

/** Takes one passkey of the actor away, or (null) all of them. */
export const removePasskeys = (tx: Tx, id: string | null) =>
  tx.run(sql`update identity.passkey set removed_at = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and account_id = ${tx.actor.accountId} and removed_at is null
      and (${id}::uuid is null or id = ${id}::uuid)`);
