import {
  alpha,
  type Answer,
  brennanPrediger,
  cohen,
  conger,
  fleiss,
  gwet,
  identity,
  percent,
  sharesOf,
  type Weights,
  type Why,
} from './coefficients.ts';
import { blanksOf, byCharacter, byUnit, matchedSegments, trimmed, united } from './cover.ts';
import { type Digest, digestOf, planOf } from './digest.ts';
import { type Interval, intervalOf, resamples } from './interval.ts';
import { type Pattern, type Ratings, Tally } from './ratings.ts';
import type { Stretch } from '../passages.ts';
import type { Unit } from './units.ts';

/** A document that all compared coders have finished. `units` are its sentences or turns, `text` its words where white space is trimmed. */
export type Compared = {
  readonly id: string;
  readonly characters: number;
  readonly text?: string | undefined;
  readonly units?: readonly Stretch[] | undefined;
};

/** One stretch a coder put a code on. */
export type Marked = Stretch & { readonly sourceId: string; readonly coder: string; readonly code: string };

/** How coders are compared; `threshold` is for segments, `resamples` and `seed` for the intervals. */
export type Settings = {
  readonly unit: Unit;
  readonly threshold: number;
  readonly trim: boolean;
  readonly resamples: number;
  readonly seed: number;
};

/** The coefficients of a comparison of coders, in the order they are shown. */
export const coefficients = ['percent', 'cohen', 'fleiss', 'alpha', 'brennanPrediger', 'gwet'] as const;
export type Coefficient = (typeof coefficients)[number];

/** A coefficient with its interval over resampled sources; no interval with fewer than two sources. */
export type Measured = {
  readonly value: number | null;
  readonly why: Why | null;
  readonly interval: Interval | null;
};

/** What a comparison says of one code, or of all codes together. `categories` is the k of Brennan and Prediger. */
export type Agreed = {
  readonly units: number;
  readonly prevalence: number | null;
  readonly byCoder: (number | null)[];
  readonly categories: number;
} & Readonly<Record<Coefficient, Measured>>;

/** The mean of a coefficient over codes: how many codes have a value, and how many were left out because theirs is undefined. */
export type Mean = Measured & { readonly of: number; readonly leftOut: number };

/** Agreement per code, over all used codes pooled (each code on each unit a decision), and as means over codes. */
export type Comparison = {
  readonly documents: number;
  readonly codes: readonly (Agreed & { readonly code: string })[];
  readonly pooled: Agreed;
  readonly mean: Readonly<Record<Coefficient, Mean>>;
};

/** Compares coders code by code on documents that all of them finished; a code that none of them used is not in the answer. */
export function compare(
  documents: readonly Compared[],
  coders: readonly string[],
  marked: readonly Marked[],
  settings: Settings,
): Comparison {
  const place = new Map(documents.map(({ id }, index) => [id, index]));
  const byCode = Map.groupBy(
    marked.filter((one) => place.has(one.sourceId) && coders.includes(one.coder) && one.end > one.start),
    ({ code }) => code,
  );
  const blanks = settings.trim ? documents.map(({ text }) => blanksOf(text ?? '')) : [];
  const draws = documents.length < 2 ? [] : resamples(documents.length, settings.resamples, settings.seed);
  const k = settings.unit === 'segment' ? byCode.size : 2;
  const pooled = new Tally();
  const codes = [...byCode].map(([code, here]) => {
    const tally = new Tally();
    const of = Map.groupBy(here, ({ sourceId }) => place.get(sourceId) ?? 0);
    documents.forEach((document, source) => {
      const blank = blanks[source];
      const mine = coders.map((coder) => {
        const own = (of.get(source) ?? []).filter((one) => one.coder === coder);
        return united(blank === undefined ? own : trimmed(own, blank));
      });
      for (const [pattern, count] of unitsOf(mine, document, settings)) {
        tally.add(source, pattern, count);
        pooled.add(source, pattern, count);
      }
    });
    return { code, ...measure(binary(tally, coders.length, documents.length), { draws, k, settings }) };
  });
  const whole = measure(binary(pooled, coders.length, documents.length), { draws, k, settings });
  return {
    documents: documents.length,
    codes: codes.map(({ replicas: _, ...agreed }) => agreed),
    pooled: strip(whole),
    mean: meansOf(codes, draws.length),
  };
}

const strip = ({ replicas: _, ...agreed }: Measures): Agreed => agreed;

function binary(tally: Tally, raters: number, sources: number): Ratings {
  return { values: [0, 1], raters, named: true, ...tally.counted(sources) };
}

/** The units of one code in one document, by what each coder said of them. */
function unitsOf(
  coders: readonly (readonly Stretch[])[],
  document: Compared,
  { unit, threshold }: Settings,
): (readonly [Pattern, number])[] {
  if (unit === 'segment') return segmentUnits(coders, threshold);
  const sets =
    unit === 'character'
      ? byCharacter(coders, document.characters)
      : byUnit(
          coders,
          unit === 'document' ? [{ start: 0, end: document.characters }] : (document.units ?? []),
        );
  return [...sets].map(([set, count]) => [coders.map((_, coder) => (set >> coder) & 1), count] as const);
}

/** Each pair of coders by itself; the others say nothing of its segments. */
function segmentUnits(coders: readonly (readonly Stretch[])[], threshold: number): [Pattern, number][] {
  return coders.flatMap((first, one) =>
    coders.slice(one + 1).flatMap((second, step): [Pattern, number][] => {
      const other = one + 1 + step;
      const said = (left: number, right: number) =>
        coders.map((_, coder) => (coder === one ? left : coder === other ? right : null));
      const found = matchedSegments(first, second, threshold);
      return [
        [said(1, 1), found.both],
        [said(1, 0), found.first],
        [said(0, 1), found.second],
      ];
    }),
  );
}

type Replicas = Readonly<Record<Coefficient, Float64Array>>;
type Measures = Agreed & { readonly replicas: Replicas };
type Asked = { readonly draws: readonly Uint16Array[]; readonly k: number; readonly settings: Settings };

function measure(ratings: Ratings, { draws, k, settings }: Asked): Measures {
  const plan = planOf(ratings);
  const digest = digestOf(plan);
  const weights = identity(2);
  const byCoder = Array.from({ length: ratings.raters }, (_, coder) => {
    const [not = 0, used = 0] = digest.byRater.subarray(coder * 2, coder * 2 + 2);
    return not + used === 0 ? null : used / (not + used);
  });
  const unused = (sharesOf(digest)[1] ?? 0) === 0;
  const answers = answersOf(digest, { weights, k, settings });
  const replicas = record(() => new Float64Array(draws.length));
  draws.forEach((times, at) => {
    const again = answersOf(digestOf(plan, times), { weights, k, settings });
    for (const one of coefficients) replicas[one][at] = again[one].value ?? Number.NaN;
  });
  return {
    units: digest.paired,
    prevalence: digest.rated === 0 ? null : (sharesOf(digest)[1] ?? null),
    byCoder,
    categories: k,
    replicas,
    ...record((one): Measured => {
      const answer: Answer = unused && one !== 'percent' ? { value: null, why: 'nobodyUsed' } : answers[one];
      return { ...answer, interval: answer.value === null ? null : intervalOf(replicas[one]) };
    }),
  };
}

/** Segments know no unit that everybody left alone, so that nothing but Brennan and Prediger's chance can be taken off them. */
function answersOf(
  digest: Digest,
  { weights, k, settings }: { weights: Weights; k: number; settings: Settings },
): Record<Coefficient, Answer> {
  const agreed = percent(digest, weights);
  if (settings.unit === 'segment') {
    const none: Answer = { value: null, why: 'segmentsOnly' };
    return {
      percent: agreed,
      cohen: none,
      fleiss: none,
      alpha: none,
      gwet: none,
      brennanPrediger:
        agreed.value === null
          ? agreed
          : k < 2
            ? { value: null, why: 'oneCategory' }
            : { value: (agreed.value - 1 / k) / (1 - 1 / k), why: null },
    };
  }
  return {
    percent: agreed,
    cohen: digest.raters === 2 ? cohen(digest, weights) : conger(digest, weights),
    fleiss: fleiss(digest, weights),
    alpha: alpha(digest, 'nominal', [0, 1]),
    brennanPrediger: brennanPrediger(digest, weights),
    gwet: gwet(digest, weights),
  };
}

function meansOf(codes: readonly Measures[], times: number): Record<Coefficient, Mean> {
  return record((one): Mean => {
    const known = codes.flatMap((code) => (code[one].value === null ? [] : [code[one].value]));
    const leftOut = codes.length - known.length;
    const [first] = codes;
    if (known.length === 0)
      return { value: null, why: first?.[one].why ?? 'noUnits', interval: null, of: 0, leftOut };
    const again = Float64Array.from({ length: times }, (_, at) =>
      meanOf(codes.map((code) => code.replicas[one][at] ?? Number.NaN)),
    );
    return { value: meanOf(known), why: null, interval: intervalOf(again), of: known.length, leftOut };
  });
}

function meanOf(values: readonly number[]): number {
  let [sum, count] = [0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    count += 1;
  }
  return count === 0 ? Number.NaN : sum / count;
}

function record<T>(of: (one: Coefficient) => T): Record<Coefficient, T> {
  return Object.fromEntries(coefficients.map((one) => [one, of(one)])) as Record<Coefficient, T>;
}
