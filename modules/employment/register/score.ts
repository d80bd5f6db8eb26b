/** A published anchor that is a number: the score of a value within the bound; the last has none. */
export type Cut = {
  readonly score: number;
  readonly atLeast?: number | undefined;
  readonly atMost?: number | undefined;
};

/** The score a value gets under the first cut that holds, the value rounded to whole units as the anchors are printed; nothing without a value or cuts. */
export function scoreOf(value: number | null, cuts: readonly Cut[] | undefined): number | null {
  if (value === null || cuts === undefined) return null;
  const whole = Math.round(value);
  const holds = ({ atLeast, atMost }: Cut) =>
    (atLeast === undefined || whole >= atLeast) && (atMost === undefined || whole <= atMost);
  return cuts.find(holds)?.score ?? null;
}

/** What rows come to: their average or share, different keys among them, or people or rows for each full-time specialist (and week). */
export function figureOf(
  made: 'mean' | 'share' | 'distinct' | 'people-per-staff' | 'rows-per-staff-week',
  counted: { readonly rows: number; readonly people: number; readonly keys: number; readonly sum: number },
  around: { readonly staff: number; readonly days: number },
): number | null {
  const { rows, people, keys, sum } = counted;
  if (made === 'people-per-staff') return around.staff > 0 ? people / around.staff : null;
  if (made === 'rows-per-staff-week')
    return around.staff > 0 && around.days > 0 ? rows / around.staff / (around.days / 7) : null;
  if (rows === 0) return null;
  if (made === 'mean') return sum / rows;
  return (100 * (made === 'share' ? sum : keys)) / rows;
}
