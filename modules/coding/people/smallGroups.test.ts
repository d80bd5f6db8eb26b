import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type HeardPerson, leaveOut, smallGroups } from './smallGroups.ts';

const some = (count: number, role: string | null, site: string | null): HeardPerson[] =>
  Array.from({ length: count }, (_, at) => ({ person: `${role}-${site}-${at}`, role, site }));

describe('a role and a site that point to few people', () => {
  const all = [...some(6, 'nurse', 'a'), ...some(1, 'physician', 'a'), ...some(4, 'nurse', 'b')];
  const everybody = new Set(all.map((one) => one.person));
  test('are named, smallest first', () => {
    expect(smallGroups(all, everybody)).toEqual([
      { role: 'physician', site: 'a', people: 1 },
      { role: 'nurse', site: 'b', people: 4 },
    ]);
  });
  test('count everybody heard, but only where somebody of them is shown', () => {
    expect(smallGroups(all, new Set(['nurse-a-0']))).toEqual([]);
    expect(smallGroups(all, new Set(['nurse-b-2']))).toEqual([{ role: 'nurse', site: 'b', people: 4 }]);
  });
  test('one person with two texts is one person', () => {
    const twice = Array.from({ length: 9 }, () => ({ person: 'same', role: 'peer', site: 'a' }));
    expect(smallGroups(twice, new Set(['same']))).toEqual([{ role: 'peer', site: 'a', people: 1 }]);
  });
  test('nobody is pointed to where neither is known', () => {
    expect(smallGroups(some(1, null, null), new Set(['null-null-0']))).toEqual([]);
  });
});

const person = fc.record({
  person: fc.integer({ min: 0, max: 25 }).map(String),
  role: fc.constantFrom(null, 'nurse', 'peer', 'physician', 'client'),
  site: fc.constantFrom(null, 'a', 'b', 'c'),
});

/** The sizes of the crowds that a reader can tell apart, and whether some of them show something. */
function crowdsOf(
  all: readonly HeardPerson[],
  seen: readonly { role: string | null; site: string | null }[],
) {
  const found = new Map<string, Set<string>>();
  all.forEach((one, at) => {
    const key = `${seen[at]?.role ?? ''}|${seen[at]?.site ?? ''}`;
    found.set(key, (found.get(key) ?? new Set()).add(one.person));
  });
  return found;
}

/** True when nobody stands in a crowd of fewer than five that a reader can tell from the others. */
const safe = (all: readonly HeardPerson[], seen: ReturnType<typeof leaveOut>) => {
  const found = crowdsOf(all, seen);
  return [...found].every(([key, people]) => people.size >= 5 || (key === '|' && found.size === 1));
};

describe('what is left out', () => {
  test('leaves everybody in a crowd of five or more, and shows nothing that was not so', () => {
    fc.assert(
      fc.property(fc.array(person, { maxLength: 80 }), (all) => {
        const seen = leaveOut(all);
        expect(safe(all, seen)).toBe(true);
        seen.forEach((one, at) => {
          expect([null, all[at]?.role]).toContain(one.role);
          expect([null, all[at]?.site]).toContain(one.site);
        });
      }),
      { numRuns: 500 },
    );
  });
  test('keeps what points to nobody', () => {
    const all = [...some(6, 'nurse', 'a'), ...some(5, 'peer', 'b')];
    expect(leaveOut(all)).toEqual(all.map(({ role, site }) => ({ role, site })));
  });
  test('the site is kept where only the role points to somebody', () => {
    const all = [...some(3, 'nurse', 'a'), ...some(3, 'peer', 'a'), ...some(7, 'peer', 'b')];
    expect(crowdsOf(all, leaveOut(all)).get('|a')?.size).toBe(6);
  });
  test('canary: leaving out the small cells alone gives somebody away', () => {
    const all = [...some(6, 'nurse', 'a'), ...some(1, 'physician', 'a')];
    const naive = all.map(({ role, site }) =>
      role === 'physician' ? { role: null, site: null } : { role, site },
    );
    expect(safe(all, naive)).toBe(false);
    expect(safe(all, leaveOut(all))).toBe(true);
  });
});
