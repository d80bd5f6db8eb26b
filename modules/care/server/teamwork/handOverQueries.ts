import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { HandOverState } from '../../model.ts';

/** A hand-over as stored. */
export type HandOverRow = {
  readonly id: string;
  readonly version: number;
  readonly fromId: string;
  readonly toId: string;
  readonly note: Buffer | null;
  readonly untilOn: string | null;
  readonly state: HandOverState;
  readonly answer: Buffer | null;
  readonly at: Date;
  readonly tasks: number;
};

const columns = sql`h.id, h.version, h.from_account_id as "fromId", h.to_account_id as "toId", h.note, h.until_on as "untilOn", h.state, h.answer, h.created_at as at,
  (select count(*)::int from care.hand_over_task k where k.community_id = h.community_id and k.hand_over_id = h.id) as tasks`;

/** Writes a hand-over and takes the giver's open next steps at the site into it; gives how many, or undefined when the id was used before. */
export async function insertHandOver(
  tx: Tx,
  given: {
    id: string;
    toId: string;
    siteId: string;
    organisationId: string;
    note: Buffer | null;
    untilOn: string | null;
  },
): Promise<number | undefined> {
  const { communityId, accountId } = tx.actor;
  const written =
    await tx.run(sql`insert into care.hand_over (community_id, id, organisation_id, site_id, from_account_id, to_account_id, note, until_on, created_by)
    values (${communityId}, ${given.id}, ${given.organisationId}, ${given.siteId}, ${accountId}, ${given.toId}, ${given.note}, ${given.untilOn}, ${accountId})
    on conflict (community_id, id) do nothing`);
  if (written !== 1) return undefined;
  return tx.run(sql`insert into care.hand_over_task (community_id, id, hand_over_id, task_id, client_id, organisation_id, data_class)
    select ${communityId}, gen_random_uuid(), ${given.id}, t.id, t.client_id, t.organisation_id, t.data_class from care.task t
    where t.community_id = ${communityId} and t.owner_account_id = ${accountId} and t.site_id = ${given.siteId} and t.done_at is null`);
}

/** One hand-over that concerns the actor. */
export function handOverById(tx: Tx, id: string): Promise<HandOverRow | undefined> {
  return tx.maybe<HandOverRow>(
    sql`select ${columns} from care.hand_over h where h.community_id = ${tx.actor.communityId} and h.id = ${id}`,
  );
}

/** Hand-overs the actor gave or was asked to take: unanswered first, then latest. */
export function handOversOf(tx: Tx): Promise<HandOverRow[]> {
  const { communityId, accountId } = tx.actor;
  return tx.many<HandOverRow>(sql`select ${columns} from care.hand_over h
    where h.community_id = ${communityId} and ${accountId} in (h.from_account_id, h.to_account_id)
    order by h.state <> 'offered', h.created_at desc limit 30`);
}

/** How many open next steps are the actor's own. */
export async function openTasksOfMine(tx: Tx): Promise<number> {
  const { communityId, accountId } = tx.actor;
  const { n } = await tx.one<{ n: number }>(
    sql`select count(*)::int as n from care.task t where t.community_id = ${communityId} and t.owner_account_id = ${accountId} and t.done_at is null`,
  );
  return n;
}

/** Answers a hand-over if nobody did so first. */
export async function stepHandOver(
  tx: Tx,
  given: { id: string; version: number; state: HandOverState; answer: Buffer | null },
): Promise<boolean> {
  const changed =
    await tx.run(sql`update care.hand_over h set state = ${given.state}, answer = ${given.answer}, answered_at = now(), version = h.version + 1
    where h.community_id = ${tx.actor.communityId} and h.id = ${given.id} and h.version = ${given.version} and h.state = 'offered'
      and h.to_account_id = ${tx.actor.accountId}`);
  return changed === 1;
}

/** Makes the next steps of a hand-over that are still open and still the giver's the actor's own, as far as the actor may see them; gives how many. */
export function takeTasks(tx: Tx, id: string): Promise<number> {
  const { communityId, accountId } = tx.actor;
  return tx.run(sql`update care.task t set owner_account_id = ${accountId}, version = t.version + 1
    from care.hand_over_task k join care.hand_over h on h.community_id = k.community_id and h.id = k.hand_over_id
    where k.community_id = ${communityId} and k.hand_over_id = ${id} and t.community_id = k.community_id and t.id = k.task_id
      and t.done_at is null and t.owner_account_id = h.from_account_id`);
}

/** People of care roles at the actor's sites, with their teams. */
export function colleaguesOf(tx: Tx): Promise<{ id: string; teams: string[] }[]> {
  const { communityId, accountId, siteIds } = tx.actor;
  return tx.many(sql`select r.account_id as id, array_agg(distinct r.role order by r.role) as teams from identity.role_view r
    where r.community_id = ${communityId} and r.site_id = any(${siteIds}::uuid[]) and r.role in ('worker', 'clinician', 'coordinator') and r.account_id <> ${accountId}
    group by r.account_id`);
}
