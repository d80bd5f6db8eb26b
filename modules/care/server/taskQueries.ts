import type { Tx } from '../../../kernel/server/scope.ts';
import { type Sql, sql } from '../../../kernel/server/sql.ts';

/** A next step as stored. */
export type TaskRow = {
  readonly id: string;
  readonly version: number;
  readonly clientId: string;
  readonly contactId: string | null;
  readonly programCode: string | null;
  readonly stepCode: string | null;
  readonly words: Buffer | null;
  readonly dueOn: string | null;
  readonly ownerId: string | null;
  readonly ownerTeam: string | null;
  readonly doneAt: Date | null;
};

const columns = sql`t.id, t.version, t.client_id as "clientId", t.contact_id as "contactId", t.program_code as "programCode", t.step_code as "stepCode", t.words,
  t.due_on as "dueOn", t.owner_account_id as "ownerId", t.owner_team as "ownerTeam", t.done_at as "doneAt"`;

/** A next step about to be written. */
export type NewTask = Omit<TaskRow, 'version' | 'doneAt'> & {
  readonly organisationId: string;
  readonly siteId: string;
  readonly dataClass: string;
};

/** Writes a next step; false when this id was written before. */
export async function insertTask(tx: Tx, row: NewTask): Promise<boolean> {
  const written =
    await tx.run(sql`insert into care.task (community_id, id, client_id, organisation_id, site_id, data_class, contact_id, program_code, step_code,
      words, due_on, owner_account_id, owner_team, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.clientId}, ${row.organisationId}, ${row.siteId}, ${row.dataClass}, ${row.contactId}, ${row.programCode},
      ${row.stepCode}, ${row.words}, ${row.dueOn}, ${row.ownerId}, ${row.ownerTeam}, ${tx.actor.accountId})
    on conflict (community_id, id) do nothing`);
  return written === 1;
}

/** One next step the actor may see. */
export function taskById(tx: Tx, clientId: string, id: string): Promise<TaskRow | undefined> {
  return tx.maybe<TaskRow>(
    sql`select ${columns} from care.task t where t.community_id = ${tx.actor.communityId} and t.id = ${id} and t.client_id = ${clientId}`,
  );
}

/** The open next steps of a client, soonest first. */
export function openTasksOf(tx: Tx, clientId: string): Promise<TaskRow[]> {
  return tx.many<TaskRow>(sql`select ${columns} from care.task t
    where t.community_id = ${tx.actor.communityId} and t.client_id = ${clientId} and t.done_at is null order by t.due_on, t.id limit 100`);
}

/** Open next steps of the actor, and of the actor's teams at their sites: due until a day, or without a day; at most `limit` of each, soonest first. */
export function tasksDue(tx: Tx, until: string, limit: number): Promise<TaskRow[]> {
  const { communityId, accountId, siteIds, roles } = tx.actor;
  const held = [...new Set(roles.map((one) => one.role))];
  const mine = sql`t.community_id = ${communityId} and t.owner_account_id = ${accountId} and t.done_at is null`;
  const ours = sql`t.community_id = ${communityId} and t.site_id = s.id and t.owner_team = k.role and t.done_at is null`;
  const first = (whose: Sql, due: Sql) =>
    sql`(select ${columns} from care.task t where ${whose} and ${due} order by t.due_on, t.id limit ${limit})`;
  const of = (whose: Sql) =>
    sql`${first(whose, sql`t.due_on <= ${until}`)} union all ${first(whose, sql`t.due_on is null`)}`;
  return tx.many<TaskRow>(sql`${of(mine)} union all
    select q.* from unnest(${siteIds}::uuid[]) as s (id) cross join unnest(${held}::text[]) as k (role) cross join lateral (${of(ours)}) q
    order by "dueOn", id limit ${limit}`);
}

/** Marks a next step done or not done if nobody changed it first. */
export async function stepTask(tx: Tx, id: string, version: number, done: boolean): Promise<boolean> {
  const changed = await tx.run(sql`update care.task t set done_at = case when ${done} then now() end,
      done_by = case when ${done} then ${tx.actor.accountId}::uuid end, version = t.version + 1
    where t.community_id = ${tx.actor.communityId} and t.id = ${id} and t.version = ${version}`);
  return changed === 1;
}
