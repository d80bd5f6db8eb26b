import type { Tx } from '../../../kernel/server/scope.ts';
import { sql } from '../../../kernel/server/sql.ts';
import type { ActivityLine, CounsellingLine, SupportLine } from '../contract.ts';
import type { Recorded } from './queries.ts';

/** A vocational profile as stored. */
export type ProfileRow = {
  readonly id: string;
  readonly version: number;
  readonly reviewedOn: string;
  readonly body: Buffer;
  readonly changedBy: string;
  readonly changedAt: Date;
};

/** Support after a job began, as stored. */
export type SupportRow = Omit<SupportLine, 'note'> & { readonly note: Buffer | null };

/** Other activity as stored. */
export type ActivityRow = Omit<ActivityLine, 'name'> & { readonly name: Buffer };

/** Benefits counselling as stored. */
export type CounsellingRow = Omit<CounsellingLine, 'note' | 'table'> & {
  readonly note: Buffer | null;
  readonly tableId: string | null;
  readonly tableName: string | null;
  readonly tableSource: string | null;
  readonly tableSourceOn: string | null;
};

/** The profile that an organisation keeps of a client, else the one last gone through that the actor may see. */
export function profileOf(tx: Tx, clientId: string): Promise<ProfileRow | undefined> {
  return tx.maybe<ProfileRow>(sql`select p.id, p.version, p.reviewed_on as "reviewedOn", p.body, coalesce(p.changed_by, p.created_by) as "changedBy",
      coalesce(p.changed_at, p.created_at) as "changedAt" from employment.profile p
    where p.community_id = ${tx.actor.communityId} and p.client_id = ${clientId}
    order by p.organisation_id = any(${tx.actor.organisationIds}::uuid[]) desc, p.reviewed_on desc limit 1`);
}

/** Writes a first profile; false when the organisation has one of this client already. */
export async function insertProfile(tx: Tx, row: Recorded & { id: string; body: Buffer }): Promise<boolean> {
  const written =
    await tx.run(sql`insert into employment.profile (community_id, id, client_id, organisation_id, site_id, body, reviewed_on, created_by, changed_by, changed_at)
    values (${tx.actor.communityId}, ${row.id}, ${row.clientId}, ${row.organisationId}, ${row.siteId}, ${row.body}, pathway.day_of(now()), ${tx.actor.accountId},
      ${tx.actor.accountId}, ${tx.now}) on conflict do nothing`);
  return written === 1;
}

/** Replaces a profile if nobody did so first; the text before goes to history. */
export async function replaceProfile(
  tx: Tx,
  row: { id: string; version: number; body: Buffer },
): Promise<boolean> {
  const changed =
    await tx.run(sql`update employment.profile p set body = ${row.body}, reviewed_on = pathway.day_of(now()), changed_by = ${tx.actor.accountId},
      changed_at = ${tx.now}, version = p.version + 1
    where p.community_id = ${tx.actor.communityId} and p.id = ${row.id} and p.version = ${row.version}`);
  return changed === 1;
}

/** Writes support given. */
export function insertSupport(tx: Tx, row: Recorded & SupportRow): void {
  tx.write(sql`insert into employment.support (community_id, id, client_id, organisation_id, site_id, job_id, supported_on, with_code, way_code, kind_code, note, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.clientId}, ${row.organisationId}, ${row.siteId}, ${row.jobId}, ${row.supportedOn}, ${row.with}, ${row.way},
      ${row.kind}, ${row.note}, ${tx.actor.accountId})`);
}

/** Support given to a client, latest first. */
export function supportsOf(tx: Tx, clientId: string): Promise<SupportRow[]> {
  return tx.many<SupportRow>(sql`select s.id, s.job_id as "jobId", s.supported_on as "supportedOn", s.with_code as "with", s.way_code as way, s.kind_code as kind, s.note
    from employment.support s where s.community_id = ${tx.actor.communityId} and s.client_id = ${clientId} order by s.supported_on desc, s.id desc limit 100`);
}

/** Writes other activity. */
export function insertActivity(
  tx: Tx,
  row: Recorded & Omit<ActivityRow, 'version' | 'endedOn' | 'outcome'>,
): void {
  tx.write(sql`insert into employment.activity (community_id, id, client_id, organisation_id, site_id, kind_code, name, weekly_hours, started_on, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.clientId}, ${row.organisationId}, ${row.siteId}, ${row.kind}, ${row.name}, ${row.weeklyHours}, ${row.startedOn},
      ${tx.actor.accountId})`);
}

/** Other activity of a client, latest first. */
export function activitiesOf(tx: Tx, clientId: string): Promise<ActivityRow[]> {
  return tx.many<ActivityRow>(sql`select a.id, a.version, a.kind_code as kind, a.name, a.weekly_hours as "weeklyHours", a.started_on as "startedOn", a.ended_on as "endedOn",
      a.outcome_code as outcome
    from employment.activity a where a.community_id = ${tx.actor.communityId} and a.client_id = ${clientId} order by a.started_on desc, a.id desc limit 100`);
}

/** Ends other activity if nobody changed it first. */
export async function closeActivity(
  tx: Tx,
  end: { id: string; version: number; endedOn: string; outcome: string },
): Promise<boolean> {
  const changed =
    await tx.run(sql`update employment.activity a set ended_on = ${end.endedOn}, outcome_code = ${end.outcome}, version = a.version + 1
    where a.community_id = ${tx.actor.communityId} and a.id = ${end.id} and a.version = ${end.version} and a.ended_on is null`);
  return changed === 1;
}

/** Writes benefits counselling given. */
export function insertCounselling(
  tx: Tx,
  row: Recorded & {
    id: string;
    givenOn: string;
    by: string;
    about: string;
    tableId: string | null;
    note: Buffer | null;
  },
): void {
  tx.write(sql`insert into employment.counselling (community_id, id, client_id, organisation_id, site_id, given_on, by_code, about_code, table_id, note, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.clientId}, ${row.organisationId}, ${row.siteId}, ${row.givenOn}, ${row.by}, ${row.about}, ${row.tableId}, ${row.note},
      ${tx.actor.accountId})`);
}

/** Benefits counselling given to a client, latest first, with the table it was read from. */
export function counsellingOf(tx: Tx, clientId: string): Promise<CounsellingRow[]> {
  return tx.many<CounsellingRow>(sql`select c.id, c.given_on as "givenOn", c.by_code as by, c.about_code as about, c.note, t.id as "tableId", t.name as "tableName",
      t.source as "tableSource", t.source_on as "tableSourceOn"
    from employment.counselling c left join employment.benefit_table t on t.community_id = c.community_id and t.id = c.table_id
    where c.community_id = ${tx.actor.communityId} and c.client_id = ${clientId} order by c.given_on desc, c.id desc limit 100`);
}
