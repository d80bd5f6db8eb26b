import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { Point } from '../../model.ts';

/** Where a site stands, when somebody said so. */
export function sitePoint(tx: Tx, siteId: string): Promise<Point | undefined> {
  return tx.maybe<Point>(sql`select p.latitude, p.longitude from directory.site_place p
    where p.community_id = ${tx.actor.communityId} and p.id = ${siteId}`);
}

/** The middle of the places whose postal code begins like this; undefined when there are none on the map. */
export function areaPoint(tx: Tx, area: string): Promise<Point | undefined> {
  return tx.maybe<Point>(sql`select a.latitude, a.longitude from directory.area a
    where a.community_id = ${tx.actor.communityId} and a.area = ${area}`);
}

/** Works out the middle of every postal area again (the whole code, and its first half) after places or addresses were written. */
export async function refreshAreas(tx: Tx): Promise<void> {
  const { communityId } = tx.actor;
  const middles = sql`select left(a.code, size) as area, avg(p.latitude)::float8 as latitude, avg(p.longitude)::float8 as longitude
    from (select location_id, upper(replace(postal_code, ' ', '')) as code from directory.address where community_id = ${communityId}) a
    join directory.location p on p.community_id = ${communityId} and p.id = a.location_id
    cross join unnest(array[3, 6]) size
    where p.latitude is not null and p.longitude is not null and a.code ~ '^[A-Z]\\d[A-Z]' and length(a.code) >= size
    group by 1`;
  await tx.run(sql`with middle as materialized (${middles}), gone as (
      delete from directory.area a where a.community_id = ${communityId} and a.area not in (select m.area from middle m))
    insert into directory.area as kept (community_id, area, latitude, longitude)
    select ${communityId}, m.area, m.latitude, m.longitude from middle m
    on conflict (community_id, area) do update set latitude = excluded.latitude, longitude = excluded.longitude
      where (kept.latitude, kept.longitude) is distinct from (excluded.latitude, excluded.longitude)`);
}
