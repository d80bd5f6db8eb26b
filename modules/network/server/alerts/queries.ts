import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { Names } from '../queries.ts';

/** An alert as every community reads it. */
export type SharedRow = {
  readonly id: string;
  readonly communityId: string;
  readonly version: number;
  readonly siteId: string;
  readonly community: Names;
  readonly site: Names;
  readonly kind: Names;
  readonly title: string;
  readonly body: string;
  readonly language: 'en' | 'fr';
  readonly seenOn: string;
  readonly concerns: readonly string[];
};

const shared = sql`a.id, a.community_id as "communityId", a.version, a.site_id as "siteId", a.community_name as community, a.site_name as site, a.kind_name as kind,
  a.title, a.body, a.language, a.seen_on as "seenOn", a.concerns`;

/** Lets every community read an alert; again, when it was taken back before. 0 when it is shared already. */
export function insertShared(
  tx: Tx,
  row: Omit<SharedRow, 'communityId' | 'version'> & { readonly organisationId: string },
): Promise<number> {
  const json = (value: unknown) => JSON.stringify(value);
  return tx.run(sql`insert into network.shared_alert as a (community_id, id, organisation_id, site_id, community_name, site_name, kind_name, title, body, language,
      seen_on, concerns, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.organisationId}, ${row.siteId}, ${json(row.community)}, ${json(row.site)}, ${json(row.kind)}, ${row.title}, ${row.body},
      ${row.language}, ${row.seenOn}, ${[...row.concerns]}::text[], ${tx.actor.accountId})
    on conflict (community_id, id) do update set withdrawn_at = null, version = a.version + 1 where a.withdrawn_at is not null`);
}

/** One alert that a community shares and has not taken back. */
export function sharedAlert(
  tx: Tx,
  at: { readonly communityId: string; readonly id: string },
): Promise<SharedRow | undefined> {
  return tx.maybe<SharedRow>(
    sql`select ${shared} from network.shared_alert a where a.community_id = ${at.communityId} and a.id = ${at.id} and a.withdrawn_at is null`,
  );
}

/** Alerts that other communities share, latest first. */
export function alertsFromElsewhere(tx: Tx): Promise<SharedRow[]> {
  return tx.many<SharedRow>(sql`select ${shared} from network.shared_alert a
    where a.community_id <> ${tx.actor.communityId} and a.withdrawn_at is null and a.seen_on > ${tx.now}::date - 730 order by a.seen_on desc, a.id desc limit 100`);
}

/** Takes an alert back from the other communities; nothing when it is not shared. */
export function withdrawShared(tx: Tx, id: string): Promise<{ version: number } | undefined> {
  return tx.maybe(sql`update network.shared_alert set withdrawn_at = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${id} and withdrawn_at is null returning version`);
}

/** A site that has seen an alert. */
export type ReceiptRow = {
  readonly communityId: string;
  readonly alertCommunityId: string;
  readonly alertId: string;
  readonly siteId: string;
  readonly community: Names;
  readonly site: Names;
  readonly seenOn: string;
};

/** Who has seen alerts, as far as the actor's community is told. */
export function receiptsOf(tx: Tx, alertIds: readonly string[]): Promise<ReceiptRow[]> {
  return tx.many<ReceiptRow>(sql`select r.community_id as "communityId", r.alert_community_id as "alertCommunityId", r.alert_id as "alertId", r.site_id as "siteId",
      r.community_name as community, r.site_name as site, r.seen_on as "seenOn"
    from network.alert_receipt r where r.alert_id = any(${[...alertIds]}::uuid[]) and ${tx.actor.communityId} in (r.community_id, r.alert_community_id)
    order by r.seen_on, r.id`);
}

/** Says that a site has seen an alert; once is enough. */
export function insertReceipt(
  tx: Tx,
  row: Omit<ReceiptRow, 'communityId' | 'seenOn'> & { readonly id: string; readonly organisationId: string },
): Promise<number> {
  const json = (value: unknown) => JSON.stringify(value);
  return tx.run(sql`insert into network.alert_receipt (community_id, id, alert_community_id, alert_id, organisation_id, site_id, community_name, site_name, seen_on, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.alertCommunityId}, ${row.alertId}, ${row.organisationId}, ${row.siteId}, ${json(row.community)}, ${json(row.site)},
      pathway.day_of(now()), ${tx.actor.accountId}) on conflict (community_id, alert_community_id, alert_id, site_id) do nothing`);
}

/** A site of one's own community where a program runs. */
export type RunningRow = { readonly id: string; readonly name: Names; readonly programs: string[] };

/** The open sites of the community with the programs they run. */
export function runningSites(tx: Tx): Promise<RunningRow[]> {
  return tx.many<RunningRow>(sql`select v.id, jsonb_build_object('en', v.name_en, 'fr', v.name_fr) as name, array_agg(t.program_code) as programs
    from identity.site_view v join pathway.target_now t on t.community_id = v.community_id and t.site_id = v.id
    where v.community_id = ${tx.actor.communityId} and (v.closed_at is null or v.closed_at > now()) and t.places > 0
    group by v.id, v.code, v.name_en, v.name_fr order by v.code`);
}
