import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { CarriedRating } from './ratings.ts';

type Incoming = Omit<CarriedRating, 'accountId' | 'summary' | 'rationale' | 'quotes'> & {
  readonly summarySealed: Buffer | null;
  readonly rationaleSealed: Buffer | null;
};

/** Adds ratings in one statement; what stands already stays. Gives the ids of those added. */
export async function insertNamedRatings(
  tx: Tx,
  studyId: string,
  rows: readonly Incoming[],
): Promise<string[]> {
  if (rows.length === 0) return [];
  const { communityId, accountId } = tx.actor;
  const of = <T>(pick: (row: Incoming) => T): T[] => rows.map(pick);
  const added = await tx.many<{
    id: string;
  }>(sql`insert into coding.rating (community_id, id, study_id, site_id, participant_id, construct, layer, value,
      analyst_name, summary_sealed, rationale_sealed, changed_by, created_by)
    select ${communityId}, r.id, ${studyId}, r.site, r.person, r.construct, r.layer, r.value, r.analyst, r.summary, r.rationale, ${accountId}, ${accountId}
    from unnest(${of((row) => row.id)}::uuid[], ${of((row) => row.siteId)}::uuid[], ${of((row) => row.participantId)}::uuid[],
      ${of((row) => row.construct)}::text[], ${of((row) => row.layer)}::text[], ${of((row) => row.value)}::text[], ${of((row) => row.analyst)}::text[],
      ${of((row) => row.summarySealed)}::bytea[], ${of((row) => row.rationaleSealed)}::bytea[])
      as r(id, site, person, construct, layer, value, analyst, summary, rationale)
    on conflict do nothing returning id`);
  return added.map(({ id }) => id);
}

/** How many summaries of domains, standings of sites and verdicts of its own a study has. */
export function countUncarried(
  tx: Tx,
  studyId: string,
): Promise<{ summaries: number; standings: number; verdicts: number }> {
  const of = (count: ReturnType<typeof sql>) => sql`(select count(*)::int from ${count})`;
  const here = sql`x.community_id = ${tx.actor.communityId} and x.study_id = ${studyId}`;
  return tx.one(sql`select ${of(sql`coding.domain_summary x where ${here}`)} as summaries, ${of(sql`coding.site_standing x where ${here}`)} as standings,
    ${of(sql`coding.distinction x where ${here} and x.verdict <> 'rule'`)} as verdicts`);
}
