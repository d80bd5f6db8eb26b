import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  alpha,
  type Answer,
  brennanPrediger,
  cohen,
  conger,
  fleiss,
  graded,
  gwet,
  metrics,
  percent,
} from './coefficients.ts';
import { byCharacter, byUnit, matchedSegments } from './cover.ts';
import { digestOf, planOf } from './digest.ts';
import { ratingsOf, Tally } from './ratings.ts';
import { slow, slowAlpha, slowCover, type Unit } from './testing/slow.ts';

const scale = [0, 1, 2, 3];
const rating = fc.option(fc.constantFrom(...scale), { freq: 5 });
const someUnits = (raters: number) =>
  fc.array(fc.array(rating, { minLength: raters, maxLength: raters }), { minLength: 1, maxLength: 25 });
const anyUnits: fc.Arbitrary<Unit[]> = fc.integer({ min: 2, max: 5 }).chain(someUnits);
const digested = (units: readonly Unit[]) => digestOf(planOf(ratingsOf(units, scale)));

/** The same number, or undefined exactly where the slow way finds nothing to divide by. */
function same(answer: Answer, other: number): void {
  if (answer.value === null) expect(Number.isFinite(other)).toBe(false);
  else expect(answer.value).toBeCloseTo(other, 9);
}

describe('a second, independent formulation gives the same', () => {
  test('for every coefficient, with missing ratings', () => {
    fc.assert(
      fc.property(anyUnits, (units) => {
        const [digest, other] = [digested(units), slow(units, scale)];
        same(percent(digest), other.percent);
        same(fleiss(digest), other.fleiss);
        same(brennanPrediger(digest), other.brennanPrediger);
        same(gwet(digest), other.gwet);
        for (const metric of metrics) same(alpha(digest, metric, scale), slowAlpha(units, metric));
      }),
      { numRuns: 300, seed: 60 },
    );
  });
  test('for the kappas of two raters, plain and weighted; Conger’s is Cohen’s for two who rated everything', () => {
    fc.assert(
      fc.property(someUnits(2), (units) => {
        const [digest, other] = [digested(units), slow(units, scale)];
        same(cohen(digest), other.cohen);
        same(cohen(digest, graded(scale, 'quadratic')), other.cohenQuadratic);
        const whole = units.filter((unit) => unit.every((one) => one !== null));
        if (whole.length > 0) expect(conger(digested(whole))).toEqual(nearly(cohen(digested(whole))));
      }),
      { numRuns: 300, seed: 61 },
    );
  });
  test('canary: a coefficient that forgets the missing ratings is caught', () => {
    const units: Unit[] = [
      [0, 0, null],
      [1, null, 1],
      [null, 2, 3],
      [0, 1, 1],
    ];
    const forgotten = digested(units.map((unit) => unit.map((one) => one ?? 0)));
    expect(alpha(forgotten, 'nominal', scale).value).not.toBeCloseTo(slowAlpha(units, 'nominal'), 3);
  });
});

function nearly(answer: Answer): unknown {
  return answer.value === null ? answer : { value: expect.closeTo(answer.value, 9), why: null };
}

const stretch = fc
  .record({ start: fc.nat({ max: 40 }), length: fc.nat({ max: 15 }) })
  .map(({ start, length }) => ({ start, end: Math.min(50, start + length) }));
const coders = fc.array(fc.array(stretch, { maxLength: 6 }), { minLength: 2, maxLength: 4 });

describe('who covers what', () => {
  test('swept over is the same as looked at character by character, self-overlap and empty stretches included', () => {
    fc.assert(
      fc.property(coders, (lists) => {
        const counted = new Map<number, number>();
        for (const unit of slowCover(lists, 50)) {
          const set = unit.reduce<number>((sum, one, coder) => sum + (one ?? 0) * 2 ** coder, 0);
          counted.set(set, (counted.get(set) ?? 0) + 1);
        }
        expect(new Map([...byCharacter(lists, 50)].sort())).toEqual(new Map([...counted].sort()));
      }),
      { numRuns: 300, seed: 62 },
    );
  });
  test('by unit: touched with one character or not at all', () => {
    const units = [
      { start: 0, end: 10 },
      { start: 11, end: 20 },
      { start: 20, end: 30 },
    ];
    const first = [{ start: 9, end: 12 }];
    const second = [
      { start: 10, end: 11 },
      { start: 29, end: 40 },
      { start: 5, end: 5 },
    ];
    expect(byUnit([first, second], units)).toEqual(
      new Map([
        [1, 2],
        [2, 1],
      ]),
    );
  });
  test('a segment matches one other at most, above the threshold', () => {
    const one = [
      { start: 0, end: 100 },
      { start: 200, end: 210 },
    ];
    expect(matchedSegments(one, [{ start: 5, end: 100 }], 0.9)).toEqual({ both: 1, first: 1, second: 0 });
    expect(matchedSegments(one, [{ start: 15, end: 100 }], 0.9)).toEqual({ both: 0, first: 2, second: 1 });
    const halves = [
      { start: 0, end: 50 },
      { start: 50, end: 100 },
    ];
    expect(matchedSegments(one, halves, 0.5)).toEqual({ both: 1, first: 1, second: 1 });
  });
});

describe('what has no value says why', () => {
  test.each([
    [
      'nobody rated anything twice',
      [
        [0, null],
        [null, 1],
      ],
      'noUnits',
    ],
    [
      'everybody always says the same',
      [
        [1, 1],
        [1, 1],
      ],
      'oneValue',
    ],
  ] as const)('%s', (_, units, why) => {
    const digest = digested(units);
    for (const answer of [cohen(digest), fleiss(digest), alpha(digest, 'nominal', scale)])
      expect(answer).toEqual({ value: null, why });
  });
  test('distances need numbers, and ratios none below zero', () => {
    const words = digestOf(planOf(ratingsOf([['a', 'b']])));
    expect(alpha(words, 'interval', ['a', 'b'])).toEqual({ value: null, why: 'notNumbers' });
    const below = digestOf(planOf(ratingsOf([[-1, 1]])));
    expect(alpha(below, 'ratio', [-1, 1])).toEqual({ value: null, why: 'notRatio' });
  });
  test('a category nobody uses does not move alpha, but does move Brennan and Prediger', () => {
    const units: Unit[] = [
      [0, 0],
      [1, 1],
      [0, 1],
      [3, 3],
    ];
    const [few, many] = [
      [0, 1, 3],
      [0, 1, 2, 3],
    ];
    const of = (values: readonly number[]) => digestOf(planOf(ratingsOf(units, values)));
    for (const metric of metrics) expect(alpha(of(few), metric, few)).toEqual(alpha(of(many), metric, many));
    expect(brennanPrediger(of(few)).value).not.toBe(brennanPrediger(of(many)).value);
  });
  test('units are counted by pattern, however many there are', () => {
    const tally = new Tally();
    tally.add(0, [0, 1], 100_000);
    tally.add(1, [0, 1], 5);
    tally.add(1, [1, 1], 0);
    expect(tally.counted(2)).toEqual({ patterns: [[0, 1]], sources: [[100_000], [5]] });
  });
});
