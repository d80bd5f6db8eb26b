import { expect, test } from 'vitest';
import { dueBefore, endingOf, readinessOf, stepState } from './model.ts';
import { centsOf, percentOf, wholeOf } from './web/footing/numbers.ts';

const step = { doneOn: null, notNeeded: false, dueOn: '2026-03-10', inTheWay: null };

test('a step is late the day after it was due, whatever stands in the way; done and not needed end that', () => {
  expect(stepState(step, '2026-03-10')).toBe('to_do');
  expect(stepState(step, '2026-03-11')).toBe('late');
  expect(stepState({ ...step, inTheWay: 'No lease yet' }, '2026-03-10')).toBe('blocked');
  expect(stepState({ ...step, inTheWay: 'No lease yet' }, '2026-03-11')).toBe('late');
  expect(stepState({ ...step, notNeeded: true }, '2026-03-11')).toBe('not_needed');
  expect(stepState({ ...step, doneOn: '2026-03-12' }, '2026-03-13')).toBe('done');
  expect(stepState({ ...step, dueOn: null }, '2036-01-01')).toBe('to_do');
});

test('readiness leaves out what is not needed', () => {
  expect(readinessOf(['done', 'late', 'blocked', 'not_needed', 'to_do'])).toEqual({ done: 1, needed: 4 });
  expect(readinessOf([])).toEqual({ done: 0, needed: 0 });
});

test('steps are due so many weeks before the day hoped for, or after it', () => {
  expect(dueBefore('2026-03-10', 2)).toBe('2026-02-24');
  expect(dueBefore('2026-03-10', -4)).toBe('2026-04-07');
});

test('money is announced six and three months before its last day, which it still pays for', () => {
  const ending = (lastOn: string | null, renewal: 'unknown' | 'renewed' = 'unknown') =>
    endingOf(lastOn, renewal, '2026-03-10');
  expect(ending('2026-09-09')).toBe('far');
  expect(ending('2026-09-08')).toBe('six_months');
  expect(ending('2026-06-10')).toBe('six_months');
  expect(ending('2026-06-09')).toBe('three_months');
  expect(ending('2026-03-10')).toBe('three_months');
  expect(ending('2026-03-09')).toBe('over');
  expect(ending('2026-03-09', 'renewed')).toBe('far');
  expect(ending(null)).toBe('far');
});

test('numbers as people type them, in both languages', () => {
  expect(centsOf('120 000')).toBe(12_000_000);
  expect(centsOf('1500,50')).toBe(150_050);
  expect(centsOf('$ 12.5')).toBe(1_250);
  expect([centsOf(''), centsOf('many'), centsOf('-3'), centsOf('1.234')]).toEqual([
    undefined,
    null,
    null,
    null,
  ]);
  expect([wholeOf('1 200'), wholeOf(''), wholeOf('1.5')]).toEqual([1200, undefined, null]);
  expect([percentOf('16,5 %'), percentOf('100.1'), percentOf('')]).toEqual([16.5, null, null]);
});
