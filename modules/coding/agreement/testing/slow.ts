import type { Metric } from '../coefficients.ts';

/** A unit as a plain list: what each rater said, null for nothing. */
export type Unit = readonly (number | null)[];

/** All ordered pairs of different raters who both rated a unit. */
function pairsOf(unit: Unit): [number, number][] {
  return unit.flatMap((one, first) =>
    unit.flatMap((other, second): [number, number][] =>
      first !== second && one !== null && other !== null ? [[one, other]] : [],
    ),
  );
}

const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
const said = (unit: Unit) => unit.flatMap((one) => (one === null ? [] : [one]));
const chanceOff = (observed: number, expected: number) => (observed - expected) / (1 - expected);

/** The second way to every coefficient: unit by unit and pair by pair, with no table of any kind. NaN where it has no value. */
export function slow(units: readonly Unit[], values: readonly number[]) {
  const paired = units.filter((unit) => said(unit).length > 1);
  const observed = mean(paired.map((unit) => mean(pairsOf(unit).map(([a, b]) => (a === b ? 1 : 0)))));
  const rated = units.filter((unit) => said(unit).length > 0);
  const share = (value: number) =>
    mean(rated.map((unit) => mean(said(unit).map((one) => (one === value ? 1 : 0)))));
  const shares = values.map(share);
  const both = units.flatMap(([a = null, b = null]) => (a !== null && b !== null ? [[a, b] as const] : []));
  const meets = mean(both.flatMap(([a]) => both.map(([, b]) => (a === b ? 1 : 0))));
  return {
    percent: observed,
    fleiss: chanceOff(
      observed,
      shares.reduce((sum, one) => sum + one * one, 0),
    ),
    brennanPrediger: chanceOff(observed, 1 / values.length),
    gwet: chanceOff(observed, shares.reduce((sum, one) => sum + one * (1 - one), 0) / (values.length - 1)),
    cohen: chanceOff(mean(both.map(([a, b]) => (a === b ? 1 : 0))), meets),
    cohenQuadratic:
      1 -
      mean(both.map(([a, b]) => (a - b) ** 2)) /
        mean(both.flatMap(([a]) => both.map(([, b]) => (a - b) ** 2))),
  };
}

/** Krippendorff's alpha as one minus the mean distance within units over the mean distance among all pairable ratings. */
export function slowAlpha(units: readonly Unit[], metric: Metric): number {
  const all = units.filter((unit) => said(unit).length > 1).flatMap(said);
  const far = (a: number, b: number): number => {
    if (a === b) return 0;
    if (metric === 'nominal') return 1;
    if (metric === 'interval') return (a - b) ** 2;
    if (metric === 'ratio') return ((a - b) / (a + b)) ** 2;
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    const between = all.filter((one) => one > low && one < high).length;
    return (between + all.filter((one) => one === low || one === high).length / 2) ** 2;
  };
  const within = units
    .filter((unit) => said(unit).length > 1)
    .flatMap((unit) => pairsOf(unit).map(([a, b]) => far(a, b) / (said(unit).length - 1)));
  const among = all.flatMap((a, i) => all.flatMap((b, j) => (i === j ? [] : [far(a, b)])));
  return 1 - within.reduce((s, x) => s + x, 0) / all.length / mean(among);
}

/** Who covers each character of a text, one character at a time. */
export function slowCover(
  coders: readonly (readonly { start: number; end: number }[])[],
  characters: number,
): Unit[] {
  return Array.from({ length: characters }, (_, at) =>
    coders.map((list) => (list.some(({ start, end }) => start <= at && at < end) ? 1 : 0)),
  );
}
