import type { Tx } from '../../../../kernel/server/scope.ts';
import { allOf, type Sql, sql } from '../../../../kernel/server/sql.ts';
import { type ReferralState, answerDays as usualDays } from '../../model.ts';

/** A referral as stored; moments are Dates, days text. */
export type ReferralRow = {
  readonly id: string;
  readonly version: number;
  readonly clientId: string;
  readonly organisationId: string;
  readonly siteId: string;
  readonly direction: 'in' | 'out';
  readonly toOrganisationId: string | null;
  readonly programCode: string | null;
  readonly serviceId: string | null;
  readonly serviceNameEn: string | null;
  readonly serviceNameFr: string | null;
  readonly sourceCode: string;
  readonly channelCode: string;
  readonly agreementId: string | null;
  readonly answerBy: string | null;
  readonly state: ReferralState;
  readonly stateSince: Date;
  readonly reasonCode: string | null;
  readonly referredAt: Date;
  readonly referredOn: string;
  readonly note: Buffer | null;
};

const columns = sql`r.id, r.version, r.client_id as "clientId", r.organisation_id as "organisationId", r.site_id as "siteId", r.direction,
  r.to_organisation_id as "toOrganisationId", r.program_code as "programCode", r.service_id as "serviceId", r.service_name_en as "serviceNameEn",
  r.service_name_fr as "serviceNameFr", r.source_code as "sourceCode", r.channel_code as "channelCode", r.agreement_id as "agreementId", r.answer_by as "answerBy", r.state, r.state_since as "stateSince",
  r.reason_code as "reasonCode", r.referred_at as "referredAt", r.referred_on as "referredOn", r.note`;

const open = sql`r.state in ('draft', 'sent', 'accepted', 'waiting', 'in_progress')`;

/** One referral the actor may see. */
export function referralById(tx: Tx, clientId: string, id: string): Promise<ReferralRow | undefined> {
  return tx.maybe<ReferralRow>(
    sql`select ${columns} from pathway.referral r where r.community_id = ${tx.actor.communityId} and r.id = ${id} and r.client_id = ${clientId}`,
  );
}

/** All referrals of a client, newest first. */
export function referralsOf(tx: Tx, clientId: string): Promise<ReferralRow[]> {
  return tx.many<ReferralRow>(sql`select ${columns} from pathway.referral r
    where r.community_id = ${tx.actor.communityId} and r.client_id = ${clientId} order by r.referred_at desc, r.id desc limit 200`);
}

/** Which referrals are asked for: at these sites, one direction, and how far along. */
export type ReferralsAsked = {
  readonly siteIds: readonly string[];
  readonly direction: 'in' | 'out' | 'any';
  readonly which: 'unanswered' | 'overdue' | 'open' | 'all';
  readonly channelCode?: string | undefined;
  readonly programCode?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
};

/** What lies after the cursor, in the order of the list. */
function afterCursor(tx: Tx, asked: ReferralsAsked): Sql {
  if (asked.after === undefined) return sql``;
  const cursor = sql`(select c from pathway.referral c where c.community_id = ${tx.actor.communityId} and c.id = ${asked.after})`;
  if (asked.which !== 'all')
    return sql`and (r.state_since, r.id) > ((${cursor}).state_since, (${cursor}).id)`;
  return sql`and r.referred_at <= (${cursor}).referred_at and (r.referred_at < (${cursor}).referred_at or r.id > (${cursor}).id)`;
}

/** One more referral than the page holds: open ones longest-standing first, all newest first. Each site and direction is read in the order of its own index, so that only what is shown is looked at. */
export function referralsPage(tx: Tx, asked: ReferralsAsked): Promise<ReferralRow[]> {
  const conditions: Sql[] = [
    sql`r.community_id = ${tx.actor.communityId}`,
    sql`r.site_id = s.id`,
    sql`r.direction = d.direction`,
  ];
  const all = asked.which === 'all';
  if (!all) conditions.push(open);
  if (asked.which === 'unanswered' || asked.which === 'overdue') conditions.push(sql`r.state = 'sent'`);
  if (asked.which === 'overdue')
    conditions.push(
      sql`coalesce(r.answer_by, r.state_since::date + ${usualDays}::int) < (select pathway.day_of(now()))`,
    );
  if (asked.channelCode !== undefined) conditions.push(sql`r.channel_code = ${asked.channelCode}`);
  if (asked.programCode !== undefined) conditions.push(sql`r.program_code = ${asked.programCode}`);
  const order = all ? sql`r.referred_at desc, r.id` : sql`r.state_since, r.id`;
  const most = asked.limit + 1;
  const directions = asked.direction === 'any' ? ['in', 'out'] : [asked.direction];
  return tx.many<ReferralRow>(sql`select ${columns} from unnest(${asked.siteIds}::uuid[]) as s (id) cross join unnest(${directions}::text[]) as d (direction)
    cross join lateral (
      select * from pathway.referral r where ${allOf(conditions)} ${afterCursor(tx, asked)} order by ${order} limit ${most}) r
    order by ${order} limit ${most}`);
}

/** One more referral of the actor's own making than the page holds, newest first. */
export function minePage(
  tx: Tx,
  asked: { after?: string | undefined; limit: number },
): Promise<ReferralRow[]> {
  const community = tx.actor.communityId;
  const cursor = sql`(select c from pathway.referral c where c.community_id = ${community} and c.id = ${asked.after ?? null})`;
  const further =
    asked.after === undefined
      ? sql``
      : sql`and r.referred_at <= (${cursor}).referred_at and (r.referred_at < (${cursor}).referred_at or r.id > (${cursor}).id)`;
  return tx.many<ReferralRow>(sql`select ${columns} from pathway.referral r where r.community_id = ${community} and r.created_by = ${tx.actor.accountId} ${further}
    order by r.referred_at desc, r.id limit ${asked.limit + 1}`);
}

/** A referral about to be written; `days` until an answer is owed, counted from the day it is sent. */
export type NewReferral = Omit<
  ReferralRow,
  'version' | 'stateSince' | 'reasonCode' | 'referredAt' | 'referredOn' | 'answerBy'
> & {
  readonly referredAt: string;
  readonly days: number;
};

/** Writes a referral; its day is the community's. */
export async function insertReferral(tx: Tx, row: NewReferral): Promise<void> {
  await tx.run(sql`insert into pathway.referral (community_id, id, client_id, organisation_id, site_id, direction, to_organisation_id, program_code,
      service_id, service_name_en, service_name_fr, source_code, channel_code, state, state_since, referred_at, referred_on, agreement_id, answer_by, note, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.clientId}, ${row.organisationId}, ${row.siteId}, ${row.direction}, ${row.toOrganisationId}, ${row.programCode},
      ${row.serviceId}, ${row.serviceNameEn}, ${row.serviceNameFr}, ${row.sourceCode}, ${row.channelCode}, ${row.state}, ${row.referredAt}, ${row.referredAt},
      pathway.day_of(${row.referredAt}), ${row.agreementId}, case when ${row.state} = 'sent' then pathway.day_of(${row.referredAt}) + ${row.days}::int end, ${row.note}, ${tx.actor.accountId})`);
}

/** A step of a referral: where it goes, why, and the days that come with it. */
export type ReferralStep = {
  readonly id: string;
  readonly version: number;
  readonly to: ReferralState;
  readonly reasonCode?: string | undefined;
  readonly waitingFrom?: string | undefined;
  readonly waitingTo?: string | undefined;
  readonly enrolledOn?: string | undefined;
  readonly closedOn?: string | undefined;
  /** Days until an answer is owed, when this step sends it. */
  readonly days?: number | undefined;
};

/** Moves a referral on if nobody did so first; false when its version has moved on. Sending it starts its clock, reopening it clears its end. */
export async function stepReferral(tx: Tx, step: ReferralStep): Promise<boolean> {
  const ends = ['declined', 'helped', 'could_not_help', 'withdrawn'].includes(step.to);
  const moved =
    await tx.run(sql`update pathway.referral r set state = ${step.to}, state_since = now(), version = r.version + 1,
      reason_code = ${step.reasonCode ?? null},
      referred_at = case when r.state = 'draft' then now() else r.referred_at end,
      referred_on = case when r.state = 'draft' then pathway.day_of(now()) else r.referred_on end,
      answered_on = coalesce(r.answered_on, case when r.state = 'sent' then pathway.day_of(now()) end),
      waiting_from = coalesce(r.waiting_from, ${step.waitingFrom ?? null}::date),
      waiting_to = coalesce(${step.waitingTo ?? null}::date, case when ${ends} and r.state = 'waiting' then pathway.day_of(now()) else r.waiting_to end),
      answer_by = case when ${step.to} = 'sent' then pathway.day_of(now()) + ${step.days ?? usualDays}::int else r.answer_by end,
      enrolled_on = coalesce(${step.enrolledOn ?? null}::date, r.enrolled_on),
      closed_on = case when ${ends} then coalesce(${step.closedOn ?? null}::date, pathway.day_of(now())) end
    where r.community_id = ${tx.actor.communityId} and r.id = ${step.id} and r.version = ${step.version}`);
  return moved === 1;
}

/** Today where the community is. */
export function communityDay(tx: Tx): Promise<{ day: string }> {
  return tx.one(sql`select pathway.day_of(now()) as day`);
}

/** A site by id: whose it is. */
export function siteById(tx: Tx, id: string): Promise<{ organisationId: string } | undefined> {
  return tx.maybe(
    sql`select organisation_id as "organisationId" from identity.site_view where community_id = ${tx.actor.communityId} and id = ${id}`,
  );
}

/** The site and organisation a client belongs to, if the actor may know of them. */
export function clientHome(
  tx: Tx,
  id: string,
): Promise<{ siteId: string; organisationId: string } | undefined> {
  return tx.maybe(
    sql`select site_id as "siteId", organisation_id as "organisationId" from people.client where community_id = ${tx.actor.communityId} and id = ${id}`,
  );
}

/** The name of a service of the directory, in both languages where it has them. */
export function serviceName(tx: Tx, id: string): Promise<{ en: string; fr: string } | undefined> {
  return tx.maybe(sql`select s.name as en, coalesce(s.translations -> 'fr' ->> 'name', s.name) as fr from directory.service_card s
    where s.community_id = ${tx.actor.communityId} and s.id = ${id}`);
}

/** One dated step, to be kept. */
export type NewChange = {
  readonly id: string;
  readonly clientId: string;
  readonly organisationId: string;
  readonly subject: 'referral' | 'waitlist' | 'enrolment';
  readonly subjectId: string;
  readonly fromCode: string | null;
  readonly toCode: string;
  readonly reasonCode?: string | undefined;
  readonly note: Buffer | null;
};

/** Keeps a dated step. */
export async function insertChange(tx: Tx, change: NewChange): Promise<void> {
  await tx.run(sql`insert into pathway.change (community_id, id, client_id, organisation_id, subject, subject_id, from_code, to_code, reason_code, note, at, created_by)
    values (${tx.actor.communityId}, ${change.id}, ${change.clientId}, ${change.organisationId}, ${change.subject}, ${change.subjectId}, ${change.fromCode},
      ${change.toCode}, ${change.reasonCode ?? null}, ${change.note}, now(), ${tx.actor.accountId})`);
}

/** A dated step as stored. */
export type ChangeRow = Omit<NewChange, 'reasonCode' | 'organisationId'> & {
  readonly reasonCode: string | null;
  readonly at: Date;
};

/** The steps of one referral, oldest first, with whoever took each. */
export function stepsOf(
  tx: Tx,
  clientId: string,
  id: string,
): Promise<(ChangeRow & { readonly toCode: ReferralState; readonly by: string })[]> {
  return tx.many(sql`select c.id, c.client_id as "clientId", c.subject, c.subject_id as "subjectId", c.from_code as "fromCode", c.to_code as "toCode",
      c.reason_code as "reasonCode", c.note, c.at, c.created_by as by
    from pathway.change c where c.community_id = ${tx.actor.communityId} and c.subject_id = ${id} and c.client_id = ${clientId} and c.subject = 'referral'
    order by c.at, c.id limit 200`);
}

/** Every dated step of a client's pathway, oldest first. */
export function changesOf(tx: Tx, clientId: string, subjectIds: readonly string[]): Promise<ChangeRow[]> {
  return tx.many<ChangeRow>(sql`select c.id, c.client_id as "clientId", c.subject, c.subject_id as "subjectId", c.from_code as "fromCode", c.to_code as "toCode",
      c.reason_code as "reasonCode", c.note, c.at
    from pathway.change c where c.community_id = ${tx.actor.communityId} and c.subject_id = any(${subjectIds}::uuid[]) and c.client_id = ${clientId}
    order by c.at, c.id limit 1000`);
}
