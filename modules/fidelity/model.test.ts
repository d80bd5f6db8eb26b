import { describe, expect, test } from 'vitest';
import ips from '../../definitions/scales/fidelity/ips-25-1.2.0.json' with { type: 'json' };
import { Scale } from '../vocabulary/model.ts';
import {
  canBeReviewed,
  choicesOf,
  sameScore,
  type Scored,
  sectionMeans,
  stateOf,
  totalOf,
  weakAtMost,
} from './model.ts';

const scale = Scale.parse(ips);
const item = (at: number) => {
  const found = scale.items[at];
  if (found === undefined) throw new Error('no such item');
  return found;
};
const all = (scores: readonly (number | null)[]): Scored[] =>
  scores.map((score, at) => ({ code: item(at).code, score }));
const of = (count: number, score: number) => Array.from({ length: count }, () => score);
const other = (scoring: Partial<Scale['scoring']>): Scale => ({
  ...scale,
  scoring: { ...scale.scoring, ...scoring },
});

describe('the total of a full review, against a hand calculation', () => {
  test.each([
    [of(25, 1), 25, 'not-se'],
    [of(25, 5), 125, 'exemplary'],
    // 11 × 2 + 14 × 4 = 22 + 56 = 78
    [[...of(11, 2), ...of(14, 4)], 78, 'fair'],
    // 23 × 3 + 2 × 2 = 73: one under the first threshold
    [[...of(23, 3), 2, 2], 73, 'not-se'],
    [[...of(24, 3), 2], 74, 'fair'],
    [of(25, 4), 100, 'good'],
    // 15 × 5 + 10 × 4 = 115
    [[...of(15, 5), ...of(10, 4)], 115, 'exemplary'],
    [[...of(14, 5), ...of(11, 4)], 114, 'good'],
  ])('%# gives %i and its band', (scores, total, band) => {
    expect(totalOf(scale, all(scores))).toEqual({ judged: 25, items: 25, total, low: 25, high: 125, band });
  });
});

describe('what could not be judged', () => {
  const scores = [...of(20, 4), ...of(3, 2), null, null];
  test('leaves no total where the scale wants every item', () => {
    expect(totalOf(scale, all(scores))).toMatchObject({ judged: 23, total: null, low: null, band: null });
  });
  test('is left out and never counted as nought where the scale allows it, and the band is not claimed', () => {
    // 20 × 4 + 3 × 2 = 86, of 23 to 115
    expect(totalOf(other({ allItemsRequired: false }), all(scores))).toEqual({
      ...{ judged: 23, items: 25, total: 86, low: 23, high: 115, band: null },
    });
    const bands = [{ code: 'middle', min: 3, max: 4, label: { en: 'm', fr: 'm' } }];
    const mean = other({ allItemsRequired: false, method: 'mean', bands });
    // 86 / 23 = 3.7391…; with noughts for the two it would be 3.44
    expect(totalOf(mean, all(scores)).total).toBeCloseTo(3.7391, 4);
    expect(totalOf(mean, all(scores))).toMatchObject({ low: 1, high: 5, band: 'middle' });
  });
  test('a rule without one total gives none, and neither does nothing at all', () => {
    expect(totalOf(other({ method: 'profile' }), all(of(25, 3))).total).toBeNull();
    expect(totalOf(other({ allItemsRequired: false, method: 'mean' }), []).total).toBeNull();
  });
});

test('sections have the mean of what was judged', () => {
  const scores = all([5, 4, null, ...of(8, 3), ...of(14, null as never)]);
  expect(sectionMeans(scale, scores)).toEqual([
    { code: 'staffing', judged: 2, mean: 4.5 },
    { code: 'organization', judged: 8, mean: 3 },
    { code: 'services', judged: 0, mean: null },
  ]);
});

test('scores come from the anchors, else from the range, whatever the scale', () => {
  expect(choicesOf(scale, item(0))).toEqual([1, 2, 3, 4, 5]);
  const { anchors: _anchors, ...bare } = item(0);
  expect(choicesOf(other({ itemRange: [0, 3] }), bare)).toEqual([0, 1, 2, 3]);
  expect(weakAtMost(scale, item(0))).toBe(3);
  const { weakAtMost: _weak, ...scoring } = scale.scoring;
  expect(weakAtMost({ ...scale, scoring: { ...scoring, itemRange: [0, 3] } }, bare)).toBe(1.5);
  expect(canBeReviewed(scale)).toBe(true);
  expect(canBeReviewed({ ...scale, use: 'client' })).toBe(false);
  expect(canBeReviewed({ ...scale, items: [] })).toBe(false);
});

test('reviewers scored alike only when all gave the same score', () => {
  expect(sameScore([{ score: 4 }, { score: 4 }])).toBe(4);
  expect(sameScore([{ score: 4 }, { score: 3 }])).toBeUndefined();
  expect(sameScore([{ score: null }, { score: null }])).toBeUndefined();
  expect(sameScore([])).toBeUndefined();
});

test('a review stands where its moments say', () => {
  const none = { openedAt: null, closedAt: null, withdrawnAt: null };
  expect(stateOf(none)).toBe('scoring');
  expect(stateOf({ ...none, openedAt: 1 })).toBe('agreeing');
  expect(stateOf({ ...none, openedAt: 1, closedAt: 1 })).toBe('closed');
  expect(stateOf({ ...none, withdrawnAt: 1 })).toBe('withdrawn');
});
