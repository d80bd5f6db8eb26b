import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import scale from '../../../definitions/scales/fidelity/ips-25-1.1.0.json' with { type: 'json' };
import { type Cut, figureOf, scoreOf } from './score.ts';
import { windows } from './windows.ts';

const cutsOf = (code: string) =>
  scale.items.find((item) => item.code === code)?.['records' as never]?.['cuts'] as Cut[] | undefined;

describe('the score of a value', () => {
  test.each([
    ['staffing.1', [20, 21, 25, 26, 30, 31, 40, 41], [5, 4, 4, 3, 3, 2, 2, 1]],
    ['services.4', [30, 31, 60, 61, 150, 151, 270, 271], [5, 4, 4, 3, 3, 2, 2, 1]],
    ['services.9', [100, 85, 84, 70, 69, 60, 50, 49], [5, 5, 4, 4, 3, 3, 2, 1]],
    ['services.10', [95, 94, 85, 84, 75, 65, 64], [5, 4, 4, 3, 3, 2, 1]],
    ['services.13', [65, 64, 50, 40, 31, 30], [5, 4, 4, 3, 2, 1]],
  ])('%s follows its printed anchors', (code, values, scores) => {
    expect(values.map((value) => scoreOf(value, cutsOf(code)))).toEqual(scores);
  });

  test('nothing is scored without a value, or where the anchors are no numbers', () => {
    expect(scoreOf(null, cutsOf('services.4'))).toBeNull();
    expect(scoreOf(50, cutsOf('services.2'))).toBeNull();
  });

  test('every value gets exactly one of the scale’s scores', () => {
    const cuts = cutsOf('staffing.1');
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e4, noNaN: true }), (value) =>
        [1, 2, 3, 4, 5].includes(scoreOf(value, cuts) ?? 0),
      ),
    );
  });
});

test('a figure is worked out by hand', () => {
  const counted = { rows: 8, people: 5, keys: 6, sum: 6 };
  const around = { staff: 1.5, days: 28 };
  expect(figureOf('mean', counted, around)).toBe(0.75);
  expect(figureOf('share', counted, around)).toBe(75);
  expect(figureOf('distinct', counted, around)).toBe(75);
  expect(figureOf('people-per-staff', counted, around)).toBeCloseTo(3.3333, 4);
  expect(figureOf('rows-per-staff-week', counted, around)).toBeCloseTo(8 / 1.5 / 4, 10);
  expect(figureOf('rows-per-staff-week', counted, { staff: 0, days: 28 })).toBeNull();
  expect(figureOf('share', { rows: 0, people: 0, keys: 0, sum: 0 }, around)).toBeNull();
});

test('a window takes today in and ends tomorrow', () => {
  expect(windows(new Date(2026, 10, 22)).map(({ from, to }) => [from, to])).toEqual([
    ['2026-05-23', '2026-11-23'],
    ['2026-08-23', '2026-11-23'],
    ['2026-10-23', '2026-11-23'],
  ]);
});
