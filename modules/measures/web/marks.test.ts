import { expect, test } from 'vitest';
import { marksAt } from './marks.ts';

const periods = ['2026-01-01', '2026-02-01', '2026-03-01'];

test('a mark stands in the period its day falls in; marks of one period share it', () => {
  expect(
    marksAt(periods, [
      { on: '2026-03-15', label: 'later' },
      { on: '2026-02-01', label: 'first' },
      { on: '2026-02-28', label: 'last' },
    ]),
  ).toEqual([
    { at: 1, short: '1', label: 'first · last' },
    { at: 2, short: '2', label: 'later' },
  ]);
});

test('what began before the first period has no mark', () => {
  expect(marksAt(periods, [{ on: '2025-12-31', label: 'before' }])).toEqual([]);
});
