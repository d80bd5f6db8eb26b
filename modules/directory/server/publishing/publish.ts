import { found, refuse } from '../../../../kernel/refusal.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { directory } from '../../contract.ts';

type Cases = UseCases<typeof directory.operations>;

/** Makes a source public or takes it back, from now on; its classification only when that is said too. */
export const publishSource: Cases['publishSource'] = async (tx, { id, version, on, terms }) => {
  const { communityId, accountId } = tx.actor;
  const before = await tx.maybe<{ version: number }>(
    sql`select version from directory.source where community_id = ${communityId} and id = ${id} for update`,
  );
  const held = found(before, 'directory.noSuchSource').version;
  if (held !== version) throw refuse('conflict', 'directory.sourceChanged', { version: held });
  await tx.run(sql`update directory.source set published_at = case when ${on} then coalesce(published_at, now()) end,
      published_by = case when ${on} then ${accountId}::uuid end, terms_published = ${on && terms}, version = version + 1
    where community_id = ${communityId} and id = ${id}`);
  tx.emit(on ? 'directory.sourcePublished' : 'directory.sourceWithdrawn', id);
  return { id, version: version + 1 };
};

type SiteRow = {
  readonly siteId: string;
  readonly en: string;
  readonly fr: string;
  readonly version: number | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
};

/** The sites of the community, with where they stand. */
export const listStarts: Cases['listStarts'] = async (tx) => {
  const rows =
    await tx.many<SiteRow>(sql`select s.id as "siteId", s.name_en as en, s.name_fr as fr, p.version, p.latitude, p.longitude
    from identity.site_view s left join directory.site_place p on p.community_id = s.community_id and p.id = s.id
    where s.community_id = ${tx.actor.communityId} and s.closed_at is null order by s.name_en, s.id`);
  return { rows: rows.map(({ en, fr, ...row }) => ({ ...row, name: { en, fr } })) };
};

/** Says where a site stands. */
export const placeSite: Cases['placeSite'] = async (tx, { siteId, version, latitude, longitude }) => {
  const { communityId, accountId } = tx.actor;
  const site = await tx.maybe(
    sql`select s.id from identity.site_view s where s.community_id = ${communityId} and s.id = ${siteId}`,
  );
  found(site, 'directory.noSuchSite');
  const held = (
    await tx.maybe<{ version: number }>(
      sql`select version from directory.site_place where community_id = ${communityId} and id = ${siteId} for update`,
    )
  )?.version;
  if (held !== version) throw refuse('conflict', 'directory.siteMoved', { version: held ?? 0 });
  await tx.run(sql`insert into directory.site_place (community_id, id, latitude, longitude, created_by)
    values (${communityId}, ${siteId}, ${latitude}, ${longitude}, ${accountId})
    on conflict (community_id, id) do update set latitude = excluded.latitude, longitude = excluded.longitude, version = site_place.version + 1`);
  return { id: siteId, version: (held ?? 0) + 1 };
};
