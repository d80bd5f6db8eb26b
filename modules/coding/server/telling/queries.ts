import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';

/** How much of a study is coded, on texts whose consent stands. */
export function codedIn(tx: Tx, studyId: string) {
  return tx.one<{
    codings: number;
    passages: number;
    texts: number;
    codes: number;
  }>(sql`select count(*) as codings,
      count(distinct (c.source_id, c.start_at, c.end_at)) as passages, count(distinct c.source_id) as texts, count(distinct c.code) as codes
    from coding.coding c join evidence.open_source s on s.community_id = c.community_id and s.id = c.source_id
    where c.community_id = ${tx.actor.communityId} and c.study_id = ${studyId} and c.removed_at is null and c.counted`);
}

/** How many standing passages carry each code of a study, on texts whose consent stands. */
export function codingsByCode(tx: Tx, studyId: string) {
  return tx.many<{ code: string; codings: number }>(sql`select c.code, count(*) as codings
    from coding.coding c join evidence.open_source s on s.community_id = c.community_id and s.id = c.source_id
    where c.community_id = ${tx.actor.communityId} and c.study_id = ${studyId} and c.removed_at is null and c.counted group by c.code`);
}

/** The two coders who finished most texts of a study together, and how many. */
export function mostTogether(tx: Tx, studyId: string) {
  return tx.maybe<{ one: string; other: string; texts: number }>(sql`with done as (
      select distinct r.source_id, coalesce('name:' || r.coder_name, r.coder_id::text) as coder from coding.reading r
      join evidence.open_source s on s.community_id = r.community_id and s.id = r.source_id
      where r.community_id = ${tx.actor.communityId} and r.study_id = ${studyId} and r.finished_at is not null
    ) select a.coder as one, b.coder as other, count(*) as texts from done a join done b on b.source_id = a.source_id and a.coder < b.coder
    group by 1, 2 order by texts desc, one, other limit 1`);
}

/** Who put codings on texts of a study whose consent stands. */
export function whoCoded(tx: Tx, studyId: string) {
  return tx.many<{
    coder: string;
    codings: number;
  }>(sql`select coalesce('name:' || c.coder_name, c.created_by::text) as coder, count(*) as codings
    from coding.coding c join evidence.open_source s on s.community_id = c.community_id and s.id = c.source_id
    where c.community_id = ${tx.actor.communityId} and c.study_id = ${studyId} and c.removed_at is null and c.layer = 'coder' group by 1 order by 2 desc, 1`);
}
