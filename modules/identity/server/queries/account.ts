import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

/** An account that a typed e-mail address may mean, with the hash of its password, if it has one. */
export type Candidate = {
  readonly communityId: string;
  readonly accountId: string;
  readonly hash: string | null;
};

/** Accounts in use with this e-mail address, in any community; three at most are looked at. */
export const candidatesFor = (tx: Tx, emailBlind: Buffer) =>
  tx.many<Candidate>(sql`select a.community_id as "communityId", a.id as "accountId", p.hash
    from identity.account a left join identity.password p on p.community_id = a.community_id and p.id = a.id
    where a.email_blind = ${emailBlind} and a.kind = 'person' and a.disabled_at is null
    order by a.created_at, a.id limit 3`);

/** Adds somebody who signs in. */
export const insertAccount = (
  tx: Tx,
  row: {
    id: string;
    kind: 'person' | 'console' | 'system';
    name: Buffer | null;
    email: Buffer | null;
    blind: Buffer | null;
    locale: string;
  },
) =>
  tx.run(sql`insert into identity.account (community_id, id, kind, name_sealed, email_sealed, email_blind, locale)
    values (${tx.actor.communityId}, ${row.id}, ${row.kind}, ${row.name}, ${row.email}, ${row.blind}, ${row.locale})`);

/** The sealed names of accounts of the actor's community. */
export const sealedNames = (tx: Tx, ids: readonly string[]) =>
  tx.many<{ id: string; kind: string; version: number; name: Buffer | null }>(sql`
    select id, kind, version, name_sealed as name from identity.account
    where community_id = ${tx.actor.communityId} and id = any(${ids}::uuid[])`);

/** Writes the actor's language. */
export const writeLocale = (tx: Tx, locale: string) =>
  tx.one<{
    id: string;
    version: number;
  }>(sql`update identity.account set locale = ${locale}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${tx.actor.accountId} returning id, version`);

/** Gives an account a role. */
export const insertAssignment = (
  tx: Tx,
  row: { id: string; accountId: string; role: string; siteId: string | null; studyId: string | null },
) =>
  tx.run(sql`insert into identity.assignment (community_id, id, account_id, role, site_id, study_id, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.accountId}, ${row.role}, ${row.siteId}, ${row.studyId}, ${tx.actor.accountId})`);
