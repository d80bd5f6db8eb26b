import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import { readers } from '../../asks/who.ts';

/** A site of the community, and whether the actor runs it. */
export function siteOf(
  tx: Tx,
  siteId: string,
): Promise<{ organisationId: string; runs: boolean } | undefined> {
  return tx.maybe(sql`select s.organisation_id as "organisationId", staffing.runs(s.id) as runs from identity.site_view s
    where s.community_id = ${tx.actor.communityId} and s.id = ${siteId}`);
}

/** The open sites that the actor runs. */
export async function sitesRun(tx: Tx): Promise<string[]> {
  const rows = await tx.many<{ id: string }>(sql`select s.id from identity.site_view s
    where s.community_id = ${tx.actor.communityId} and s.closed_at is null and staffing.runs(s.id) order by s.code`);
  return rows.map((row) => row.id);
}

/** Everybody of the community who may be asked to review: whoever works in its programs or studies them, wherever. */
export async function whoMayReview(tx: Tx): Promise<string[]> {
  const rows = await tx.many<{ id: string }>(sql`select a.id from identity.account_view a
    where a.community_id = ${tx.actor.communityId} and a.kind = 'person' and a.disabled_at is null
      and exists (select from identity.role_view r where r.community_id = a.community_id and r.account_id = a.id and r.role = any(${[...readers]}::text[]))
    order by a.id limit 2000`);
  return rows.map((row) => row.id);
}
