import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { Renewal } from '../../model.ts';

/** Money as stored. */
export type FundingRow = {
  readonly id: string;
  readonly version: number;
  readonly siteId: string;
  readonly source: string;
  readonly purpose: string;
  readonly amountCents: number | null;
  readonly startsOn: string;
  readonly lastOn: string | null;
  readonly renewal: Renewal;
  readonly endsWith: string;
  readonly forFunder: boolean;
};

const money = sql`f.id, f.version, f.site_id as "siteId", f.source, f.purpose, f.amount_cents::float8 as "amountCents", f.starts_on as "startsOn", f.last_on as "lastOn",
  f.renewal, f.ends_with as "endsWith", f.for_funder as "forFunder"`;

type Placed<T> = T & { readonly organisationId: string };

/** Writes money; 0 when this id was written before. */
export function insertFunding(tx: Tx, row: Placed<Omit<FundingRow, 'version'>>): Promise<number> {
  return tx.run(sql`insert into groundwork.funding (community_id, id, organisation_id, site_id, source, purpose, amount_cents, starts_on, last_on, renewal, ends_with, for_funder, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.organisationId}, ${row.siteId}, ${row.source}, ${row.purpose}, ${row.amountCents}::bigint, ${row.startsOn},
      ${row.lastOn}::date, ${row.renewal}, ${row.endsWith}, ${row.forFunder}, ${tx.actor.accountId}) on conflict (community_id, id) do nothing`);
}

/** Changes money; 0 when it moved on. */
export function updateFunding(
  tx: Tx,
  row: Omit<FundingRow, 'siteId'> & { readonly withdrawn: boolean },
): Promise<number> {
  return tx.run(sql`update groundwork.funding set source = ${row.source}, purpose = ${row.purpose}, amount_cents = ${row.amountCents}::bigint, starts_on = ${row.startsOn},
      last_on = ${row.lastOn}::date, renewal = ${row.renewal}, ends_with = ${row.endsWith}, for_funder = ${row.forFunder}, withdrawn = ${row.withdrawn}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${row.id} and version = ${row.version} and not withdrawn`);
}

/** One kind of money that stands. */
export function fundingById(tx: Tx, id: string): Promise<FundingRow | undefined> {
  return tx.maybe<FundingRow>(
    sql`select ${money} from groundwork.funding f where f.community_id = ${tx.actor.communityId} and f.id = ${id} and not f.withdrawn`,
  );
}

/** The money of sites, what ends soonest first. */
export function fundingAt(tx: Tx, siteIds: readonly string[]): Promise<FundingRow[]> {
  return tx.many<FundingRow>(sql`select ${money} from groundwork.funding f where f.community_id = ${tx.actor.communityId} and f.site_id = any(${[...siteIds]}::uuid[]) and not f.withdrawn
    order by f.last_on nulls last, f.starts_on, f.id limit 200`);
}

/** An estimate as stored. */
export type NeedRow = {
  readonly id: string;
  readonly version: number;
  readonly siteId: string;
  readonly programCode: string;
  readonly people: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly estimateCode: string;
  readonly source: string;
  readonly asOf: string;
  readonly forFunder: boolean;
};

const need = sql`n.id, n.version, n.site_id as "siteId", n.program_code as "programCode", n.people, n.low, n.high, n.estimate_code as "estimateCode", n.source,
  n.as_of as "asOf", n.for_funder as "forFunder"`;

/** Writes an estimate; 0 when this id was written before. */
export function insertNeed(tx: Tx, row: Placed<Omit<NeedRow, 'version'>>): Promise<number> {
  return tx.run(sql`insert into groundwork.need (community_id, id, organisation_id, site_id, program_code, people, low, high, estimate_code, source, as_of, for_funder, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.organisationId}, ${row.siteId}, ${row.programCode}, ${row.people}, ${row.low}, ${row.high}, ${row.estimateCode},
      ${row.source}, ${row.asOf}, ${row.forFunder}, ${tx.actor.accountId}) on conflict (community_id, id) do nothing`);
}

/** One estimate that stands. */
export function needById(tx: Tx, id: string): Promise<NeedRow | undefined> {
  return tx.maybe<NeedRow>(
    sql`select ${need} from groundwork.need n where n.community_id = ${tx.actor.communityId} and n.id = ${id} and not n.withdrawn`,
  );
}

/** Marks an estimate as recorded by mistake; 0 when it moved on. */
export function markNeedWithdrawn(tx: Tx, row: { id: string; version: number }): Promise<number> {
  return tx.run(sql`update groundwork.need set withdrawn = true, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${row.id} and version = ${row.version} and not withdrawn`);
}

/** The estimates of a site, latest first. */
export function needsAt(tx: Tx, siteId: string): Promise<NeedRow[]> {
  return tx.many<NeedRow>(sql`select ${need} from groundwork.need n where n.community_id = ${tx.actor.communityId} and n.site_id = ${siteId} and not n.withdrawn
    order by n.as_of desc, n.id desc limit 200`);
}

/** People enrolled on some day of an interval [from, to), by program, counted without looking at anybody. */
export function reachedAt(
  tx: Tx,
  siteId: string,
  { from, to }: { from: string; to: string },
): Promise<{ programCode: string; people: number }[]> {
  return tx.count(sql`select e.program_code as "programCode", count(distinct e.client_id)::int as people from pathway.enrolment_fact e
    where e.community_id = ${tx.actor.communityId} and e.site_id = ${siteId} and e.enrolled_on < ${to}::date and (e.ended_on is null or e.ended_on > ${from}::date)
    group by e.program_code`);
}

/** The programs that run at a site. */
export async function programsAt(tx: Tx, siteId: string): Promise<string[]> {
  const rows = await tx.many<{ code: string }>(sql`select t.program_code as code from pathway.target_now t
    where t.community_id = ${tx.actor.communityId} and t.site_id = ${siteId} order by t.program_code`);
  return rows.map((row) => row.code);
}

/** A rate of the community as stored. */
export type RateRow = {
  readonly id: string;
  readonly version: number;
  readonly measure: string | null;
  readonly programCode: string | null;
  readonly name: string;
  readonly percent: number;
  readonly population: string;
  readonly source: string;
  readonly year: number;
};

/** Writes a rate; 0 when this id was written before. */
export function insertRate(tx: Tx, row: Omit<RateRow, 'version'>): Promise<number> {
  return tx.run(sql`insert into groundwork.rate (community_id, id, measure_key, program_code, name, percent, population, source, year, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.measure}, ${row.programCode}, ${row.name}, ${row.percent}, ${row.population}, ${row.source}, ${row.year}, ${tx.actor.accountId})
    on conflict (community_id, id) do nothing`);
}

/** Marks a rate as recorded by mistake; 0 when it moved on. */
export function markRateWithdrawn(tx: Tx, row: { id: string; version: number }): Promise<number> {
  return tx.run(sql`update groundwork.rate set withdrawn = true, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${row.id} and version = ${row.version} and not withdrawn`);
}

/** The rates of the community that stand. */
export function ratesHere(tx: Tx): Promise<RateRow[]> {
  return tx.many<RateRow>(sql`select r.id, r.version, r.measure_key as measure, r.program_code as "programCode", r.name, r.percent::float8 as percent, r.population, r.source, r.year
    from groundwork.rate r where r.community_id = ${tx.actor.communityId} and not r.withdrawn order by r.year desc, r.id limit 200`);
}
