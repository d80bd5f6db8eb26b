import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { EmployerLine, MeetingLine, OpeningLine } from '../../register/contract.ts';

/** An employer as stored: name, place and note sealed together. */
export type EmployerRow = Omit<EmployerLine, 'name' | 'place' | 'note'> & { readonly body: Buffer };

/** A meeting as stored. */
export type MeetingRow = Omit<MeetingLine, 'person' | 'note' | 'by'> & {
  readonly body: Buffer;
  readonly byId: string;
};

const employerColumns = sql`e.id, e.version, e.body, e.trade_code as trade, e.closed_on is not null as closed,
  (select count(*)::int from employment.employer_meeting m where m.community_id = e.community_id and m.employer_id = e.id) as meetings,
  (select max(m.met_on) from employment.employer_meeting m where m.community_id = e.community_id and m.employer_id = e.id) as "lastMetOn",
  (select count(*)::int from employment.opening o where o.community_id = e.community_id and o.employer_id = e.id and o.closed_on is null) as openings`;

/** The employers of the actor's organisations. */
export function employersOf(tx: Tx, closed: boolean): Promise<EmployerRow[]> {
  return tx.many<EmployerRow>(sql`select ${employerColumns} from employment.employer e
    where e.community_id = ${tx.actor.communityId} and (e.closed_on is null or ${closed}) limit 2000`);
}

/** One employer the actor may see. */
export function employerById(
  tx: Tx,
  id: string,
): Promise<(EmployerRow & { organisationId: string }) | undefined> {
  return tx.maybe(sql`select ${employerColumns}, e.organisation_id as "organisationId" from employment.employer e
    where e.community_id = ${tx.actor.communityId} and e.id = ${id}`);
}

/** Writes an employer. */
export function insertEmployer(
  tx: Tx,
  row: { id: string; organisationId: string; body: Buffer; trade: string | null },
): void {
  tx.write(sql`insert into employment.employer (community_id, id, organisation_id, body, trade_code, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.organisationId}, ${row.body}, ${row.trade}, ${tx.actor.accountId})`);
}

/** Replaces what is said of an employer if nobody did so first. */
export async function replaceEmployer(
  tx: Tx,
  row: { id: string; version: number; body: Buffer; trade: string | null; closed: boolean },
): Promise<boolean> {
  const changed =
    await tx.run(sql`update employment.employer e set body = ${row.body}, trade_code = ${row.trade},
      closed_on = case when ${row.closed} then coalesce(e.closed_on, pathway.day_of(now())) end, version = e.version + 1
    where e.community_id = ${tx.actor.communityId} and e.id = ${row.id} and e.version = ${row.version}`);
  return changed === 1;
}

/** Writes a meeting. */
export function insertMeeting(
  tx: Tx,
  row: {
    id: string;
    employerId: string;
    organisationId: string;
    siteId: string;
    metOn: string;
    way: string;
    purpose: string;
    body: Buffer;
  },
): void {
  tx.write(sql`insert into employment.employer_meeting (community_id, id, employer_id, organisation_id, site_id, met_on, way_code, purpose_code, body, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.employerId}, ${row.organisationId}, ${row.siteId}, ${row.metOn}, ${row.way}, ${row.purpose}, ${row.body},
      ${tx.actor.accountId})`);
}

/** The meetings with an employer, latest first. */
export function meetingsOf(tx: Tx, employerId: string): Promise<MeetingRow[]> {
  return tx.many<MeetingRow>(sql`select m.id, m.met_on as "metOn", m.way_code as way, m.purpose_code as purpose, m.body, m.created_by as "byId"
    from employment.employer_meeting m where m.community_id = ${tx.actor.communityId} and m.employer_id = ${employerId} order by m.met_on desc, m.id desc limit 200`);
}

const openingColumns = sql`o.id, o.version, o.employer_id as "employerId", o.title, o.trade_code as trade, o.weekly_hours as "weeklyHours", o.hourly_wage as "hourlyWage",
  o.note, o.opened_on as "openedOn", o.closed_on as "closedOn", o.close_code as closing`;

/** The openings that stand, or all of one employer, latest first. */
export function openingsOf(tx: Tx, employerId?: string): Promise<OpeningLine[]> {
  const which = employerId === undefined ? sql`o.closed_on is null` : sql`o.employer_id = ${employerId}`;
  return tx.many<OpeningLine>(sql`select ${openingColumns} from employment.opening o where o.community_id = ${tx.actor.communityId} and ${which}
    order by o.opened_on desc, o.id desc limit 500`);
}

/** One opening the actor may see. */
export function openingById(tx: Tx, id: string): Promise<OpeningLine | undefined> {
  return tx.maybe<OpeningLine>(
    sql`select ${openingColumns} from employment.opening o where o.community_id = ${tx.actor.communityId} and o.id = ${id}`,
  );
}

/** Writes an opening. */
export function insertOpening(
  tx: Tx,
  row: Omit<OpeningLine, 'version' | 'closedOn' | 'closing'> & { organisationId: string },
): void {
  tx.write(sql`insert into employment.opening (community_id, id, employer_id, organisation_id, title, trade_code, weekly_hours, hourly_wage, note, opened_on, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.employerId}, ${row.organisationId}, ${row.title}, ${row.trade}, ${row.weeklyHours}, ${row.hourlyWage}, ${row.note},
      ${row.openedOn}, ${tx.actor.accountId})`);
}

/** Ends an opening if nobody did so first. */
export async function endOpening(
  tx: Tx,
  end: { id: string; version: number; closedOn: string; closing: string },
): Promise<boolean> {
  const changed =
    await tx.run(sql`update employment.opening o set closed_on = ${end.closedOn}, close_code = ${end.closing}, version = o.version + 1
    where o.community_id = ${tx.actor.communityId} and o.id = ${end.id} and o.version = ${end.version} and o.closed_on is null`);
  return changed === 1;
}
