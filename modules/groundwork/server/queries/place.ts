import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

/** The calendar day where the community is. */
export async function today(tx: Tx): Promise<string> {
  return (await tx.one<{ day: string }>(sql`select pathway.day_of(now())::text as day`)).day;
}

/** A site of the community, and whether the actor runs it. */
export function siteOf(
  tx: Tx,
  siteId: string,
): Promise<{ organisationId: string; runs: boolean } | undefined> {
  return tx.maybe(sql`select organisation_id as "organisationId", staffing.runs(id) as runs from identity.site_view
    where community_id = ${tx.actor.communityId} and id = ${siteId}`);
}

/** The open sites that the actor runs. */
export async function sitesRun(tx: Tx): Promise<string[]> {
  const rows = await tx.many<{ id: string }>(sql`select s.id from identity.site_view s
    where s.community_id = ${tx.actor.communityId} and s.closed_at is null and staffing.runs(s.id) order by s.code`);
  return rows.map((row) => row.id);
}

/** Whether somebody who may sign in holds a role at a site. */
export async function worksAt(tx: Tx, accountId: string, siteId: string): Promise<boolean> {
  const row = await tx.maybe(sql`select r.id from identity.role_view r
    join identity.account_view a on a.community_id = r.community_id and a.id = r.account_id and a.kind = 'person' and a.disabled_at is null
    where r.community_id = ${tx.actor.communityId} and r.account_id = ${accountId} and (r.site_id = ${siteId} or (r.site_id is null and r.study_id is null)) limit 1`);
  return row !== undefined;
}
