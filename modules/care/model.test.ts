import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '../../kernel/time.ts';
import { dueTime, liesAhead, noteClassOf, teamAt } from './model.ts';

const held = (role: string, siteId: string | null = 'here') => ({ role, siteId });

test('somebody of both teams writes for the health team, and its notes are guarded as health', () => {
  expect(teamAt([held('worker'), held('clinician')], 'here')).toBe('clinician');
  expect(teamAt([held('worker'), held('clinician', 'elsewhere')], 'here')).toBe('worker');
  expect(teamAt([held('coordinator')], 'here')).toBe('coordinator');
  expect([noteClassOf('clinician'), noteClassOf('worker'), noteClassOf('coordinator')]).toEqual([
    'health',
    'notes',
    'notes',
  ]);
});

test('every due day is late, today, soon or later, and never two of them', () => {
  const today = '2026-02-27';
  fc.assert(
    fc.property(fc.integer({ min: -60, max: 60 }), (offset) => {
      const expected = offset < 0 ? 'late' : offset === 0 ? 'today' : offset <= 7 ? 'soon' : 'later';
      expect(dueTime(addDays(today, offset), today)).toBe(expected);
    }),
  );
  expect(dueTime(null, today)).toBe('open');
});

test('a clock that runs ten minutes fast is forgiven, eleven are not', () => {
  const now = new Date('2026-01-01T12:00:00Z');
  expect(liesAhead(new Date('2026-01-01T12:10:00Z'), now)).toBe(false);
  expect(liesAhead(new Date('2026-01-01T12:10:01Z'), now)).toBe(true);
});
