import { expect, test } from 'vitest';
import {
  dueOn,
  dueState,
  neededBy,
  type PostHeld,
  standingOn,
  sumOf,
  turnoverOf,
  vacantSince,
  weekOf,
} from './model.ts';

const post = (more: Partial<PostHeld> = {}): PostHeld => ({
  kind: 'regular',
  fte: 1,
  exists: { from: '2025-01-01', to: null },
  held: [],
  ...more,
});
const held = (from: string, to: string | null, leaves: boolean | null = null) => ({
  from,
  to,
  leaves,
  away: [],
});

test('days are half-open: the day somebody leaves, the post is empty', () => {
  const one = post({ held: [held('2025-02-01', '2025-06-01', true)] });
  expect(['2025-01-31', '2025-02-01', '2025-05-31', '2025-06-01'].map((day) => standingOn(one, day))).toEqual(
    ['vacant', 'held', 'held', 'vacant'],
  );
  expect([
    vacantSince(one, '2025-01-15'),
    vacantSince(one, '2025-03-01'),
    vacantSince(one, '2025-07-01'),
  ]).toEqual(['2025-01-01', null, '2025-06-01']);
  expect(standingOn(post({ exists: { from: '2025-01-01', to: '2025-02-01' } }), '2025-02-01')).toBe('none');
});

test('thirds add up to one', () => {
  const thirds = [1, 2, 3].map(() => post({ fte: 0.333, held: [held('2025-01-01', null)] }));
  expect(
    sumOf([...thirds, post({ fte: 0.001, held: [held('2025-01-01', null)] })], '2025-02-01').atWork,
  ).toBe(1);
});

test('turnover leaves out casual posts, posts outside the period and those who only moved', () => {
  const posts = [
    post({ held: [held('2025-01-01', '2025-04-01', true), held('2025-05-01', '2025-06-30', true)] }),
    post({ held: [held('2025-01-01', '2025-04-01', false)] }),
    post({ kind: 'casual', fte: 0, held: [held('2025-01-01', '2025-04-01', true)] }),
    post({ exists: { from: '2025-07-01', to: null } }),
  ];
  // By hand: two left one of two posts within 181 days: 2 ÷ 2 × 365.25 ÷ 181.
  expect(turnoverOf(posts, '2025-01-01', '2025-07-01')).toEqual({ left: 2, posts: 2, yearly: 365.25 / 181 });
  // The last day is not in the period.
  expect(turnoverOf(posts, '2025-01-01', '2025-06-30').left).toBe(1);
  expect(turnoverOf([], '2025-01-01', '2025-07-01')).toEqual({ left: 0, posts: 0, yearly: null });
});

test('months later is the same day, or the last one of a shorter month', () => {
  expect(dueOn('2024-01-31', { months: 1 })).toBe('2024-02-29');
  expect(dueOn('2024-02-29', { months: 12 })).toBe('2025-02-28');
  expect(dueOn('2025-11-15', { months: 24 })).toBe('2027-11-15');
  expect(dueOn('2025-11-15', {})).toBeNull();
  expect(dueOn('2025-11-15', { days: 42 })).toBe('2025-12-27');
});

test('what is due today is due soon; from tomorrow it is late', () => {
  const at = (today: string) => dueState('2025-01-01', '2025-03-01', { today, soon: 14 });
  expect(['2025-02-14', '2025-02-15', '2025-03-01', '2025-03-02'].map(at)).toEqual([
    'done',
    'soon',
    'soon',
    'late',
  ]);
  expect(dueState(null, null, { today: '2025-01-01', soon: 14 })).toBe('never');
});

test('a training is needed by access or by post', () => {
  const rules = [
    { code: 'a', access: ['worker'], posts: [] },
    { code: 'b', access: [], posts: ['nurse'] },
    { code: 'c', access: [], posts: [] },
  ];
  expect(neededBy(rules, ['worker'], ['nurse']).map(({ code }) => code)).toEqual(['a', 'b']);
  expect(neededBy(rules, ['lead'], [])).toEqual([]);
});

test('a week begins on Monday', () => {
  expect([weekOf('2026-11-22'), weekOf('2026-11-23'), weekOf('2026-11-29')]).toEqual([
    '2026-11-16',
    '2026-11-23',
    '2026-11-23',
  ]);
});
