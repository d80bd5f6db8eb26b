import { expect, test } from 'vitest';
import { decisionBlocked, trialState, verdictOf } from './model.ts';

const trial = { startsOn: '2026-03-01', endsOn: '2026-04-01', decision: null } as const;

test('a trial is planned before its first day, running from it, due from its last, and decided whatever the day', () => {
  const at = (today: string) => trialState(trial, today);
  expect(['2026-02-28', '2026-03-01', '2026-03-31', '2026-04-01', '2027-01-01'].map(at)).toEqual([
    'planned',
    'running',
    'running',
    'due',
    'due',
  ]);
  expect(trialState({ ...trial, endsOn: null }, '2027-01-01')).toBe('running');
  expect(trialState({ ...trial, decision: 'adapt' }, '2026-02-01')).toBe('decided');
});

test('a decision needs a trial that has begun and is not decided', () => {
  expect((['planned', 'running', 'due', 'decided'] as const).map(decisionBlocked)).toEqual([
    'notBegun',
    null,
    null,
    'alreadyDecided',
  ]);
});

test('figures keep or break a prediction only by a sustained shift', () => {
  expect([
    verdictOf('up', 'up'),
    verdictOf('down', 'down'),
    verdictOf('up', 'down'),
    verdictOf('down', null),
  ]).toEqual(['kept', 'kept', 'broken', 'open']);
});
