import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from '../../kernel/time.ts';
import { daysHeld, daysToFirstEmployer } from './model.ts';

const start = '2025-01-01';
const day = fc.integer({ min: -400, max: 400 }).map((offset) => addDays(start, offset));

test('the first employer is the earliest contact on or after enrolment, whatever the order they are given in', () => {
  fc.assert(
    fc.property(fc.array(day), (days) => {
      const after = days.filter((one) => one >= start).map((one) => daysBetween(start, one));
      expect(daysToFirstEmployer(start, days)).toBe(after.length === 0 ? null : Math.min(...after));
    }),
  );
  expect(daysToFirstEmployer(start, ['2024-12-31', '2025-01-15', '2025-01-10'])).toBe(9);
});

test('a job lasts until it ended, or until today', () => {
  expect(daysHeld('2026-01-01', null, '2026-04-01')).toBe(90);
  expect(daysHeld('2026-01-01', '2026-01-31', '2026-04-01')).toBe(30);
  expect(daysHeld('2026-05-01', null, '2026-04-01')).toBe(0);
});
