import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

/** What a person said to an item, as it is stored; sealed under the study. */
export type ItemRow = {
  readonly id: string;
  readonly list: string;
  readonly code: string;
  readonly saidSealed: Buffer | null;
  readonly version: number;
};

/** What people said to items of the checklists of a study. */
export function itemsOf(tx: Tx, studyId: string): Promise<ItemRow[]> {
  return tx.many<ItemRow>(sql`select i.id, i.list, i.code, i.said_sealed as "saidSealed", i.version from reports.item i
    where i.community_id = ${tx.actor.communityId} and i.study_id = ${studyId}`);
}

/** Says something to an item that stands at `version` (0: nobody said anything yet); nothing when it has moved on. */
export function putItem(
  tx: Tx,
  one: { id: string; studyId: string; list: string; code: string; said: Buffer | null; version: number },
): Promise<{ id: string; version: number } | undefined> {
  return tx.maybe(sql`insert into reports.item as i (community_id, id, study_id, list, code, said_sealed, created_by)
    select ${tx.actor.communityId}::uuid, ${one.id}::uuid, ${one.studyId}::uuid, ${one.list}, ${one.code}, ${one.said}::bytea, ${tx.actor.accountId}::uuid
    where ${one.version}::integer = coalesce((select o.version from reports.item o where o.community_id = ${tx.actor.communityId} and o.study_id = ${one.studyId}
      and o.list = ${one.list} and o.code = ${one.code}), 0)
    on conflict (community_id, study_id, list, code) do update set said_sealed = excluded.said_sealed, version = i.version + 1 where i.version = ${one.version}
    returning i.id, i.version`);
}

/** Whether this person works in a study. */
export async function worksHere(tx: Tx, studyId: string): Promise<boolean> {
  return (
    (await tx.maybe(sql`select 1 as one where ${studyId}::uuid = any (evidence.my_studies())`)) !== undefined
  );
}

/** The names of the sites of the community in both languages, in the order of their short names. */
export function siteNames(tx: Tx): Promise<{ id: string; en: string; fr: string }[]> {
  return tx.many(sql`select v.id, v.name_en as en, v.name_fr as fr from identity.site_view v
    where v.community_id = ${tx.actor.communityId} order by v.code`);
}

/** The name and the day of the community. */
export function communityNow(tx: Tx): Promise<{ en: string; fr: string; timeZone: string }> {
  return tx.one(sql`select name_en as en, name_fr as fr, time_zone as "timeZone" from identity.community_view
    where community_id = ${tx.actor.communityId}`);
}
