import type { z } from 'zod';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { Start } from '../../contract.ts';
import { kilometres } from '../../model.ts';
import type { Point } from '../../model.ts';
import { areaPoint, sitePoint } from './queries.ts';

/** Where a distance is measured from; undefined when nobody said where that is. A postal area is the middle of its places in the directory. */
export async function startPoint(tx: Tx, start: z.output<typeof Start>): Promise<Point | undefined> {
  if ('siteId' in start) return sitePoint(tx, start.siteId);
  const whole = await areaPoint(tx, start.area);
  return whole ?? (start.area.length > 3 ? areaPoint(tx, start.area.slice(0, 3)) : undefined);
}

/** How far a point is from the nearest of several places, to a tenth of a kilometre; null when none is on the map. */
export function nearestOf(from: Point, places: readonly Point[]): number | null {
  if (places.length === 0) return null;
  return Math.round(Math.min(...places.map((place) => kilometres(from, place))) * 10) / 10;
}
