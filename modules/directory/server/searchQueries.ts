import { allOf, sql } from '../../../kernel/server/sql.ts';
import type { Sql } from '../../../kernel/server/sql.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { Translations } from '../shapes.ts';
import type { Card } from './gather.ts';

/** The day a service (row `t` of the finder) was last checked, at its source or here. */
export const checkedOn: Sql = sql`greatest(t.assured_on, t.checked_at::date)`;

/** Which of these words the directory uses as they are, or as the beginning of a word. */
export async function knownWords(tx: Tx, words: readonly string[]): Promise<Set<string>> {
  const rows = await tx.many<{ asked: string }>(sql`select asked from unnest(${words}::text[]) asked
    where exists (select from directory.word w where w.community_id = ${tx.actor.communityId}
      and w.word >= asked collate "C" and w.word < (asked || '{') collate "C")`);
  return new Set(rows.map(({ asked }) => asked));
}

/** Words of the directory that share a spelling key. */
export async function wordsLike(tx: Tx, keys: readonly string[]): Promise<string[]> {
  const rows = await tx.many<{ word: string }>(
    sql`select word from directory.word where community_id = ${tx.actor.communityId} and keys && ${keys}::text[] limit 400`,
  );
  return rows.map(({ word }) => word);
}

/** What a service must meet to be listed. */
export type Wanted = {
  readonly exact: readonly string[];
  readonly wide: readonly string[];
  /** Minutes of the week of which one must be open, as a multirange. */
  readonly week: string | null;
  readonly language: string | null;
  readonly marks: readonly string[];
  readonly checkedWithin: number | null;
  readonly reach: string | null;
  readonly from: number;
  readonly limit: number;
};

/** A service as found: `hits` says for each thing asked (counted from 1) where it stands: name, needs or body. */
export type FoundRow = {
  readonly id: string;
  readonly hits: readonly { readonly asked: number; readonly where: 'name' | 'needs' | 'body' }[];
};

function narrowed(wanted: Wanted): Sql {
  const conditions = [sql`t.status <> 'defunct'`];
  if (wanted.week !== null) conditions.push(sql`t.week && ${wanted.week}::int4multirange`);
  if (wanted.language !== null) conditions.push(sql`${wanted.language} = any(t.languages)`);
  if (wanted.marks.length > 0) conditions.push(sql`t.marks @> ${wanted.marks}::text[]`);
  if (wanted.reach !== null) conditions.push(sql`t.reach = ${wanted.reach}`);
  if (wanted.checkedWithin !== null)
    conditions.push(sql`${checkedOn} > current_date - ${wanted.checkedWithin}::integer`);
  return allOf(conditions);
}

/** The same question without the order of words: the index answers it alone, and the order is looked at afterwards. */
const loosely = (query: string) => query.replaceAll(' <-> ', ' & ');

/**
 * The services that meet what is wanted, best first: most of what was asked, then where and how closely it is said, then the most
 * recently checked. One row more than the limit tells whether there are more.
 */
export async function findServices(tx: Tx, wanted: Wanted): Promise<FoundRow[]> {
  const query = wanted.wide.map((one) => `(${one})`).join(' | ');
  const found = sql`from directory.finder t where t.community_id = ${tx.actor.communityId} and ${narrowed(wanted)}`;
  const candidates =
    query === ''
      ? sql`select t.id, ''::tsvector as search, t.status, ${checkedOn} as checked_on, t.name ${found}`
      : sql`select h.* from directory.matching(${loosely(query)}::tsquery) m(id) cross join lateral (
          select t.id, t.search || '' as search, t.status, ${checkedOn} as checked_on, t.name ${found} and t.id = m.id offset 0) h`;
  return tx.many<FoundRow>(sql`
    with asked as (
      select exact::tsquery as exact, wide::tsquery as wide, number
      from unnest(${wanted.exact}::text[], ${wanted.wide}::text[]) with ordinality a(exact, wide, number)
    ), candidates as materialized (
      ${candidates}
    ), ranked as (
      select c.*, r.met, r.weight from candidates c cross join lateral (
        select count(*) filter (where c.search @@ a.wide) as met,
          coalesce(sum(ts_rank('{0.1,0.2,0.5,1.0}', c.search, a.exact) * 2 + ts_rank('{0.1,0.2,0.5,1.0}', c.search, a.wide)), 0) as weight
        from asked a) r
      where r.met > 0 or ${query === ''}
      order by r.met desc, (c.status = 'active') desc, r.weight desc, c.checked_on desc nulls last, c.name, c.id
      offset ${wanted.from} limit ${wanted.limit + 1}
    )
    select id, (select coalesce(jsonb_agg(jsonb_build_object('asked', a.number, 'where', case
        when ts_filter(ranked.search, '{a}') @@ a.wide then 'name'
        when ts_filter(ranked.search, '{b}') @@ a.wide then 'needs' else 'body' end) order by a.number), '[]')
      from asked a where ranked.search @@ a.wide) as hits
    from ranked order by met desc, (status = 'active') desc, weight desc, checked_on desc nulls last, name, id`);
}

/** A service as a list shows it, in the language of its source, with what is translated beside. */
export type CardRow = {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly status: string;
  readonly reach: 'local' | 'provincial';
  readonly marks: string[];
  readonly translations: Translations;
  readonly organization: string;
  readonly organizationTranslations: Translations;
  readonly card: Card;
  readonly checkedOn: string | null;
  readonly reportedAt: Date | null;
};

/** The cards of these services, in no order. */
export async function cards(tx: Tx, ids: readonly string[]): Promise<CardRow[]> {
  return tx.many<CardRow>(sql`
    select s.id, s.name, s.description, s.status, s.translations, o.name as organization, o.translations as "organizationTranslations",
      t.reach, t.marks, t.card, ${checkedOn} as "checkedOn", t.reported_at as "reportedAt"
    from directory.service s
    join directory.finder t on t.community_id = s.community_id and t.id = s.id
    join directory.organization o on o.community_id = s.community_id and o.id = s.organization_id
    where s.community_id = ${tx.actor.communityId} and s.id = any(${ids}::uuid[])`);
}
