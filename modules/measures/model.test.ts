import { expect, test } from 'vitest';
import { periodOf, periodsBetween, type Point, readRun } from './model.ts';

const series = (values: readonly (number | null)[]): Point[] =>
  values.map((value, index) => ({
    period: `2026-${String(index + 1).padStart(2, '0')}-01`,
    value,
    records: 10,
    people: 8,
  }));

test('periods begin where people expect them to', () => {
  expect(periodOf('2026-03-31', 'month')).toBe('2026-03-01');
  expect(periodOf('2026-05-17', 'quarter')).toBe('2026-04-01');
  expect(periodOf('2026-03-01', 'week')).toBe('2026-02-23');
  expect(periodsBetween('2025-12-15', '2026-03-01', 'month')).toEqual([
    '2025-12-01',
    '2026-01-01',
    '2026-02-01',
  ]);
});

test('a series of nothing has no centre line', () => {
  expect(readRun(series([null, null]))).toEqual({ centre: null, shiftFrom: null, shift: null });
});

test('six points on one side are a shift, five are not', () => {
  const before = [4, 5, 6, 5, 4];
  const five = series([...before, 7, 7, 8, 7, 9]);
  const six = series([...before, 7, 7, 8, 7, 9, 8]);
  expect(readRun(five, '2026-06-01').shift).toBeNull();
  expect(readRun(six, '2026-06-01')).toEqual({ centre: 5, shiftFrom: '2026-06-01', shift: 'up' });
});

test('a point on the centre line neither breaks nor lengthens a run; a missing one is passed over', () => {
  const points = series([4, 5, 6, 5, 4, 7, 5, 7, null, 8, 7, 9, 8]);
  expect(readRun(points, '2026-06-01').shift).toBe('up');
  expect(readRun(series([4, 5, 6, 5, 4, 7, 7, 7, 3, 8, 7, 9]), '2026-06-01').shift).toBeNull();
});
