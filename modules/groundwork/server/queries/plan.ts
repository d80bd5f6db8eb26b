import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

/** A plan as stored. */
export type PlanRow = {
  readonly id: string;
  readonly version: number;
  readonly siteId: string;
  readonly organisationId: string;
  readonly programCode: string;
  readonly templateVersion: string;
  readonly opensOn: string;
  readonly closedOn: string | null;
};

/** A step as stored. */
export type StepRow = {
  readonly id: string;
  readonly version: number;
  readonly planId: string;
  readonly siteId: string;
  readonly phaseCode: string;
  readonly stepCode: string | null;
  readonly title: string | null;
  readonly accountId: string | null;
  readonly who: string | null;
  readonly dueOn: string | null;
  readonly doneOn: string | null;
  readonly notNeeded: boolean;
  readonly inTheWay: string | null;
};

const plan = sql`p.id, p.version, p.site_id as "siteId", p.organisation_id as "organisationId", p.program_code as "programCode",
  p.template_version as "templateVersion", p.opens_on as "opensOn", p.closed_on as "closedOn"`;
const step = sql`s.id, s.version, s.plan_id as "planId", s.site_id as "siteId", s.phase_code as "phaseCode", s.step_code as "stepCode", s.title,
  s.account_id as "accountId", s.who, s.due_on as "dueOn", s.done_on as "doneOn", s.not_needed as "notNeeded", s.in_the_way as "inTheWay"`;

/** Writes a plan; 0 when this program has an open one at the site. */
export function insertPlan(tx: Tx, row: Omit<PlanRow, 'version' | 'closedOn'>): Promise<number> {
  return tx.run(sql`insert into groundwork.plan (community_id, id, organisation_id, site_id, program_code, template_version, opens_on, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.organisationId}, ${row.siteId}, ${row.programCode}, ${row.templateVersion}, ${row.opensOn}, ${tx.actor.accountId})
    on conflict do nothing`);
}

/** Steps of the list as they come into a plan. */
export type NewStep = {
  readonly id: string;
  readonly phaseCode: string;
  readonly stepCode: string;
  readonly dueOn: string;
};

/** Writes the steps of a plan, in their order. */
export async function insertSteps(tx: Tx, at: PlanRow, steps: readonly NewStep[]): Promise<void> {
  await tx.run(sql`insert into groundwork.step (community_id, id, plan_id, organisation_id, site_id, phase_code, step_code, place, due_on, created_by)
    select ${tx.actor.communityId}, g.id, ${at.id}, ${at.organisationId}, ${at.siteId}, g.phase, g.step, g.place, g.due, ${tx.actor.accountId}
    from unnest(${steps.map((one) => one.id)}::uuid[], ${steps.map((one) => one.phaseCode)}::text[], ${steps.map((one) => one.stepCode)}::text[],
      ${steps.map((one) => one.dueOn)}::date[]) with ordinality as g (id, phase, step, due, place)`);
}

/** Writes a step in one's own words, after the others. */
export async function insertOwnStep(
  tx: Tx,
  at: PlanRow,
  row: { id: string; phaseCode: string; title: string; dueOn: string | null },
): Promise<void> {
  await tx.run(sql`insert into groundwork.step (community_id, id, plan_id, organisation_id, site_id, phase_code, title, place, due_on, created_by)
    select ${tx.actor.communityId}, ${row.id}, ${at.id}, ${at.organisationId}, ${at.siteId}, ${row.phaseCode}, ${row.title}, coalesce(max(s.place), 0) + 1, ${row.dueOn}::date,
      ${tx.actor.accountId} from groundwork.step s where s.community_id = ${tx.actor.communityId} and s.plan_id = ${at.id}`);
}

/** One plan. */
export function planById(tx: Tx, id: string): Promise<PlanRow | undefined> {
  return tx.maybe<PlanRow>(
    sql`select ${plan} from groundwork.plan p where p.community_id = ${tx.actor.communityId} and p.id = ${id}`,
  );
}

/** The plans of a site, open ones first. */
export function plansAt(tx: Tx, siteId: string): Promise<PlanRow[]> {
  return tx.many<PlanRow>(sql`select ${plan} from groundwork.plan p where p.community_id = ${tx.actor.communityId} and p.site_id = ${siteId}
    order by p.closed_on is not null, p.opens_on desc, p.id limit 50`);
}

/** The sites with a plan under way, of those the actor may look at; the one that opens soonest first. */
export async function sitesPlanned(tx: Tx): Promise<string[]> {
  const rows = await tx.many<{ siteId: string }>(sql`select p.site_id as "siteId" from groundwork.plan p
    where p.community_id = ${tx.actor.communityId} and p.closed_on is null group by p.site_id order by min(p.opens_on), p.site_id`);
  return rows.map(({ siteId }) => siteId);
}

/** The steps of plans, in their order. */
export function stepsOf(tx: Tx, planIds: readonly string[]): Promise<StepRow[]> {
  return tx.many<StepRow>(sql`select ${step} from groundwork.step s where s.community_id = ${tx.actor.communityId} and s.plan_id = any(${[...planIds]}::uuid[])
    order by s.plan_id, s.place limit 5000`);
}

/** One step. */
export function stepById(tx: Tx, id: string): Promise<StepRow | undefined> {
  return tx.maybe<StepRow>(
    sql`select ${step} from groundwork.step s where s.community_id = ${tx.actor.communityId} and s.id = ${id}`,
  );
}

/** Changes a plan's days; 0 when it moved on. */
export function updatePlan(
  tx: Tx,
  row: { id: string; version: number; opensOn: string; closedOn: string | null },
): Promise<number> {
  return tx.run(sql`update groundwork.plan set opens_on = ${row.opensOn}, closed_on = ${row.closedOn}::date, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${row.id} and version = ${row.version} and closed_on is null`);
}

/** Moves the days of the steps that are open by a number of days. */
export async function shiftSteps(tx: Tx, planId: string, days: number): Promise<void> {
  await tx.run(sql`update groundwork.step set due_on = due_on + ${days}::int, version = version + 1
    where community_id = ${tx.actor.communityId} and plan_id = ${planId} and done_on is null and not not_needed and due_on is not null`);
}

type StepChange = Pick<
  StepRow,
  'id' | 'version' | 'accountId' | 'who' | 'dueOn' | 'doneOn' | 'notNeeded' | 'inTheWay'
>;

/** Changes a step; 0 when it moved on. */
export function updateStep(tx: Tx, row: StepChange): Promise<number> {
  return tx.run(sql`update groundwork.step set account_id = ${row.accountId}, who = ${row.who}, due_on = ${row.dueOn}::date, done_on = ${row.doneOn}::date,
      not_needed = ${row.notNeeded}, in_the_way = ${row.inTheWay}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${row.id} and version = ${row.version}`);
}

/** Open steps of open plans that the actor answers for, soonest first. */
export function mySteps(tx: Tx, until: string): Promise<StepRow[]> {
  return tx.many<StepRow>(sql`select ${step} from groundwork.step s join groundwork.plan p on p.community_id = s.community_id and p.id = s.plan_id
    where s.community_id = ${tx.actor.communityId} and s.account_id = ${tx.actor.accountId} and s.done_on is null and not s.not_needed and p.closed_on is null
      and s.due_on <= ${until}::date order by s.due_on, s.id limit 20`);
}

/** Plans with steps that are late, at sites. */
export function lateAt(
  tx: Tx,
  siteIds: readonly string[],
  today: string,
): Promise<{ siteId: string; programCode: string; late: number; opensOn: string }[]> {
  return tx.many(sql`select p.site_id as "siteId", p.program_code as "programCode", count(*)::int as late, p.opens_on as "opensOn"
    from groundwork.plan p join groundwork.step s on s.community_id = p.community_id and s.plan_id = p.id
    where p.community_id = ${tx.actor.communityId} and p.site_id = any(${[...siteIds]}::uuid[]) and p.closed_on is null and s.done_on is null and not s.not_needed
      and s.due_on < ${today}::date group by p.site_id, p.program_code, p.opens_on order by p.opens_on limit 50`);
}
