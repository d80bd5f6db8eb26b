import type { Tx } from '../../../kernel/server/scope.ts';
import { sql } from '../../../kernel/server/sql.ts';
import type { EmployerContactLine, JobLine } from '../contract.ts';

/** A job as stored: names sealed. */
export type JobRow = Omit<JobLine, 'employerName' | 'title'> & {
  readonly employerName: Buffer;
  readonly title: Buffer;
};

/** A contact with an employer as stored. */
export type EmployerContactRow = Omit<EmployerContactLine, 'employerName'> & {
  readonly employerName: Buffer;
};

/** Where a row is recorded. */
export type Recorded = {
  readonly clientId: string;
  readonly siteId: string;
  readonly organisationId: string;
};

const jobColumns = sql`j.id, j.version, j.program_code as "programCode", j.employer_name as "employerName", j.title, j.competitive, j.permanent, j.trade_code as trade,
  j.employer_id as "employerId", j.hourly_wage as "hourlyWage",
  j.weekly_hours as "weeklyHours", j.disclosure_code as disclosure, j.started_on as "startedOn", j.ended_on as "endedOn", j.end_reason_code as "endReason"`;

/** Writes a job. */
export async function insertJob(
  tx: Tx,
  job: Recorded & Omit<JobRow, 'version' | 'endedOn' | 'endReason'>,
): Promise<void> {
  await tx.run(sql`insert into employment.job (community_id, id, client_id, organisation_id, site_id, program_code, employer_name, title, competitive, permanent,
      trade_code, employer_id, hourly_wage, weekly_hours, disclosure_code, started_on, created_by)
    values (${tx.actor.communityId}, ${job.id}, ${job.clientId}, ${job.organisationId}, ${job.siteId}, ${job.programCode}, ${job.employerName}, ${job.title},
      ${job.competitive}, ${job.permanent}, ${job.trade}, ${job.employerId}, ${job.hourlyWage}, ${job.weeklyHours}, ${job.disclosure}, ${job.startedOn}, ${tx.actor.accountId})`);
}

/** One job the actor may see. */
export function jobById(tx: Tx, clientId: string, id: string): Promise<JobRow | undefined> {
  return tx.maybe<JobRow>(
    sql`select ${jobColumns} from employment.job j where j.community_id = ${tx.actor.communityId} and j.id = ${id} and j.client_id = ${clientId}`,
  );
}

/** The jobs of a client, latest first. */
export function jobsOf(tx: Tx, clientId: string): Promise<JobRow[]> {
  return tx.many<JobRow>(sql`select ${jobColumns} from employment.job j where j.community_id = ${tx.actor.communityId} and j.client_id = ${clientId}
    order by j.started_on desc, j.id desc limit 100`);
}

/** Ends a job if nobody changed it first. */
export async function closeJob(
  tx: Tx,
  end: { id: string; version: number; endedOn: string; reason: string },
): Promise<boolean> {
  const changed =
    await tx.run(sql`update employment.job j set ended_on = ${end.endedOn}, end_reason_code = ${end.reason}, version = j.version + 1
    where j.community_id = ${tx.actor.communityId} and j.id = ${end.id} and j.version = ${end.version}`);
  return changed === 1;
}

/** Writes a contact with an employer. */
export async function insertEmployerContact(
  tx: Tx,
  row: Recorded & EmployerContactRow & { programCode: string | null; employerId: string | null },
): Promise<void> {
  await tx.run(sql`insert into employment.employer_contact (community_id, id, client_id, organisation_id, site_id, program_code, employer_name, kind_code, made_by,
      in_person, as_wished, employer_id, contact_on, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.clientId}, ${row.organisationId}, ${row.siteId}, ${row.programCode}, ${row.employerName}, ${row.kind},
      ${row.madeBy}, ${row.inPerson}, ${row.asWished}, ${row.employerId}, ${row.contactOn}, ${tx.actor.accountId})`);
}

/** The contacts with employers for a client, latest first. */
export function employerContactsOf(tx: Tx, clientId: string): Promise<EmployerContactRow[]> {
  return tx.many<EmployerContactRow>(sql`select c.id, c.employer_name as "employerName", c.kind_code as kind, c.made_by as "madeBy", c.in_person as "inPerson", c.as_wished as "asWished", c.contact_on as "contactOn"
    from employment.employer_contact c where c.community_id = ${tx.actor.communityId} and c.client_id = ${clientId} order by c.contact_on desc, c.id desc limit 200`);
}

/** Today, the day of the client's latest enrolment, and the first contact with an employer from then on. */
export function searchOf(
  tx: Tx,
  clientId: string,
): Promise<{ today: string; enrolledOn: string | null; firstOn: string | null }> {
  return tx.one(sql`select pathway.day_of(now()) as today, s.enrolled_on as "enrolledOn", s.first_employer_contact_on as "firstOn"
    from (select 1) as one left join lateral (select f.enrolled_on, f.first_employer_contact_on from employment.search_fact f
      where f.community_id = ${tx.actor.communityId} and f.client_id = ${clientId} order by f.enrolled_on desc limit 1) s on true`);
}
