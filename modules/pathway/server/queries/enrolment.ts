import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

/** An enrolment as stored. */
export type EnrolmentRow = {
  readonly id: string;
  readonly version: number;
  readonly clientId: string;
  readonly organisationId: string;
  readonly siteId: string;
  readonly programCode: string;
  readonly programVersion: string;
  readonly referralId: string;
  readonly stageCode: string;
  readonly stageSince: Date;
  readonly enrolledOn: string;
  readonly endedOn: string | null;
  readonly endReasonCode: string | null;
};

const columns = sql`e.id, e.version, e.client_id as "clientId", e.organisation_id as "organisationId", e.site_id as "siteId", e.program_code as "programCode",
  e.program_version as "programVersion", e.referral_id as "referralId", e.stage_code as "stageCode", e.stage_since as "stageSince",
  e.enrolled_on as "enrolledOn", e.ended_on as "endedOn", e.end_reason_code as "endReasonCode"`;

/** An enrolment about to begin. */
export type NewEnrolment = Omit<EnrolmentRow, 'version' | 'stageSince' | 'endedOn' | 'endReasonCode'> & {
  readonly waitlistEntryId: string | null;
  readonly referredOn: string;
};

/** Writes an enrolment. */
export async function insertEnrolment(tx: Tx, row: NewEnrolment): Promise<void> {
  await tx.run(sql`insert into pathway.enrolment (community_id, id, client_id, organisation_id, site_id, program_code, program_version, referral_id,
      waitlist_entry_id, referred_on, stage_code, stage_since, enrolled_on, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.clientId}, ${row.organisationId}, ${row.siteId}, ${row.programCode}, ${row.programVersion}, ${row.referralId},
      ${row.waitlistEntryId}, ${row.referredOn}, ${row.stageCode}, now(), ${row.enrolledOn}, ${tx.actor.accountId})`);
}

/** One enrolment the actor may see. */
export function enrolmentById(tx: Tx, clientId: string, id: string): Promise<EnrolmentRow | undefined> {
  return tx.maybe<EnrolmentRow>(
    sql`select ${columns} from pathway.enrolment e where e.community_id = ${tx.actor.communityId} and e.id = ${id} and e.client_id = ${clientId}`,
  );
}

/** All enrolments of a client, latest first. */
export function enrolmentsOf(tx: Tx, clientId: string): Promise<EnrolmentRow[]> {
  return tx.many<EnrolmentRow>(sql`select ${columns} from pathway.enrolment e
    where e.community_id = ${tx.actor.communityId} and e.client_id = ${clientId} order by e.enrolled_on desc, e.id desc limit 100`);
}

/** A page of who is enrolled. */
export type EnrolledAsked = {
  readonly siteId: string;
  readonly programCode: string;
  readonly stageCode?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

/** One more enrolment than the page holds, by stage, longest in it first. */
export function enrolledPage(tx: Tx, asked: EnrolledAsked): Promise<EnrolmentRow[]> {
  const community = tx.actor.communityId;
  const stage = asked.stageCode === undefined ? sql`` : sql`and e.stage_code = ${asked.stageCode}`;
  const after =
    asked.after === undefined
      ? sql``
      : sql`and (e.stage_code, e.stage_since, e.id) > (select c.stage_code, c.stage_since, c.id from pathway.enrolment c where c.community_id = ${community} and c.id = ${asked.after})`;
  return tx.many<EnrolmentRow>(sql`select ${columns} from pathway.enrolment e where e.community_id = ${community} and e.site_id = ${asked.siteId}
    and e.program_code = ${asked.programCode} and e.ended_on is null ${stage} ${after} order by e.stage_code, e.stage_since, e.id limit ${asked.limit + 1}`);
}

/** Moves an enrolment to another stage if nobody changed it first. */
export async function stepStage(tx: Tx, id: string, version: number, stageCode: string): Promise<boolean> {
  const moved =
    await tx.run(sql`update pathway.enrolment e set stage_code = ${stageCode}, stage_since = now(), version = e.version + 1
    where e.community_id = ${tx.actor.communityId} and e.id = ${id} and e.version = ${version} and e.ended_on is null`);
  return moved === 1;
}

/** Ends an enrolment if nobody changed it first. */
export async function closeEnrolment(
  tx: Tx,
  end: { id: string; version: number; endedOn: string; reasonCode: string; stageCode: string },
): Promise<boolean> {
  const moved =
    await tx.run(sql`update pathway.enrolment e set ended_on = ${end.endedOn}, end_reason_code = ${end.reasonCode}, stage_code = ${end.stageCode},
      stage_since = now(), version = e.version + 1
    where e.community_id = ${tx.actor.communityId} and e.id = ${end.id} and e.version = ${end.version} and e.ended_on is null`);
  return moved === 1;
}

/** How many stand at one stage, and since when the longest of them; `version` is the latest of the program among them. */
export type Standing = {
  readonly state: string;
  readonly code: string;
  readonly version: string | null;
  readonly count: number;
  readonly oldest: Date;
};

/** Everybody who stands somewhere in a program at a site, counted without looking at anybody: referrals by state, waits, enrolments by stage. */
export function standings(tx: Tx, siteId: string, programCode: string): Promise<Standing[]> {
  const community = tx.actor.communityId;
  return tx.count<Standing>(sql`
    select case when r.state = 'sent' then 'referral' else 'screening' end as state, '' as code, null::text as version, count(*) as count, min(r.state_since) as oldest
      from pathway.referral r where r.community_id = ${community} and r.site_id = ${siteId} and r.direction = 'in' and r.state in ('draft', 'sent', 'accepted', 'waiting', 'in_progress')
        and r.state in ('sent', 'accepted') and r.program_code = ${programCode} group by 1
    union all
    select 'waiting', '', null, count(*), min(w.joined_at) from pathway.waitlist_entry w
      where w.community_id = ${community} and w.site_id = ${siteId} and w.program_code = ${programCode} and w.state in ('waiting', 'offered') having count(*) > 0
    union all
    select 'enrolled', e.stage_code, max(e.program_version), count(*), min(e.stage_since) from pathway.enrolment e
      where e.community_id = ${community} and e.site_id = ${siteId} and e.program_code = ${programCode} and e.ended_on is null group by e.stage_code`);
}
