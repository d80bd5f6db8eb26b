import { expect, test } from 'vitest';
import type { Point } from '../../measures/model.ts';
import { monthsToLeave, tooSmall } from './small.ts';

const months = (values: readonly number[], people = 20): Point[] =>
  values.map((value, index) => ({
    period: `2026-${String(index + 1).padStart(2, '0')}-01`,
    value,
    records: value,
    people,
  }));

test('a count from 1 to 4 does not leave, a zero and a five do', () => {
  expect([0, 1, 4, 5].map((value) => tooSmall({ value, people: value }, 'count'))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(tooSmall({ value: 0.5, people: 4 }, 'percent')).toBe(true);
});

test('a small month takes another of its quarter with it, because the quarter’s total is printed', () => {
  expect(monthsToLeave(months([3, 20, 9, 11, 12, 13]), 'count').map((one) => one.value)).toEqual([
    null,
    20,
    null,
    11,
    12,
    13,
  ]);
  expect(monthsToLeave(months([1, 1, 1, 11, 12, 13]), 'count').map((one) => one.value)).toEqual([
    null,
    null,
    null,
    11,
    12,
    13,
  ]);
});
