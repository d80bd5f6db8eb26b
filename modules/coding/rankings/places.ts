/** The most challenges that one ranking puts side by side. */
export const mostChallenges = 30;

/** The most places that one person fills. */
export const mostPlaces = 10;

/** A place in an order; `shared` when others have as many points. */
export type Place = { readonly place: number; readonly shared: boolean };

/** The place of each of some points, most first: those with as many share a place, and the places after it stay empty. No points take no place. */
export function placesOf(points: readonly number[]): (Place | null)[] {
  return points.map((own) =>
    own <= 0
      ? null
      : {
          place: 1 + points.filter((other) => other > own).length,
          shared: points.filter((other) => other === own).length > 1,
        },
  );
}
