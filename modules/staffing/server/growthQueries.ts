import type { Tx } from '../../../kernel/server/scope.ts';
import { sql } from '../../../kernel/server/sql.ts';

/** Those who work at sites, each with the roles they hold there. */
export function sitePeople(
  tx: Tx,
  siteIds: readonly string[],
): Promise<{ accountId: string; siteIds: string[]; roles: string[] }[]> {
  return tx.many(sql`select r.account_id as "accountId", array_agg(distinct r.site_id)::text[] as "siteIds", array_agg(distinct r.role) as roles
    from identity.role_view r join identity.account_view a on a.community_id = r.community_id and a.id = r.account_id and a.kind = 'person' and a.disabled_at is null
    where r.community_id = ${tx.actor.communityId} and r.site_id = any(${siteIds}::uuid[]) and r.role in ('coordinator', 'worker', 'clinician', 'lead')
    group by r.account_id order by r.account_id limit 2000`);
}

/** The sites the actor answers for. */
export async function sitesRun(tx: Tx): Promise<string[]> {
  const rows = await tx.many<{ id: string }>(sql`select s.id from identity.site_view s
    where s.community_id = ${tx.actor.communityId} and s.closed_at is null and staffing.runs(s.id) order by s.code`);
  return rows.map((row) => row.id);
}

/** The last supervision of each person, as far as the actor may know of it. */
export function lastSupervision(
  tx: Tx,
  accountIds: readonly string[],
): Promise<{ accountId: string; heldOn: string }[]> {
  return tx.many(sql`select s.account_id as "accountId", max(s.held_on)::text as "heldOn" from staffing.supervision s
    where s.community_id = ${tx.actor.communityId} and s.account_id = any(${accountIds}::uuid[]) group by s.account_id`);
}

/** The last time each person took each training, as far as the actor may know of it. */
export function lastTrainings(
  tx: Tx,
  accountIds: readonly string[],
): Promise<{ accountId: string; code: string; doneOn: string }[]> {
  return tx.many(sql`select t.account_id as "accountId", t.training_code as code, max(t.done_on)::text as "doneOn" from staffing.training t
    where t.community_id = ${tx.actor.communityId} and t.account_id = any(${accountIds}::uuid[]) and not t.withdrawn group by t.account_id, t.training_code`);
}

/** The trainings the actor took, latest first. */
export function takenByMe(
  tx: Tx,
): Promise<{ id: string; version: number; code: string; title: string | null; doneOn: string }[]> {
  return tx.many(sql`select t.id, t.version, t.training_code as code, t.title, t.done_on as "doneOn" from staffing.training t
    where t.community_id = ${tx.actor.communityId} and t.account_id = ${tx.actor.accountId} and not t.withdrawn order by t.done_on desc, t.id desc limit 200`);
}

/** Writes one person's supervision. */
export async function insertSupervision(
  tx: Tx,
  row: {
    id: string;
    organisationId: string;
    siteId: string;
    accountId: string;
    supervisorId: string;
    kindCode: string;
    heldOn: string;
    minutes: number;
  },
): Promise<void> {
  await tx.run(sql`insert into staffing.supervision (community_id, id, organisation_id, site_id, account_id, supervisor_id, kind_code, held_on, minutes, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.organisationId}, ${row.siteId}, ${row.accountId}, ${row.supervisorId}, ${row.kindCode}, ${row.heldOn}, ${row.minutes},
      ${tx.actor.accountId})`);
}

/** Whether the actor may record something of somebody: oneself, or whom one answers for. */
export async function mayRecordOf(tx: Tx, accountId: string): Promise<boolean> {
  if (accountId === tx.actor.accountId) return true;
  return (await tx.one<{ may: boolean }>(sql`select staffing.answers_for(${accountId}::uuid) as may`)).may;
}

/** Writes a training. */
export async function insertTraining(
  tx: Tx,
  row: { id: string; accountId: string; code: string; title: string | null; doneOn: string },
): Promise<void> {
  await tx.run(sql`insert into staffing.training (community_id, id, account_id, training_code, title, done_on, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.accountId}, ${row.code}, ${row.title}, ${row.doneOn}, ${tx.actor.accountId})`);
}

/** Withdraws a training; false when the actor may not, or its version has moved on. */
export async function withdrawTrainingRow(tx: Tx, id: string, version: number): Promise<boolean> {
  const changed = await tx.run(sql`update staffing.training t set withdrawn = true, version = t.version + 1
    where t.community_id = ${tx.actor.communityId} and t.id = ${id} and t.version = ${version} and not t.withdrawn`);
  return changed === 1;
}

/** Puts a set of strengths in the place of what the actor said before. */
export async function replaceStrengths(
  tx: Tx,
  said: readonly { readonly id: string; readonly code: string }[],
): Promise<void> {
  const { communityId, accountId } = tx.actor;
  const codes = said.map((one) => one.code);
  await tx.run(
    sql`delete from staffing.strength s where s.community_id = ${communityId} and s.account_id = ${accountId} and s.strength_code <> all(${codes}::text[])`,
  );
  await tx.run(sql`insert into staffing.strength (community_id, id, account_id, strength_code)
    select ${communityId}, n.id, ${accountId}, n.code from unnest(${said.map((one) => one.id)}::uuid[], ${codes}::text[]) as n (id, code)
    on conflict (community_id, account_id, strength_code) do nothing`);
}

/** Everybody's strengths. */
export function allStrengths(tx: Tx): Promise<{ accountId: string; codes: string[] }[]> {
  return tx.many(sql`select s.account_id as "accountId", array_agg(s.strength_code order by s.strength_code) as codes
    from staffing.strength s where s.community_id = ${tx.actor.communityId} group by s.account_id limit 2000`);
}
