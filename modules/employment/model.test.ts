import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween } from '../../kernel/time.ts';
import { daysHeld, daysToFirstEmployer, mergeProfiles, profileParts } from './model.ts';

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

describe('two versions of a profile', () => {
  const blank = {
    hopes: '',
    strengths: '',
    experience: '',
    learning: '',
    times: '',
    places: '',
    supports: '',
    telling: '',
  };
  const from = { ...blank, hopes: 'Kitchen', times: 'Mornings', places: 'Near home' };

  test('keep what only one of them changed, and ask for what both did', () => {
    const mine = { ...from, hopes: 'Bakery', times: 'Afternoons' };
    const theirs = { ...from, hopes: 'Office', places: 'Anywhere by bus', times: 'Mornings ' };
    const merged = mergeProfiles(from, mine, theirs);
    expect(merged.both).toEqual(['hopes']);
    expect(merged.taken).toEqual(['places']);
    expect(merged.parts).toEqual({
      ...from,
      hopes: 'Bakery',
      times: 'Afternoons',
      places: 'Anywhere by bus',
    });
  });

  test('ask for nothing where both wrote the same', () => {
    const same = { ...from, hopes: 'Bakery' };
    expect(mergeProfiles(from, same, { ...same, hopes: ' Bakery ' })).toMatchObject({ both: [], taken: [] });
  });

  test('never lose a word of mine, nor change one of theirs without asking', () => {
    const parts = fc.record(
      Object.fromEntries(profileParts.map((part) => [part, fc.constantFrom('', 'a', 'b', 'c')])),
    );
    fc.assert(
      fc.property(parts, parts, parts, (began, mine, theirs) => {
        const merged = mergeProfiles(began as typeof from, mine as typeof from, theirs as typeof from);
        return (
          profileParts.every(
            (part) =>
              merged.parts[part] === mine[part] ||
              (merged.parts[part] === theirs[part] && mine[part] === began[part]),
          ) &&
          profileParts.every(
            (part) =>
              merged.parts[part] === theirs[part] ||
              merged.both.includes(part) ||
              theirs[part] === began[part],
          )
        );
      }),
    );
  });
});
