import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import { teams } from '../../model.ts';

/** What a team did last with a client. */
export type LastRow = {
  readonly id: string;
  readonly team: string;
  readonly authorId: string;
  readonly programCode: string | null;
  readonly kindCode: string;
  readonly occurredAt: Date;
  readonly note: Buffer | null;
};

/** The latest contact of each team with a client, latest first; teams the reader may not see are left out. */
export function lastByTeam(tx: Tx, clientId: string): Promise<LastRow[]> {
  return tx.many<LastRow>(sql`select q.* from unnest(${teams}::text[]) as k (team) cross join lateral (
      select c.id, c.team, c.created_by as "authorId", c.program_code as "programCode", c.kind_code as "kindCode", c.occurred_at as "occurredAt", c.note
      from care.contact c where c.community_id = ${tx.actor.communityId} and c.client_id = ${clientId} and c.team = k.team
      order by c.occurred_at desc, c.id desc limit 1) q order by q."occurredAt" desc`);
}

/** What a record holds, counted: as far as the reader may see it. */
export type Counted = {
  readonly daysSinceSeen: number | null;
  readonly goals: number;
  readonly nextSteps: number;
  readonly directives: number;
  readonly safetyPlans: number;
  readonly planReviewedOn: string | null;
};

/** Counts what a record holds, in one question. */
export function countRecord(tx: Tx, clientId: string): Promise<Counted> {
  const of = sql`x.community_id = ${tx.actor.communityId} and x.client_id = ${clientId}`;
  return tx.one<Counted>(sql`select
    (select pathway.day_of(now()) - x.occurred_on from care.contact x where ${of} and x.reached order by x.occurred_at desc limit 1) as "daysSinceSeen",
    (select count(*)::int from care.goal x where ${of} and x.state = 'active') as goals,
    (select count(*)::int from care.task x where ${of} and x.done_at is null) as "nextSteps",
    (select count(*)::int from people.consent_fact x where ${of}) as directives,
    (select count(*)::int from care.safety_plan x where ${of}) as "safetyPlans",
    (select max(x.reviewed_on)::text from care.safety_plan x where ${of}) as "planReviewedOn"`);
}
