import { expect, test } from 'vitest';
import { reasonsFor, takingOn } from '../reasons.ts';
import type { Known, Wanted } from '../reasons.ts';

const wanted: Wanted = {
  day: 'TU',
  time: '14:00',
  dayAsked: false,
  today: '2026-11-24',
  language: 'fr',
  age: 34,
  group: null,
  marks: ['no-id'],
  start: 'known',
};
const weekly = {
  byday: 'TU',
  opens: '13:00',
  closes: '18:00',
  closed: false,
  from: null,
  to: null,
  words: null,
};
const known: Known = {
  hours: [weekly],
  languages: ['fr'],
  ages: { from: 19, to: null },
  groups: [],
  marks: ['no-id'],
  km: 1.2,
  taking: { takes: 'yes', weeks: null, byName: 'A', on: '2026-11-01', until: '2026-12-01' },
};
const kinds = (some: Partial<Known>, asked: Partial<Wanted> = {}) =>
  reasonsFor({ ...known, ...some }, { ...wanted, ...asked }).map(({ kind, fits }) => `${kind} ${fits}`);

test('what suits is said, and what nobody knows is said as such', () => {
  expect(kinds({})).toEqual([
    'open true',
    'language true',
    'distance true',
    'age true',
    'mark true',
    'taking true',
  ]);
  const nothing: Partial<Known> = {
    hours: [],
    languages: [],
    ages: { from: null, to: null },
    marks: [],
    km: null,
    taking: null,
  };
  expect(kinds(nothing, { group: 'women' })).toEqual([
    'open null',
    'language null',
    'distance null',
    'age null',
    'group null',
    'mark false',
    'taking null',
  ]);
});

test('a closing of today outweighs the regular week, and a word about referrals counts until its last day', () => {
  const closedToday = {
    ...weekly,
    byday: null,
    opens: null,
    closes: null,
    closed: true,
    from: '2026-11-24',
    to: '2026-11-24',
  };
  expect(kinds({ hours: [weekly, closedToday] })[0]).toBe('opens false');
  expect(kinds({ hours: [weekly, closedToday] }, { today: '2026-11-25' })[0]).toBe('open true');
  expect(takingOn(known.taking, '2026-12-01')).toBe('yes');
  expect(takingOn(known.taking, '2026-12-02')).toBe('expired');
  expect(takingOn(null, '2026-12-02')).toBe('none');
});
