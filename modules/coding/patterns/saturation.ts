/** When a study is said to hear nothing new: a base of texts, runs of texts after it, and how much of the base's codes a run may still add. */
export type SaturationRule = {
  /** Texts in the base, from 1. */
  readonly base: number;
  /** Texts in a run, from 1. */
  readonly run: number;
  /** Share of the base's codes that a run may add at most, 0 to 1. */
  readonly threshold: number;
};

/** The rule a team begins with: four texts, runs of two, at most one new code in twenty (after Guest, Namey and Chen 2020, doi 10.1371/journal.pone.0232076). */
export const usualSaturation: SaturationRule = { base: 4, run: 2, threshold: 0.05 };

/** One text in its order: how many codes it has, how many of them are new, and how many are known after it. */
export type SaturationPoint = {
  readonly codes: number;
  readonly fresh: readonly string[];
  readonly known: number;
};

/** A run of texts after the base: where it begins (from 0), what it adds, and the share of the base's codes that is. */
export type Run = { readonly from: number; readonly fresh: number; readonly share: number };

/** New codes text by text, and the first run that adds no more than the rule allows; no run where there are too few texts or the base has no code. */
export function saturationOf(
  texts: readonly (readonly string[])[],
  rule: SaturationRule,
): { points: SaturationPoint[]; baseCodes: number; runs: Run[]; reached: Run | undefined } {
  const known = new Set<string>();
  const points = texts.map((codes) => {
    const fresh = [...new Set(codes)].filter((code) => !known.has(code));
    for (const code of fresh) known.add(code);
    return { codes: new Set(codes).size, fresh, known: known.size };
  });
  const baseCodes = points[rule.base - 1]?.known ?? 0;
  const runs: Run[] = [];
  for (let from = rule.base; baseCodes > 0 && from + rule.run <= points.length; from += 1) {
    const fresh = points.slice(from, from + rule.run).reduce((sum, point) => sum + point.fresh.length, 0);
    runs.push({ from, fresh, share: fresh / baseCodes });
  }
  return { points, baseCodes, runs, reached: runs.find((run) => run.share <= rule.threshold) };
}
