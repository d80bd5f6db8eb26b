import { allOf, sql } from '../../../kernel/server/sql.ts';
import type { Sql } from '../../../kernel/server/sql.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { Point } from '../model.ts';
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
    sql`select word from directory.words_like(${keys}::text[]) word`,
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
  readonly age: number | null;
  readonly group: string | null;
  readonly takesNow: boolean;
  readonly siteId: string | null;
  /** Where distance is measured from; null when it decides nothing. `within`: nothing farther is listed, in kilometres. `nearest`: the near come first. */
  readonly near: { readonly from: Point; readonly within: number | null; readonly nearest: boolean } | null;
  readonly from: number;
  readonly limit: number;
};

/** A service as found: `hits` says for each thing asked (counted from 1) where it stands: name, needs or body. */
export type FoundRow = {
  readonly id: string;
  readonly hits: readonly { readonly asked: number; readonly where: 'name' | 'needs' | 'body' }[];
};

/** Kilometres from a point to the nearest place of row `t` of the finder; null when none is on the map. */
const kilometresFrom = ({ latitude, longitude }: Point): Sql =>
  sql`(select min(directory.kilometres(${latitude}, ${longitude}, p.latitude, p.longitude)) from unnest(t.latitudes, t.longitudes) p (latitude, longitude))`;

function narrowed(wanted: Wanted): Sql {
  const conditions = [sql`t.status <> 'defunct'`];
  if (wanted.week !== null) conditions.push(sql`t.week && ${wanted.week}::int4multirange`);
  if (wanted.language !== null) conditions.push(sql`${wanted.language} = any(t.languages)`);
  if (wanted.marks.length > 0) conditions.push(sql`t.marks @> ${wanted.marks}::text[]`);
  if (wanted.reach !== null) conditions.push(sql`t.reach = ${wanted.reach}`);
  if (wanted.checkedWithin !== null)
    conditions.push(sql`${checkedOn} > current_date - ${wanted.checkedWithin}::integer`);
  if (wanted.age !== null)
    conditions.push(
      sql`coalesce(t.minimum_age, 0) <= ${wanted.age} and coalesce(t.maximum_age, 200) >= ${wanted.age}`,
    );
  if (wanted.group !== null) conditions.push(sql`(t.groups = '{}' or ${wanted.group} = any(t.groups))`);
  if (wanted.takesNow) conditions.push(sql`t.takes in ('yes', 'waitlist') and t.takes_until >= current_date`);
  if (wanted.siteId !== null)
    conditions.push(
      sql`exists (select from directory.service s where s.community_id = t.community_id and s.id = t.id and s.site_id = ${wanted.siteId})`,
    );
  if (typeof wanted.near?.within === 'number')
    conditions.push(sql`${kilometresFrom(wanted.near.from)} <= ${wanted.near.within}::float8`);
  return allOf(conditions);
}

/** A question for the index alone: the order of words is looked at afterwards. */
const loosely = (query: string) => query.replaceAll(' <-> ', ' & ');

/** What the index is asked: everything at once (`all`), or each thing by itself (`any`). */
const askIndex = (queries: readonly string[], how: 'all' | 'any') =>
  how === 'any' ? queries.map(loosely) : [queries.map((query) => `(${loosely(query)})`).join(' & ')];

/** How many services at most are compared closely; the index, and the distance where the nearest are asked for, choose them. */
const closest = 120;
const closestWhenNear = 300;

/** Kilometres beyond which nothing is put in the order of its distance. */
const farthest = 150;

/** How far row `t` is, where services are put in the order of their distance; null elsewhere, and for those that are too far for it. */
function order({ near }: Wanted): Sql {
  if (!near?.nearest) return sql`null::float8`;
  const km = kilometresFrom(near.from);
  return near.within === null ? sql`(select k from (select ${km}) d (k) where k <= ${farthest})` : km;
}

/** Services that meet what is wanted when no words were asked: the nearest first where that is asked, then the most recently checked. */
async function listServices(tx: Tx, wanted: Wanted): Promise<FoundRow[]> {
  return tx.many<FoundRow>(sql`select t.id, '[]'::jsonb as hits from directory.finder t
    where t.community_id = ${tx.actor.communityId} and ${narrowed(wanted)}
    order by (t.status = 'active') desc, ${order(wanted)} nulls last, ${checkedOn} desc nulls last, t.name, t.id
    offset ${wanted.from} limit ${wanted.limit + 1}`);
}

/**
 * The services that meet what is wanted, best first: most of what was asked, then where and how closely it is said, then the most
 * recently checked. One row more than the limit tells whether there are more.
 */
export async function findServices(tx: Tx, wanted: Wanted): Promise<FoundRow[]> {
  if (wanted.wide.length === 0) return listServices(tx, wanted);
  if (wanted.wide.length > 1) {
    const whole = await closestServices(tx, wanted, 'all');
    if (whole.length > wanted.limit) return whole;
  }
  return closestServices(tx, wanted, 'any');
}

async function closestServices(tx: Tx, wanted: Wanted, how: 'all' | 'any'): Promise<FoundRow[]> {
  const [wide, exact] = [askIndex(wanted.wide, how), askIndex(wanted.exact, how)];
  const nearest = wanted.near?.nearest ?? false;
  const most = Math.max(nearest ? closestWhenNear : closest, wanted.from + wanted.limit + 1);
  const found = sql`directory.finder t where t.community_id = ${tx.actor.communityId} and t.id = h.id`;
  const chosen = nearest
    ? sql`select h.id, r.km from hits h cross join lateral (select ${order(wanted)} as km from ${found} and ${narrowed(wanted)} offset 0) r
        order by h.met desc, r.km nulls last, h.said desc, h.id limit ${most}`
    : sql`select h.id, null::float8 as km from (select * from hits order by met desc, said desc, id) h
        cross join lateral (select t.id from ${found} and ${narrowed(wanted)} offset 0) r limit ${most}`;
  return tx.many<FoundRow>(sql`
    with asked as (
      select exact::tsquery as exact, wide::tsquery as wide, number
      from unnest(${wanted.exact}::text[], ${wanted.wide}::text[]) with ordinality a(exact, wide, number)
    ), hits as (
      select id, count(*) filter (where said = 1) as met, sum(said) as said from (
        select directory.matching(q::tsquery, false) as id, 1 as said from unnest(${wide}::text[]) q
        union all select directory.matching(q::tsquery, false), 100 from unnest(${exact}::text[]) q
        union all select directory.matching(q::tsquery, true), 10 from unnest(${wide}::text[]) q) every_hit
      group by id
    ), chosen as materialized (${chosen}
    ), candidates as materialized (
      select t.id, t.search || '' as search, t.status, ${checkedOn} as checked_on, t.name, h.km
      from chosen h cross join lateral (select * from ${found} offset 0) t
    ), ranked as (
      select c.*, r.met, r.weight from candidates c cross join lateral (
        select count(*) filter (where c.search @@ a.wide) as met,
          coalesce(sum(ts_rank('{0.1,0.2,0.5,1.0}', c.search, a.exact) * 2 + ts_rank('{0.1,0.2,0.5,1.0}', c.search, a.wide)), 0) as weight
        from asked a) r
      where r.met > 0
      order by r.met desc, (c.status = 'active') desc, c.km nulls last, r.weight desc, c.checked_on desc nulls last, c.name, c.id
      offset ${wanted.from} limit ${wanted.limit + 1}
    )
    select id, (select coalesce(jsonb_agg(jsonb_build_object('asked', a.number, 'where', case
        when ts_filter(ranked.search, '{a}') @@ a.wide then 'name'
        when ts_filter(ranked.search, '{b}') @@ a.wide then 'needs' else 'body' end) order by a.number), '[]')
      from asked a where ranked.search @@ a.wide) as hits
    from ranked order by met desc, (status = 'active') desc, km nulls last, weight desc, checked_on desc nulls last, name, id`);
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
  readonly languages: string[];
  readonly groups: string[];
  readonly minimumAge: number | null;
  readonly maximumAge: number | null;
  readonly siteId: string | null;
  readonly taking: SaidOfTaking | null;
};

/** What was last said of taking referrals, and by which account. */
export type SaidOfTaking = {
  readonly takes: 'yes' | 'waitlist' | 'no';
  readonly weeks: number | null;
  readonly by: string;
  readonly on: string;
  readonly until: string;
};

/** The cards of these services, in no order. */
export async function cards(tx: Tx, ids: readonly string[]): Promise<CardRow[]> {
  return tx.many<CardRow>(sql`
    select s.id, s.name, s.description, s.status, s.translations, o.name as organization, o.translations as "organizationTranslations",
      t.reach, t.marks, t.card, ${checkedOn} as "checkedOn", t.reported_at as "reportedAt", t.languages, t.groups,
      t.minimum_age as "minimumAge", t.maximum_age as "maximumAge", s.site_id as "siteId",
      (select jsonb_build_object('takes', c.takes, 'weeks', c.weeks, 'by', c.created_by, 'on', c.created_at::date, 'until', c.holds_until)
        from directory.capacity c where c.community_id = s.community_id and c.service_id = s.id order by c.created_at desc, c.id desc limit 1) as taking
    from directory.service s
    join directory.finder t on t.community_id = s.community_id and t.id = s.id
    join directory.organization o on o.community_id = s.community_id and o.id = s.organization_id
    where s.community_id = ${tx.actor.communityId} and s.id = any(${ids}::uuid[])`);
}
