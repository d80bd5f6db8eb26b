import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import { caseloadDays, notSeenAfter } from '../../model.ts';

/** What one person at a site carries, counted; `accountId` is null for clients nobody carries. */
export type LoadRow = {
  readonly siteId: string;
  readonly accountId: string | null;
  readonly clients: number;
  readonly notSeen: number;
  readonly noGoal: number;
  readonly noNextStep: number;
  readonly noConsent: number;
};

/** Counts per person over the clients enrolled at the actor's sites. Runs as the counting role, which sees no names and opens no record. */
export function loads(tx: Tx): Promise<LoadRow[]> {
  const { communityId, siteIds } = tx.actor;
  return tx.count<LoadRow>(sql`
    with enrolled as (
      select distinct e.site_id, e.client_id from pathway.enrolment_fact e
      where e.community_id = ${communityId} and e.site_id = any(${siteIds}::uuid[]) and e.ended_on is null
    ), carried as (
      select e.site_id, e.client_id, w.account_id from enrolled e join care.worked_fact w on w.community_id = ${communityId} and w.client_id = e.client_id
        and w.site_id = e.site_id and w.occurred_on > pathway.day_of(now()) - ${caseloadDays}::int
      union
      select e.site_id, e.client_id, k.account_id from enrolled e join people.circle_fact k on k.community_id = ${communityId} and k.client_id = e.client_id
        where k.account_id is not null
    ), kept as (
      select e.site_id, e.client_id,
        not exists (select from care.contact_fact c where c.community_id = ${communityId} and c.client_id = e.client_id and c.reached
          and c.occurred_on >= pathway.day_of(now()) - ${notSeenAfter}::int) as "notSeen",
        not exists (select from care.goal_fact g where g.community_id = ${communityId} and g.client_id = e.client_id and g.state = 'active') as "noGoal",
        not exists (select from care.task_fact t where t.community_id = ${communityId} and t.client_id = e.client_id and t.done_on is null) as "noNextStep",
        not exists (select from people.consent_fact d where d.community_id = ${communityId} and d.client_id = e.client_id) as "noConsent"
      from enrolled e
    )
    select k.site_id as "siteId", c.account_id as "accountId", count(*)::int as clients, (count(*) filter (where k."notSeen"))::int as "notSeen",
      (count(*) filter (where k."noGoal"))::int as "noGoal", (count(*) filter (where k."noNextStep"))::int as "noNextStep",
      (count(*) filter (where k."noConsent"))::int as "noConsent"
    from kept k left join carried c on c.site_id = k.site_id and c.client_id = k.client_id
    group by k.site_id, c.account_id order by k.site_id, clients desc`);
}

/** One client of the actor's own caseload, with what the record holds. */
export type MineRow = {
  readonly clientId: string;
  readonly lastSeenOn: string | null;
  readonly daysSinceSeen: number | null;
  readonly goals: number;
  readonly nextSteps: number;
  readonly directives: number;
  readonly safetyPlans: number;
  readonly pressing: boolean;
};

/** The clients the actor works with and may see. */
export function carriedByMe(tx: Tx, limit: number): Promise<MineRow[]> {
  const { communityId, accountId } = tx.actor;
  return tx.many<MineRow>(sql`
    with mine as materialized (
      select c.client_id from care.contact c where c.community_id = ${communityId} and c.created_by = ${accountId}
        and c.occurred_at > now() - make_interval(days => ${caseloadDays}::int)
      union select k.client_id from people.circle_fact k where k.community_id = ${communityId} and k.account_id = ${accountId}
      limit ${limit}
    )
    select m.client_id as "clientId", seen.day as "lastSeenOn", pathway.day_of(now()) - seen.day::date as "daysSinceSeen",
      (select count(*)::int from care.goal g where g.community_id = ${communityId} and g.client_id = m.client_id and g.state = 'active') as goals,
      (select count(*)::int from care.task t where t.community_id = ${communityId} and t.client_id = m.client_id and t.done_at is null) as "nextSteps",
      (select count(*)::int from people.consent_fact d where d.community_id = ${communityId} and d.client_id = m.client_id) as directives,
      (select count(*)::int from care.safety_plan p where p.community_id = ${communityId} and p.client_id = m.client_id) as "safetyPlans",
      exists (select from care.alert a where a.community_id = ${communityId} and a.client_id = m.client_id and a.ended_at is null and a.level <> 'watch') as pressing
    from mine m left join lateral (select x.occurred_on::text as day from care.contact x
      where x.community_id = ${communityId} and x.client_id = m.client_id and x.reached order by x.occurred_at desc limit 1) seen on true`);
}
