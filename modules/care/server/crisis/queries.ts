import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { AlertKind, AlertLevel, CrisisStep } from '../../model.ts';
import type { Recorded } from '../planQueries.ts';

/** An alert as stored. */
export type AlertRow = {
  readonly id: string;
  readonly version: number;
  readonly kind: AlertKind;
  readonly level: AlertLevel;
  readonly words: Buffer;
  readonly reviewOn: string | null;
  readonly since: Date;
  readonly authorId: string;
};

/** The alerts of a client that stand, the most pressing first. */
export function alertsOf(tx: Tx, clientId: string): Promise<AlertRow[]> {
  return tx.many<AlertRow>(sql`select a.id, a.version, a.kind, a.level, a.words, a.review_on as "reviewOn", a.created_at as since, a.created_by as "authorId"
    from care.alert a where a.community_id = ${tx.actor.communityId} and a.client_id = ${clientId} and a.ended_at is null
    order by array_position('{high,raised,watch}'::text[], a.level), a.created_at desc limit 20`);
}

/** Puts an alert up; false when this id was written before. */
export async function insertAlert(
  tx: Tx,
  row: Recorded & {
    id: string;
    dataClass: string;
    kind: AlertKind;
    level: AlertLevel;
    words: Buffer;
    reviewOn: string | null;
  },
): Promise<boolean> {
  const written =
    await tx.run(sql`insert into care.alert (community_id, id, client_id, organisation_id, site_id, data_class, kind, level, words, review_on, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.clientId}, ${row.organisationId}, ${row.siteId}, ${row.dataClass}, ${row.kind}, ${row.level}, ${row.words},
      ${row.reviewOn}, ${tx.actor.accountId}) on conflict (community_id, id) do nothing`);
  return written === 1;
}

/** Changes an alert that stands, or takes it down, if nobody did so first. */
export async function stepAlert(
  tx: Tx,
  alert: {
    clientId: string;
    id: string;
    version: number;
    level: AlertLevel;
    words: Buffer;
    reviewOn: string | null;
    ended: boolean;
  },
): Promise<boolean> {
  const changed =
    await tx.run(sql`update care.alert a set level = ${alert.level}, words = ${alert.words}, review_on = ${alert.reviewOn}::date,
      ended_at = case when ${alert.ended} then now() end, version = a.version + 1
    where a.community_id = ${tx.actor.communityId} and a.client_id = ${alert.clientId} and a.id = ${alert.id} and a.version = ${alert.version}
      and a.ended_at is null`);
  return changed === 1;
}

/** Whom to call, as stored; `openNow` by the community's own clock. */
export type LineRow = {
  readonly id: string;
  readonly version: number;
  readonly siteId: string | null;
  readonly nameEn: string;
  readonly nameFr: string;
  readonly phone: string;
  readonly aboutEn: string;
  readonly aboutFr: string;
  readonly days: number[];
  readonly opensAt: string | null;
  readonly closesAt: string | null;
  readonly openNow: boolean;
};

/** Whom to call at these sites (`null`: at every site) and everywhere, those who answer at this moment first. Hours past midnight belong to the day they began. */
export function linesFor(tx: Tx, siteIds: readonly string[] | null, at: Date): Promise<LineRow[]> {
  return tx.many<LineRow>(sql`
    with here as (select ${at}::timestamptz at time zone c.time_zone as moment from identity.community_view c where c.community_id = ${tx.actor.communityId})
    select l.id, l.version, l.site_id as "siteId", l.name_en as "nameEn", l.name_fr as "nameFr", l.phone, l.about_en as "aboutEn", l.about_fr as "aboutFr", l.days,
      to_char(l.opens_at, 'HH24:MI') as "opensAt", to_char(l.closes_at, 'HH24:MI') as "closesAt",
      case when l.opens_at is null then extract(isodow from h.moment)::int = any(l.days)
        when l.opens_at < l.closes_at then extract(isodow from h.moment)::int = any(l.days) and h.moment::time >= l.opens_at and h.moment::time < l.closes_at
        else (extract(isodow from h.moment)::int = any(l.days) and h.moment::time >= l.opens_at)
          or (extract(isodow from h.moment - interval '1 day')::int = any(l.days) and h.moment::time < l.closes_at) end as "openNow"
    from care.crisis_line l cross join here h
    where l.community_id = ${tx.actor.communityId} and l.ended_at is null and (l.site_id is null or ${siteIds === null} or l.site_id = any(${siteIds ?? []}::uuid[]))
    order by "openNow" desc, l.site_id is null, l.position, l.id limit 50`);
}

/** A line as a coordinator or steward wrote it. */
export type LineGiven = Omit<LineRow, 'openNow'> & { readonly ended: boolean };

/** Adds a line; false when this id was written before. */
export async function insertLine(tx: Tx, line: LineGiven): Promise<boolean> {
  const written =
    await tx.run(sql`insert into care.crisis_line (community_id, id, site_id, name_en, name_fr, phone, about_en, about_fr, days, opens_at, closes_at, created_by)
    values (${tx.actor.communityId}, ${line.id}, ${line.siteId}, ${line.nameEn}, ${line.nameFr}, ${line.phone}, ${line.aboutEn}, ${line.aboutFr},
      ${line.days}::smallint[], ${line.opensAt}::time, ${line.closesAt}::time, ${tx.actor.accountId}) on conflict (community_id, id) do nothing`);
  return written === 1;
}

/** Replaces a line if nobody did so first, or takes it off the list. */
export async function replaceLine(tx: Tx, line: LineGiven): Promise<boolean> {
  const changed =
    await tx.run(sql`update care.crisis_line l set site_id = ${line.siteId}, name_en = ${line.nameEn}, name_fr = ${line.nameFr}, phone = ${line.phone},
      about_en = ${line.aboutEn}, about_fr = ${line.aboutFr}, days = ${line.days}::smallint[], opens_at = ${line.opensAt}::time, closes_at = ${line.closesAt}::time,
      ended_at = case when ${line.ended} then now() end, version = l.version + 1
    where l.community_id = ${tx.actor.communityId} and l.id = ${line.id} and l.version = ${line.version} and l.ended_at is null`);
  return changed === 1;
}

/** A crisis as stored. */
export type CrisisRow = {
  readonly id: string;
  readonly happenedAt: Date;
  readonly team: string;
  readonly authorId: string;
  readonly done: CrisisStep[];
  readonly escalated: boolean;
  readonly note: Buffer | null;
};

/** The latest crises of a client. */
export function crisesOf(tx: Tx, clientId: string): Promise<CrisisRow[]> {
  return tx.many<CrisisRow>(sql`select c.id, c.happened_at as "happenedAt", c.team, c.created_by as "authorId", c.done, c.escalated, c.note
    from care.crisis c where c.community_id = ${tx.actor.communityId} and c.client_id = ${clientId} order by c.happened_at desc, c.id desc limit 5`);
}

/** Whether a crisis under this id is the actor's own, already recorded; undefined when there is none they may see. */
export function crisisAuthor(
  tx: Tx,
  clientId: string,
  id: string,
): Promise<{ authorId: string } | undefined> {
  return tx.maybe(
    sql`select c.created_by as "authorId" from care.crisis c where c.community_id = ${tx.actor.communityId} and c.id = ${id} and c.client_id = ${clientId}`,
  );
}

/** Writes a crisis; false when this id was written before. */
export async function insertCrisis(
  tx: Tx,
  row: Recorded & {
    id: string;
    dataClass: string;
    team: string;
    happenedAt: string;
    done: readonly CrisisStep[];
    escalated: boolean;
    note: Buffer | null;
    followUpId: string;
  },
): Promise<boolean> {
  const written =
    await tx.run(sql`insert into care.crisis (community_id, id, client_id, organisation_id, site_id, data_class, team, happened_at, done, escalated, note,
      follow_up_id, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.clientId}, ${row.organisationId}, ${row.siteId}, ${row.dataClass}, ${row.team}, ${row.happenedAt},
      ${row.done}::text[], ${row.escalated}, ${row.note}, ${row.followUpId}, ${tx.actor.accountId}) on conflict (community_id, id) do nothing`);
  return written === 1;
}
