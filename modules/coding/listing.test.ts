import fc from 'fast-check';
import { expect, test } from 'vitest';
import { merged, sumOf } from './listing.ts';

const id = (last: number) => `00000000-0000-7000-8000-0000${last.toString(16).padStart(8, '0')}`;
const one = (at: number, version = 1) => ({ id: id(at), start: at, end: at + 1, version });

test('a change that was missed is noticed, and all is asked for; a list of the same length and versions is another list', () => {
  const before = [one(1), one(2)];
  expect(merged(before, { rows: [one(3)], gone: [id(1)], sum: sumOf([one(2), one(3)]) })).toEqual([
    one(2),
    one(3),
  ]);
  expect(merged(before, { rows: [one(3)], gone: [], sum: sumOf([one(2), one(3)]) })).toBeUndefined();
  expect(merged(before, { rows: [], gone: [], sum: sumOf([one(4), one(5)]) })).toBeUndefined();
});

test('any two lists: what differs, put into the first, gives the second', () => {
  const list = fc
    .uniqueArray(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 4 })), { selector: ([at]) => at })
    .map((rows) => rows.map(([at, version]) => one(at, version)).toSorted((a, b) => a.start - b.start));
  fc.assert(
    fc.property(list, list, (before, after) => {
      const had = new Map(before.map((row) => [row.id, row.version]));
      const has = new Set(after.map((row) => row.id));
      const changes = {
        rows: after.filter((row) => had.get(row.id) !== row.version),
        gone: before.filter((row) => !has.has(row.id)).map((row) => row.id),
        sum: sumOf(after),
      };
      expect(merged(before, changes)).toEqual(after);
    }),
  );
});
