import type { Bilingual } from '../../../../kernel/fields.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

/** An alert with who has read it. */
export type AlertRow = {
  readonly id: string;
  readonly version: number;
  readonly siteId: string;
  readonly kindCode: string;
  readonly title: string;
  readonly body: string;
  readonly language: 'en' | 'fr';
  readonly seenOn: string;
  readonly reaches: readonly string[] | null;
  readonly concerns: string[];
  readonly endedOn: string | null;
  readonly readByMe: boolean;
  readonly readers: number;
  readonly unread: readonly string[];
};

type NewAlert = Pick<
  AlertRow,
  'id' | 'siteId' | 'kindCode' | 'title' | 'body' | 'language' | 'seenOn' | 'reaches' | 'concerns'
> & {
  readonly organisationId: string;
};

/** Writes an alert; false when this id was written before. */
export async function insertAlert(tx: Tx, row: NewAlert): Promise<boolean> {
  const reaches = row.reaches === null ? null : [...row.reaches];
  const written =
    await tx.run(sql`insert into supply.alert (community_id, id, organisation_id, site_id, kind_code, title, body, language, seen_on, reaches, concerns, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.organisationId}, ${row.siteId}, ${row.kindCode}, ${row.title}, ${row.body}, ${row.language},
      ${row.seenOn}, ${reaches}::uuid[], ${[...row.concerns]}::text[], ${tx.actor.accountId}) on conflict (community_id, id) do nothing`);
  return written === 1;
}

const columns = (
  tx: Tx,
) => sql`a.id, a.version, a.site_id as "siteId", a.kind_code as "kindCode", a.title, a.body, a.language, a.seen_on as "seenOn", a.reaches, a.concerns,
  a.ended_on as "endedOn", exists (select from supply.alert_seen s where s.community_id = a.community_id and s.alert_id = a.id
    and s.account_id = ${tx.actor.accountId}) as "readByMe",
  (select count(*) from supply.alert_seen s where s.community_id = a.community_id and s.alert_id = a.id) as readers,
  array(select v.id from identity.site_view v where v.community_id = a.community_id and (v.closed_at is null or v.closed_at > now())
    and (a.reaches is null or v.id = any(a.reaches)) and exists (select from identity.role_view r where r.community_id = v.community_id and r.site_id = v.id)
    and not exists (select from supply.alert_seen s join identity.role_view r on r.community_id = s.community_id and r.account_id = s.account_id
      where s.community_id = a.community_id and s.alert_id = a.id and r.site_id = v.id) order by v.code) as unread`;

/** One alert. */
export function alertById(tx: Tx, id: string): Promise<AlertRow | undefined> {
  return tx.maybe<AlertRow>(
    sql`select ${columns(tx)} from supply.alert a where a.community_id = ${tx.actor.communityId} and a.id = ${id}`,
  );
}

/** Alerts that reach the actor's sites, latest first: those that stand, or all of two years. */
export function alertsHere(tx: Tx, all: boolean): Promise<AlertRow[]> {
  const sites = [...tx.actor.siteIds];
  const standing = all ? sql`` : sql`and a.ended_on is null`;
  return tx.many<AlertRow>(sql`select ${columns(tx)} from supply.alert a where a.community_id = ${tx.actor.communityId}
    and (a.reaches is null or a.reaches && ${sites}::uuid[] or a.site_id = any(${sites}::uuid[])) and a.seen_on > ${tx.now}::date - 730 ${standing}
    order by a.seen_on desc, a.id desc limit 200`);
}

/** Notes that the actor read an alert; false when they had. */
export async function insertSeen(tx: Tx, id: string, alertId: string): Promise<boolean> {
  const written =
    await tx.run(sql`insert into supply.alert_seen (community_id, id, alert_id, account_id) values (${tx.actor.communityId}, ${id}, ${alertId},
      ${tx.actor.accountId}) on conflict do nothing`);
  return written === 1;
}

/** Ends an alert; 0 when it moved on. */
export function closeAlert(tx: Tx, id: string, version: number, endedOn: string): Promise<number> {
  return tx.run(sql`update supply.alert set ended_on = ${endedOn}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${id} and version = ${version} and ended_on is null`);
}

/** The open sites of the community. */
export async function openSites(tx: Tx): Promise<{ id: string; name: Bilingual }[]> {
  const rows = await tx.many<{ id: string; en: string; fr: string }>(
    sql`select s.id, s.name_en as en, s.name_fr as fr from identity.site_view s where s.community_id = ${tx.actor.communityId}
      and (s.closed_at is null or s.closed_at > now()) order by s.code`,
  );
  return rows.map(({ id, en, fr }) => ({ id, name: { en, fr } }));
}
