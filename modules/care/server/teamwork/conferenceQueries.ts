import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { Recorded } from '../planQueries.ts';

/** A case conference as stored. */
export type ConferenceRow = {
  readonly id: string;
  readonly version: number;
  readonly siteId: string;
  readonly organisationId: string;
  readonly heldOn: string;
  readonly state: 'planned' | 'held';
  readonly minutes: number | null;
};

const columns = sql`c.id, c.version, c.site_id as "siteId", c.organisation_id as "organisationId", c.held_on as "heldOn", c.state, c.minutes`;

/** Plans a meeting; false when this id was written before. */
export async function insertConference(
  tx: Tx,
  row: { id: string; siteId: string; organisationId: string; heldOn: string },
): Promise<boolean> {
  const written =
    await tx.run(sql`insert into care.conference (community_id, id, organisation_id, site_id, held_on, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.organisationId}, ${row.siteId}, ${row.heldOn}, ${tx.actor.accountId})
    on conflict (community_id, id) do nothing`);
  return written === 1;
}

/** One meeting at the actor's sites. */
export function conferenceById(tx: Tx, id: string): Promise<ConferenceRow | undefined> {
  return tx.maybe<ConferenceRow>(
    sql`select ${columns} from care.conference c where c.community_id = ${tx.actor.communityId} and c.id = ${id}`,
  );
}

/** Meetings at the actor's sites, latest first, with how many clients of the agenda the actor may see. */
export function conferences(tx: Tx): Promise<(ConferenceRow & { clients: number })[]> {
  return tx.many(sql`select ${columns},
      (select count(*)::int from care.conference_client k where k.community_id = c.community_id and k.conference_id = c.id) as clients
    from care.conference c where c.community_id = ${tx.actor.communityId} and c.site_id = any(${tx.actor.siteIds}::uuid[])
    order by c.held_on desc, c.id desc limit 30`);
}

/** Minutes that clinicians gave in meetings at the actor's sites, in the last so many days. */
export async function clinicianMinutes(tx: Tx, days: number): Promise<number> {
  const { minutes } = await tx.one<{
    minutes: number;
  }>(sql`select coalesce(sum(f.clinician_minutes), 0)::int as minutes from care.conference_fact f
    where f.community_id = ${tx.actor.communityId} and f.site_id = any(${tx.actor.siteIds}::uuid[]) and f.held_on > pathway.day_of(now()) - ${days}::int`);
  return minutes;
}

/** A client on an agenda, as stored. */
export type AgendaRow = {
  readonly id: string;
  readonly version: number;
  readonly clientId: string;
  readonly question: Buffer;
  readonly decision: Buffer | null;
  readonly askedById: string;
};

/** The agenda of a meeting, as far as the actor may see its clients. */
export function agendaOf(tx: Tx, conferenceId: string): Promise<AgendaRow[]> {
  return tx.many<AgendaRow>(sql`select k.id, k.version, k.client_id as "clientId", k.question, k.decision, k.created_by as "askedById"
    from care.conference_client k where k.community_id = ${tx.actor.communityId} and k.conference_id = ${conferenceId} order by k.created_at, k.id limit 60`);
}

/** Puts a client on an agenda; false when they are on it already. */
export async function insertAgenda(
  tx: Tx,
  row: Recorded & { id: string; conferenceId: string; dataClass: string; question: Buffer },
): Promise<boolean> {
  const written =
    await tx.run(sql`insert into care.conference_client (community_id, id, conference_id, client_id, organisation_id, site_id, data_class, question, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.conferenceId}, ${row.clientId}, ${row.organisationId}, ${row.siteId}, ${row.dataClass}, ${row.question},
      ${tx.actor.accountId}) on conflict do nothing`);
  return written === 1;
}

/** Writes a decision beside its question if nobody did so first. */
export async function decideAgenda(
  tx: Tx,
  row: { id: string; clientId: string; version: number; decision: Buffer; taskId: string },
): Promise<boolean> {
  const changed =
    await tx.run(sql`update care.conference_client k set decision = ${row.decision}, task_id = ${row.taskId}, version = k.version + 1
    where k.community_id = ${tx.actor.communityId} and k.id = ${row.id} and k.client_id = ${row.clientId} and k.version = ${row.version} and k.decision is null`);
  return changed === 1;
}

/** Says that a meeting was held if nobody did so first. */
export async function holdMeeting(tx: Tx, id: string, version: number, minutes: number): Promise<boolean> {
  const changed =
    await tx.run(sql`update care.conference c set state = 'held', minutes = ${minutes}, version = c.version + 1
    where c.community_id = ${tx.actor.communityId} and c.id = ${id} and c.version = ${version} and c.state = 'planned'`);
  return changed === 1;
}

/** Writes down who took part: only people of care roles at the site of the meeting; gives how many. */
export function insertMembers(tx: Tx, at: ConferenceRow, accountIds: readonly string[]): Promise<number> {
  return tx.run(sql`insert into care.conference_member (community_id, id, conference_id, organisation_id, site_id, account_id, team)
    select ${tx.actor.communityId}, gen_random_uuid(), ${at.id}, ${at.organisationId}, ${at.siteId}, r.account_id,
      (array_agg(r.role order by array_position('{clinician,worker,coordinator}'::text[], r.role)))[1]
    from identity.role_view r where r.community_id = ${tx.actor.communityId} and r.site_id = ${at.siteId} and r.role in ('worker', 'clinician', 'coordinator')
      and r.account_id = any(${accountIds}::uuid[]) group by r.account_id`);
}

/** Who took part in a meeting. */
export function membersOf(tx: Tx, conferenceId: string): Promise<{ accountId: string; team: string }[]> {
  return tx.many(sql`select m.account_id as "accountId", m.team from care.conference_member m
    where m.community_id = ${tx.actor.communityId} and m.conference_id = ${conferenceId} order by m.team, m.account_id`);
}

/** Clients who might be brought up at a site: a question of a team is open, an alert is pressing, or both teams saw them in the last 30 days. */
export function suggestedFor(
  tx: Tx,
  at: ConferenceRow,
  limit: number,
): Promise<{ clientId: string; why: 'asked' | 'alert' | 'shared' }[]> {
  const { communityId } = tx.actor;
  return tx.many(sql`select distinct on (q."clientId") q."clientId", q.why from (
      (select t.client_id as "clientId", 'asked' as why, 1 as rank from care.task t
        where t.community_id = ${communityId} and t.site_id = ${at.siteId} and t.owner_team = 'clinician' and t.done_at is null order by t.due_on limit ${limit})
      union all
      (select a.client_id, 'alert', 2 from care.alert a
        where a.community_id = ${communityId} and a.site_id = ${at.siteId} and a.ended_at is null and a.level <> 'watch' limit ${limit})
      union all
      (select c.client_id, 'shared', 3 from care.contact c where c.community_id = ${communityId} and c.site_id = ${at.siteId}
        and c.occurred_on > pathway.day_of(now()) - 30 group by c.client_id having count(distinct c.team) > 1 limit ${limit})) q
    where not exists (select from care.conference_client k where k.community_id = ${communityId} and k.conference_id = ${at.id} and k.client_id = q."clientId")
    order by q."clientId", q.rank limit ${limit}`);
}
