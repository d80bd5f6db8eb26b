import type { Tx } from '../../../kernel/server/scope.ts';
import { allOf, empty, nameOf, type Sql, sql } from '../../../kernel/server/sql.ts';
import type { Measure } from '../../vocabulary/model.ts';
import { type Every, nextPeriod, periodsBetween, type Point } from '../model.ts';

/** Which records a figure is counted from: sites, and the half-open interval [from, to). */
export type Scope = { readonly siteIds: readonly string[]; readonly from: string; readonly to: string };

type Condition = Measure['rows']['where'][number];

function conditionSql(condition: Condition): Sql {
  const column = nameOf(condition.column);
  switch (condition.is) {
    case 'equal':
      return sql`${column} = ${condition.value}`;
    case 'one-of':
      return sql`${column} = any(${condition.values}::text[])`;
    case 'set':
      return sql`${column} is not null`;
    case 'not-set':
      return sql`${column} is null`;
  }
}

/** Rows of the measure's view that it counts from, before the interval is applied. */
function rowsSql(tx: Tx, measure: Measure, scope: Scope): Sql {
  const conditions = [
    sql`f.community_id = ${tx.actor.communityId}`,
    sql`f.site_id = any(${scope.siteIds}::uuid[])`,
    ...measure.rows.where.map(conditionSql),
  ];
  return sql`${nameOf(measure.rows.view)} f where ${allOf(conditions)}`;
}

function valueSql(measure: Measure): Sql {
  const { compute } = measure;
  switch (compute.kind) {
    case 'count':
    case 'open-at':
      return sql`count(*)::float8`;
    case 'count-distinct':
      return sql`count(distinct ${nameOf(compute.column)})::float8`;
    case 'share':
      return sql`(count(*) filter (where ${allOf(compute.where.map(conditionSql))}))::float8 / nullif(count(*), 0)`;
    case 'median-days':
      return sql`percentile_cont(0.5) within group (order by (${nameOf(compute.to)} - ${nameOf(compute.from)}))`;
    case 'median':
      return sql`percentile_cont(0.5) within group (order by ${nameOf(compute.column)}::float8)`;
    case 'mean':
      return sql`avg(${nameOf(compute.column)})::float8`;
    case 'sum':
      return sql`coalesce(sum(${nameOf(compute.column)}), 0)::float8`;
    case 'share-of':
      return sql`coalesce(sum(${nameOf(compute.column)}) filter (where ${allOf(compute.where.map(conditionSql))}), 0)::float8 / nullif(sum(${nameOf(compute.column)}), 0)`;
  }
}

const sums = (measure: Measure): Sql =>
  sql`${valueSql(measure)} as value, count(*)::int as records, count(distinct ${nameOf(measure.rows.people)})::int as people`;

const counted = (measure: Measure): boolean =>
  ['count', 'count-distinct', 'open-at', 'sum'].includes(measure.compute.kind);

/** What an empty period shows: zero for a count, nothing for a share or a median. */
const nothing = (measure: Measure, period: string): Point => ({
  period,
  value: counted(measure) ? 0 : null,
  records: 0,
  people: 0,
});

/** A measure in each period of an interval; runs as the counting role. */
export async function seriesOf(tx: Tx, measure: Measure, scope: Scope): Promise<Point[]> {
  const every: Every = measure.window.every;
  const periods = periodsBetween(scope.from, scope.to, every);
  const { compute } = measure;
  const date = nameOf(measure.rows.date);
  const rows =
    compute.kind === 'open-at'
      ? await tx.count<Point>(sql`select p.period::text as period, ${sums(measure)} from unnest(${periods}::date[], ${periods.map((one) => nextPeriod(one, every))}::date[]) as p(period, ends)
          join lateral (select * from ${rowsSql(tx, measure, scope)}) f on ${nameOf(compute.from)} < p.ends and (${nameOf(compute.to)} is null or ${nameOf(compute.to)} >= p.ends) group by 1`)
      : await tx.count<Point>(sql`select date_trunc(${every}, ${date})::date::text as period, ${sums(measure)} from ${rowsSql(tx, measure, scope)}
          and ${date} >= ${periods[0] ?? scope.from}::date and ${date} < ${nextPeriod(periods.at(-1) ?? scope.from, every)}::date group by 1`);
  const found = new Map(rows.map((row) => [row.period, row]));
  return periods.map((period) => found.get(period) ?? nothing(measure, period));
}

/** The condition that puts a row inside the interval, or open on its last day. */
function insideSql(measure: Measure, scope: Scope): Sql {
  const { compute } = measure;
  if (compute.kind === 'open-at') {
    return sql`and ${nameOf(compute.from)} < ${scope.to}::date and (${nameOf(compute.to)} is null or ${nameOf(compute.to)} >= ${scope.to}::date)`;
  }
  const date = nameOf(measure.rows.date);
  return sql`and ${date} >= ${scope.from}::date and ${date} < ${scope.to}::date`;
}

/** A measure over one whole interval; runs as the counting role. */
export async function totalOf(tx: Tx, measure: Measure, scope: Scope): Promise<Omit<Point, 'period'>> {
  const rows = await tx.count<Omit<Point, 'period'>>(
    sql`select ${sums(measure)} from ${rowsSql(tx, measure, scope)} ${insideSql(measure, scope)}`,
  );
  return rows[0] ?? { value: null, records: 0, people: 0 };
}

/** The measure at each site over one interval, for comparison; runs as the counting role. */
export async function totalsBySite(
  tx: Tx,
  measure: Measure,
  scope: Scope,
): Promise<(Omit<Point, 'period'> & { siteId: string })[]> {
  return tx.count(
    sql`select f.site_id as "siteId", ${sums(measure)} from ${rowsSql(tx, measure, scope)} ${insideSql(measure, scope)} group by 1`,
  );
}

/** The records behind a figure, under the reader's own rights; at most `limit` rows. */
export async function recordsOf(
  tx: Tx,
  measure: Measure,
  scope: Scope,
  limit: number,
): Promise<{ clientId: string; day: string }[]> {
  const last =
    measure.compute.kind === 'share' || measure.compute.kind === 'share-of'
      ? sql`and ${allOf(measure.compute.where.map(conditionSql))}`
      : empty;
  return tx.many(sql`select ${nameOf(measure.rows.people)} as "clientId", ${nameOf(measure.rows.date)}::text as day
    from ${rowsSql(tx, measure, scope)} ${insideSql(measure, scope)} ${last} order by 2 desc, 1 limit ${limit}`);
}
