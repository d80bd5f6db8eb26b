import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

/** Keeps an invitation. */
export const insertInvitation = (
  tx: Tx,
  row: { id: string; accountId: string; hash: Buffer; days: number },
) =>
  tx.run(sql`insert into identity.invitation (community_id, id, account_id, token_hash, expires_at, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.accountId}, ${row.hash}, now() + ${row.days} * interval '1 day', ${tx.actor.accountId})`);

/** Takes every open invitation of an account back. */
export const revokeInvitations = (tx: Tx, accountId: string) =>
  tx.run(sql`update identity.invitation set revoked_at = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and account_id = ${accountId} and accepted_at is null and revoked_at is null`);

/** An invitation that can still be taken up, with who it is for. */
export type OpenInvitation = {
  readonly id: string;
  readonly accountId: string;
  readonly name: Buffer;
  readonly email: Buffer;
  readonly community: { readonly en: string; readonly fr: string };
  readonly weighty: boolean;
};

/** The open invitation with this token hash. `weighty`: the account holds a role that others' access hangs on. */
export const openInvitationBy = (tx: Tx, communityId: string, hash: Buffer) =>
  tx.maybe<OpenInvitation>(sql`select i.id, a.id as "accountId", a.name_sealed as name, a.email_sealed as email,
      jsonb_build_object('en', c.name_en, 'fr', c.name_fr) as community,
      exists (select from identity.assignment g where g.community_id = a.community_id and g.account_id = a.id and g.role in ('steward', 'privacy')
        and (g.valid_to is null or g.valid_to > now())) as weighty
    from identity.invitation i
    join identity.account a on a.community_id = i.community_id and a.id = i.account_id
    join identity.community c on c.community_id = i.community_id
    where i.community_id = ${communityId} and i.token_hash = ${hash} and i.accepted_at is null and i.revoked_at is null
      and i.expires_at > now() and a.disabled_at is null and a.kind = 'person'`);

/** Takes an invitation of the actor up; false when somebody was faster. */
export const takeInvitation = async (tx: Tx, id: string) =>
  (await tx.run(sql`update identity.invitation set accepted_at = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${id} and accepted_at is null and revoked_at is null and expires_at > now()`)) ===
  1;
