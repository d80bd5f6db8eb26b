/** A point on the map, in degrees: north and east are positive. */
export type Point = { readonly latitude: number; readonly longitude: number };

/** The mean radius of the earth in kilometres (IUGG). */
const radius = 6371.0088;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Kilometres between two points along the surface of the earth as a sphere (haversine); as the crow flies, not by road. */
export function kilometres(from: Point, to: Point): number {
  const north = Math.sin(radians(to.latitude - from.latitude) / 2) ** 2;
  const east = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  const across = north + Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * east;
  return 2 * radius * Math.asin(Math.min(1, Math.sqrt(across)));
}

/** The letters and digits of a postal code without its space, or of its first half (`V0X`); undefined when the text holds none. */
export function postalArea(text: string): string | undefined {
  const found = /\b([A-Z]\d[A-Z])(?:[ -]?(\d[A-Z]\d))?\b/i.exec(text.toUpperCase());
  return found === null ? undefined : `${found[1] ?? ''}${found[2] ?? ''}`;
}
