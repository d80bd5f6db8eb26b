import { empty, type Sql, sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';

/** Which codings are looked at, at which level of the codebook, and how near two of them must be. */
export type Asked = {
  readonly studyId: string;
  readonly level: 'code' | 'construct' | 'domain';
  readonly within: 'passage' | 'overlap' | 'source';
  readonly siteId?: string | undefined;
};

/** The distinct passages that carry each code, on texts whose consent stands; a crossed coding counts for both its codes. */
function marks(tx: Tx, { studyId, level, siteId }: Omit<Asked, 'within'>): Sql {
  const keys = {
    code: sql`array[c.code, c.crossed_code]`,
    construct: sql`array[c.construct, c.crossed_construct]`,
    domain: sql`array[c.domain]`,
  }[level];
  const site = siteId === undefined ? empty : sql`and c.site_id = ${siteId}`;
  return sql`select distinct c.source_id, c.start_at, c.end_at, k.key
    from coding.coding c join evidence.open_source s on s.community_id = c.community_id and s.id = c.source_id
    cross join lateral unnest(${keys}::text[]) as k(key)
    where c.community_id = ${tx.actor.communityId} and c.study_id = ${studyId} and c.removed_at is null and c.counted and k.key is not null ${site}`;
}

const near = {
  passage: sql`a.source_id = b.source_id and a.start_at = b.start_at and a.end_at = b.end_at`,
  overlap: sql`a.source_id = b.source_id and a.start_at < b.end_at and b.start_at < a.end_at`,
  source: sql`a.source_id = b.source_id`,
} as const;

/** What one count of a pair stands for: two passages that are near each other, or a text that has both. */
const counted = {
  passage: sql`count(*)`,
  overlap: sql`count(*)`,
  source: sql`count(distinct a.source_id)`,
} as const;

/** The pairs of codes that stand together, the most frequent first. */
export function pairsOf(tx: Tx, asked: Asked, limit: number) {
  return tx.many<{
    first: string;
    second: string;
    count: number;
  }>(sql`with m as materialized (${marks(tx, asked)})
    select a.key as first, b.key as second, ${counted[asked.within]}::int as count
    from m a join m b on ${near[asked.within]} and a.key < b.key
    group by 1, 2 order by 3 desc, 1, 2 limit ${limit}`);
}

/** How often each code was used: passages, or texts where pairs are counted by text. */
export function usesOf(tx: Tx, asked: Asked) {
  const count = asked.within === 'source' ? sql`count(distinct m.source_id)` : sql`count(*)`;
  return tx.many<{ code: string; count: number }>(sql`with m as materialized (${marks(tx, asked)})
    select m.key as code, ${count}::int as count from m group by 1 order by 2 desc, 1`);
}

/** A stretch of a text on which two codes stand together, or one of them in a text that has both. */
export type TogetherRow = {
  readonly sourceId: string;
  readonly start: number;
  readonly end: number;
  readonly codes: string[];
  readonly total: number;
};

/** The stretches behind a pair: the union of two passages, or in one text every passage of either. */
export function togetherOf(
  tx: Tx,
  asked: Asked & { first: string; second: string; skip: number; limit: number },
): Promise<TogetherRow[]> {
  const m = sql`m as materialized (select * from (${marks(tx, asked)}) x where x.key in (${asked.first}, ${asked.second}))`;
  const stretches =
    asked.within === 'source'
      ? sql`select m.source_id, m.start_at, m.end_at, array_agg(m.key order by m.key) as codes from m
          where m.source_id in (select n.source_id from m n group by 1 having count(distinct n.key) = 2) group by 1, 2, 3`
      : sql`select a.source_id, least(a.start_at, b.start_at) as start_at, greatest(a.end_at, b.end_at) as end_at, array[a.key, b.key] as codes
          from m a join m b on ${near[asked.within]} and a.key < b.key`;
  return tx.many<TogetherRow>(sql`with ${m}, t as (${stretches})
    select t.source_id as "sourceId", t.start_at as start, t.end_at as "end", t.codes, count(*) over ()::int as total
    from t order by 1, 2, 3, 4 offset ${asked.skip} limit ${asked.limit}`);
}

/** The codes of each person heard, in the order of their first text: whoever a text is from, each participant who speaks in it, or the text itself where nobody is named. */
export function codesByPerson(tx: Tx, asked: Omit<Asked, 'within'>) {
  return tx.many<{
    sourceId: string;
    pseudonym: string | null;
    codes: string[];
  }>(sql`with m as materialized (${marks(tx, asked)}),
    spoken as (select distinct m.key, m.source_id, coalesce(v.participant_id, s.participant_id, m.source_id) as person, coalesce(v.pseudonym, s.pseudonym) as pseudonym,
        s.created_at
      from m join evidence.open_source s on s.community_id = ${tx.actor.communityId} and s.id = m.source_id
      left join evidence.said_view v on v.community_id = ${tx.actor.communityId} and v.source_id = m.source_id and v.start_at < m.end_at and v.end_at > m.start_at)
    select (array_agg(p.source_id order by p.created_at, p.source_id))[1] as "sourceId", min(p.pseudonym) as pseudonym, array_agg(distinct p.key) as codes
    from spoken p group by p.person order by min(p.created_at), min(p.pseudonym), p.person`);
}

/** The codes of each coded text, texts in the order they came. */
export function codesByText(tx: Tx, asked: Omit<Asked, 'within'>) {
  return tx.many<{ sourceId: string; codes: string[] }>(sql`with m as materialized (${marks(tx, asked)})
    select m.source_id as "sourceId", array_agg(distinct m.key) as codes
    from m join evidence.open_source s on s.community_id = ${tx.actor.communityId} and s.id = m.source_id
    group by m.source_id, s.created_at order by s.created_at, m.source_id`);
}
