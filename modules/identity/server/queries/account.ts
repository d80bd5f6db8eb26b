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

/** What the actor is called, sealed. */
export const ownSealed = (tx: Tx) =>
  tx.one<{
    name: Buffer | null;
    email: Buffer | null;
  }>(sql`select name_sealed as name, email_sealed as email from identity.account
    where community_id = ${tx.actor.communityId} and id = ${tx.actor.accountId}`);

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

/** An account as stewards see it. */
export type AccountRow = {
  readonly id: string;
  readonly version: number;
  readonly name: Buffer | null;
  readonly email: Buffer | null;
  readonly disabledAt: Date | null;
  readonly invitedUntil: Date | null;
  readonly seenAt: Date | null;
  readonly roles: {
    id: string;
    version: number;
    role: string;
    siteId: string | null;
    studyId: string | null;
  }[];
};

/** The people of the actor's community with the roles they hold now. */
export const allAccounts = (tx: Tx) =>
  tx.many<AccountRow>(sql`select a.id, a.version, a.name_sealed as name, a.email_sealed as email, a.disabled_at as "disabledAt",
      (select max(i.expires_at) from identity.invitation i where i.community_id = a.community_id and i.account_id = a.id
        and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()) as "invitedUntil",
      (select max(s.seen_at) from identity.session s where s.community_id = a.community_id and s.account_id = a.id) as "seenAt",
      coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'version', g.version, 'role', g.role, 'siteId', g.site_id, 'studyId', g.study_id) order by g.valid_from, g.id)
        from identity.assignment g where g.community_id = a.community_id and g.account_id = a.id
          and g.valid_from <= now() and (g.valid_to is null or g.valid_to > now())), '[]') as roles
    from identity.account a where a.community_id = ${tx.actor.communityId} and a.kind = 'person' order by a.created_at, a.id limit 2000`);

/** An account of the actor's community, if it is a person's. */
export const accountBy = (tx: Tx, id: string) =>
  tx.maybe<{
    id: string;
    version: number;
    disabledAt: Date | null;
  }>(sql`select id, version, disabled_at as "disabledAt"
    from identity.account where community_id = ${tx.actor.communityId} and id = ${id} and kind = 'person'`);

/** Whether an e-mail address belongs to somebody of the actor's community. */
export const emailTaken = async (tx: Tx, blind: Buffer) =>
  (
    await tx.one<{ taken: boolean }>(sql`select exists (select from identity.account
    where community_id = ${tx.actor.communityId} and email_blind = ${blind}) as taken`)
  ).taken;

/** Ends an account's access (true) or gives it back, if it is still at the version that was read. */
export const writeDisabled = (tx: Tx, id: string, version: number, disabled: boolean) =>
  tx.maybe<{ id: string; version: number }>(sql`update identity.account
    set disabled_at = case when ${disabled} then now() end, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${id} and version = ${version} and kind = 'person' returning id, version`);

/** Whether an account holds this very role now. */
export const holds = async (
  tx: Tx,
  row: { accountId: string; role: string; siteId: string | null; studyId: string | null },
) =>
  (
    await tx.one<{
      held: boolean;
    }>(sql`select exists (select from identity.assignment where community_id = ${tx.actor.communityId}
    and account_id = ${row.accountId} and role = ${row.role} and site_id is not distinct from ${row.siteId}::uuid
    and study_id is not distinct from ${row.studyId}::uuid and (valid_to is null or valid_to > now())) as held`)
  ).held;

/** A role in force, by its id. */
export const assignmentBy = (tx: Tx, id: string) =>
  tx.maybe<{
    accountId: string;
    role: string;
    version: number;
  }>(sql`select account_id as "accountId", role, version from identity.assignment
    where community_id = ${tx.actor.communityId} and id = ${id} and (valid_to is null or valid_to > now())`);

/** Ends a role now, if it is still at the version that was read. */
export const writeAssignmentEnd = (tx: Tx, id: string, version: number) =>
  tx.maybe<{
    id: string;
    version: number;
  }>(sql`update identity.assignment set valid_to = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${id} and version = ${version} returning id, version`);

/** How many accounts in use hold the steward's role. */
export const stewardsLeft = async (tx: Tx) =>
  (
    await tx.one<{ count: number }>(sql`select count(distinct a.id)::int as count from identity.assignment g
    join identity.account a on a.community_id = g.community_id and a.id = g.account_id
    where g.community_id = ${tx.actor.communityId} and g.role = 'steward'
      and a.kind = 'person' and a.disabled_at is null and (g.valid_to is null or g.valid_to > now())`)
  ).count;
