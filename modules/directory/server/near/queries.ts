import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { boxAround, Point } from '../../model.ts';

/** Where a site stands, when somebody said so. */
export function sitePoint(tx: Tx, siteId: string): Promise<Point | undefined> {
  return tx.maybe<Point>(sql`select p.latitude, p.longitude from directory.site_place p
    where p.community_id = ${tx.actor.communityId} and p.id = ${siteId}`);
}

/** The middle of the places whose postal code begins like this; undefined when there are none on the map. */
export async function areaPoint(tx: Tx, area: string): Promise<Point | undefined> {
  const { latitude, longitude } = await tx.one<{ latitude: number | null; longitude: number | null }>(
    sql`select avg(p.latitude) as latitude, avg(p.longitude) as longitude from directory.address a
      join directory.location p on p.community_id = a.community_id and p.id = a.location_id
      where a.community_id = ${tx.actor.communityId} and upper(replace(a.postal_code, ' ', '')) like ${`${area}%`}
        and p.latitude is not null and p.longitude is not null`,
  );
  return latitude === null || longitude === null ? undefined : { latitude, longitude };
}

/** Services with a place in a span of degrees, one row for each such place. */
export function servicesInBox(
  tx: Tx,
  box: ReturnType<typeof boxAround>,
): Promise<(Point & { id: string })[]> {
  return tx.many(sql`select l.service_id as id, p.latitude, p.longitude from directory.location p
    join directory.service_at_location l on l.community_id = p.community_id and l.location_id = p.id
    where p.community_id = ${tx.actor.communityId} and p.latitude between ${box.south} and ${box.north}
      and p.longitude between ${box.west} and ${box.east}`);
}
