import type { Bilingual } from '../../../../kernel/fields.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

/** A site with the organisation that runs it. */
export type SiteRow = {
  readonly id: string;
  readonly code: string;
  readonly name: Bilingual;
  readonly setting: string | null;
  readonly closedAt: Date | null;
  readonly organisationId: string;
  readonly organisationName: Bilingual;
};

/** Every site of the actor's community, by code. */
export const allSites = (tx: Tx) =>
  tx.many<SiteRow>(sql`select id, code, jsonb_build_object('en', name_en, 'fr', name_fr) as name, setting, closed_at as "closedAt",
      organisation_id as "organisationId", jsonb_build_object('en', organisation_name_en, 'fr', organisation_name_fr) as "organisationName"
    from identity.site_view where community_id = ${tx.actor.communityId} order by code`);

/** The actor's community. */
export const ownCommunity = (tx: Tx) =>
  tx.one<{ id: string; name: Bilingual; timeZone: string }>(sql`
    select community_id as id, jsonb_build_object('en', name_en, 'fr', name_fr) as name, time_zone as "timeZone"
    from identity.community_view where community_id = ${tx.actor.communityId}`);

/** True once anybody can sign in: the installation is set up. */
export const anyPerson = async (tx: Tx) =>
  (
    await tx.one<{ any: boolean }>(
      sql`select exists (select from identity.account where kind = 'person') as any`,
    )
  ).any;

/** The community that the console began before anybody could sign in, if it did. */
export const begunCommunity = (tx: Tx) =>
  tx.maybe<{
    communityId: string;
    systemId: string;
  }>(sql`select c.community_id as "communityId", a.id as "systemId"
    from identity.community c join identity.account a on a.community_id = c.community_id and a.kind = 'system' order by c.created_at limit 1`);

/** Gives the actor's community the names it was set up with. */
export const nameCommunity = (tx: Tx, named: { name: Bilingual; timeZone: string }) =>
  tx.run(sql`update identity.community set name_en = ${named.name.en}, name_fr = ${named.name.fr}, time_zone = ${named.timeZone}, version = version + 1
    where community_id = ${tx.actor.communityId}`);

/** Adds a community. */
export const insertCommunity = (
  tx: Tx,
  row: { code: string; name: Bilingual; timeZone: string; region: string | null; anonymous: boolean },
) =>
  tx.run(sql`insert into identity.community (community_id, code, name_en, name_fr, time_zone, region, anonymous)
    values (${tx.actor.communityId}, ${row.code}, ${row.name.en}, ${row.name.fr}, ${row.timeZone}, ${row.region}, ${row.anonymous})`);

/** Adds an organisation. */
export const insertOrganisation = (tx: Tx, row: { id: string; code: string; name: Bilingual }) =>
  tx.run(sql`insert into identity.organisation (community_id, id, code, name_en, name_fr)
    values (${tx.actor.communityId}, ${row.id}, ${row.code}, ${row.name.en}, ${row.name.fr})`);

/** Adds a site. */
export const insertSite = (
  tx: Tx,
  row: { id: string; organisationId: string; code: string; name: Bilingual; setting: string | null },
) =>
  tx.run(sql`insert into identity.site (community_id, id, organisation_id, code, name_en, name_fr, setting)
    values (${tx.actor.communityId}, ${row.id}, ${row.organisationId}, ${row.code}, ${row.name.en}, ${row.name.fr}, ${row.setting})`);

/** Every organisation of the actor's community, by code. */
export const allOrganisations = (tx: Tx) =>
  tx.many<{ id: string; code: string; name: Bilingual }>(sql`
    select id, code, jsonb_build_object('en', name_en, 'fr', name_fr) as name
    from identity.organisation_view where community_id = ${tx.actor.communityId} order by code`);

/** Lets one first set-up go on at a time. */
export const oneSetUpAtATime = (tx: Tx) => tx.run(sql`select pg_advisory_xact_lock(740233)`);

/** Lets one change of who holds which role go on at a time in the actor's community. */
export const oneRoleChangeAtATime = (tx: Tx) =>
  tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${tx.actor.communityId}, 740234))`);
