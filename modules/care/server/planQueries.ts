import type { Tx } from '../../../kernel/server/scope.ts';
import { sql } from '../../../kernel/server/sql.ts';
import type { GoalState } from '../model.ts';

/** A goal as stored. */
export type GoalRow = {
  readonly id: string;
  readonly version: number;
  readonly words: Buffer;
  readonly areaCode: string | null;
  readonly state: GoalState;
  readonly setOn: string;
  readonly stateOn: string;
};

/** Where a row about a client is recorded. */
export type Recorded = {
  readonly clientId: string;
  readonly organisationId: string;
  readonly siteId: string;
};

const goalColumns = sql`g.id, g.version, g.words, g.area_code as "areaCode", g.state, g.set_on as "setOn", g.state_on as "stateOn"`;

/** Writes a goal. */
export async function insertGoal(
  tx: Tx,
  row: Recorded & { id: string; words: Buffer; areaCode: string | null; setOn: string },
): Promise<void> {
  await tx.run(sql`insert into care.goal (community_id, id, client_id, organisation_id, site_id, words, area_code, set_on, state_on, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.clientId}, ${row.organisationId}, ${row.siteId}, ${row.words}, ${row.areaCode}, ${row.setOn}, ${row.setOn},
      ${tx.actor.accountId})`);
}

/** The goals of a client: active first, then latest. */
export function goalsOf(tx: Tx, clientId: string): Promise<GoalRow[]> {
  return tx.many<GoalRow>(sql`select ${goalColumns} from care.goal g where g.community_id = ${tx.actor.communityId} and g.client_id = ${clientId}
    order by g.state <> 'active', g.set_on desc, g.id desc limit 100`);
}

/** One goal the actor may see. */
export function goalById(tx: Tx, clientId: string, id: string): Promise<GoalRow | undefined> {
  return tx.maybe<GoalRow>(
    sql`select ${goalColumns} from care.goal g where g.community_id = ${tx.actor.communityId} and g.id = ${id} and g.client_id = ${clientId}`,
  );
}

/** Changes a goal if nobody did so first. */
export async function stepGoal(
  tx: Tx,
  goal: { id: string; version: number; state: GoalState; on: string; words: Buffer },
): Promise<boolean> {
  const changed = await tx.run(sql`update care.goal g set state = ${goal.state}, words = ${goal.words},
      state_on = case when g.state = ${goal.state} then g.state_on else ${goal.on}::date end, version = g.version + 1
    where g.community_id = ${tx.actor.communityId} and g.id = ${goal.id} and g.version = ${goal.version}`);
  return changed === 1;
}

/** A safety plan as stored. */
export type SafetyPlanRow = {
  readonly id: string;
  readonly version: number;
  readonly organisationId: string;
  readonly words: Buffer;
  readonly reviewedOn: string;
};

/** The safety plans of a client that the actor may see, their own organisation's among them. */
export function safetyPlansOf(tx: Tx, clientId: string): Promise<SafetyPlanRow[]> {
  return tx.many<SafetyPlanRow>(sql`select p.id, p.version, p.organisation_id as "organisationId", p.words, p.reviewed_on as "reviewedOn"
    from care.safety_plan p where p.community_id = ${tx.actor.communityId} and p.client_id = ${clientId} order by p.reviewed_on desc, p.id`);
}

type PlanGiven = Recorded & { readonly id: string; readonly words: Buffer; readonly reviewedOn: string };

/** Begins a safety plan; false when the organisation has one already. */
export async function insertSafetyPlan(tx: Tx, plan: PlanGiven): Promise<boolean> {
  const written =
    await tx.run(sql`insert into care.safety_plan (community_id, id, client_id, organisation_id, site_id, words, reviewed_on, created_by)
    values (${tx.actor.communityId}, ${plan.id}, ${plan.clientId}, ${plan.organisationId}, ${plan.siteId}, ${plan.words}, ${plan.reviewedOn}, ${tx.actor.accountId})
    on conflict (community_id, client_id, organisation_id) do nothing`);
  return written === 1;
}

/** Replaces a safety plan if nobody did so first. */
export async function replaceSafetyPlan(
  tx: Tx,
  plan: { id: string; version: number; words: Buffer; reviewedOn: string },
): Promise<boolean> {
  const changed =
    await tx.run(sql`update care.safety_plan p set words = ${plan.words}, reviewed_on = ${plan.reviewedOn}, version = p.version + 1
    where p.community_id = ${tx.actor.communityId} and p.id = ${plan.id} and p.version = ${plan.version}`);
  return changed === 1;
}
