import { chance } from './chance.ts';

/** Where 95 of 100 resamples lie, and in how many the coefficient had no value. */
export type Interval = { readonly low: number; readonly high: number; readonly without: number };

/** How often each source was drawn, for each resample: as many draws as there are sources, with replacement. */
export function resamples(sources: number, times: number, seed: number): Uint16Array[] {
  const below = chance(seed);
  return Array.from({ length: times }, () => {
    const drawn = new Uint16Array(sources);
    for (let draw = 0; draw < sources; draw += 1) {
      const at = below(sources);
      drawn[at] = (drawn[at] ?? 0) + 1;
    }
    return drawn;
  });
}

/** The percentile interval (2.5 to 97.5) of resampled values; NaN marks a resample without a value. Nothing when over half had none. */
export function intervalOf(values: Float64Array): Interval | null {
  const known = values.filter((value) => !Number.isNaN(value)).sort();
  if (known.length === 0 || known.length * 2 < values.length) return null;
  return {
    low: quantile(known, 0.025),
    high: quantile(known, 0.975),
    without: values.length - known.length,
  };
}

/** Between the two nearest values in order, as R's default and most packages do. */
function quantile(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share;
  const [low = 0, high = low] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return low + (high - low) * (place - Math.floor(place));
}
