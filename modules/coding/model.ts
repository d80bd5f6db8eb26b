import { z } from 'zod';
import { valences } from './valences.ts';

export { faultOf, pointsOf, sliceOf, snapped, type Stretch, unitsOf, withMarks } from './passages.ts';
export * from './agreement/index.ts';
export { placesOf } from './rankings/places.ts';
export { type RatingValue, ratingValues } from './ratings/rating.ts';
export {
  fewestPeople,
  type HeardPerson,
  leaveOut,
  type SmallGroup,
  smallGroups,
} from './people/smallGroups.ts';
export { type Crossing, crossingsOf, kindBelow, underneath } from './tree.ts';
export { type DeedKind, deedKinds, valences } from './valences.ts';

/** Whether what was said hinders, helps, does both, or neither. */
export const Valence = z.enum(valences);
export type Valence = z.infer<typeof Valence>;

/** How strongly it was said: 0 mentioned, 1 general statement, 2 with an explicit example. */
export const Strength = z.int().min(0).max(2);

/** What a row of the matrix stands for. */
export const By = z.enum(['domain', 'construct', 'site']);
export type By = z.infer<typeof By>;

/** A code with what stands above it; `path` runs from the top of the codebook down to the code itself. */
export type Placed = {
  readonly code: string;
  readonly kind: string;
  readonly path: readonly { code: string; kind: string }[];
};

/** The domain and the construct a code counts in: a code below a construct counts in it, one above any construct counts as itself. */
export function homeOf(placed: Placed): { domain: string; construct: string } {
  const construct = placed.path.findLast((one) => one.kind === 'construct');
  return { domain: placed.path[0]?.code ?? placed.code, construct: construct?.code ?? placed.code };
}

/** How many codings, and on how many distinct passages. */
export type Count = { readonly codings: number; readonly passages: number };

/** One row of the matrix. */
export type MatrixRow = { readonly key: string } & Readonly<Record<Valence, Count>>;

/** The key of what was said at no named site. */
export const noSite = 'none';

/** Arranges counted cells into rows in the order of `keys`; a row with nothing in it is left out. */
export function matrixRows(
  cells: readonly { key: string; valence: Valence; codings: number; passages: number }[],
  keys: readonly string[],
): MatrixRow[] {
  const nothing = (): Record<Valence, Count> => ({
    barrier: { codings: 0, passages: 0 },
    facilitator: { codings: 0, passages: 0 },
    mixed: { codings: 0, passages: 0 },
    neutral: { codings: 0, passages: 0 },
  });
  const rows = new Map<string, Record<Valence, Count>>();
  for (const { key, valence, codings, passages } of cells) {
    if (codings === 0) continue;
    const row = rows.get(key) ?? nothing();
    row[valence] = { codings: row[valence].codings + codings, passages: row[valence].passages + passages };
    rows.set(key, row);
  }
  const place = new Map(keys.map((key, index) => [key, index]));
  const sorted = [...rows].sort(
    ([left], [right]) =>
      (place.get(left) ?? keys.length) - (place.get(right) ?? keys.length) || (left < right ? -1 : 1),
  );
  return sorted.map(([key, row]) => ({ key, ...row }));
}
