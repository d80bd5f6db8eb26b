import { expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import type { Original } from '../../contract.ts';
import { marked } from './marked.ts';
import { mattersOf, settledBy } from './matters.ts';

const original = (start: number, end: number, code: string, fate: Original['fate'] = 'open'): Original => ({
  id: newId(),
  start,
  end,
  code,
  valence: 'barrier',
  strength: null,
  memo: null,
  coder: 'name:A',
  fate,
  keptAs: null,
  together: false,
  reason: null,
});

test('words are cut where marks begin and end, in code points, and none is lost', () => {
  const pieces = marked('a😀cdef', 10, [
    { start: 11, end: 12 },
    { start: 12, end: 13 },
    { start: 15, end: 99 },
  ]);
  expect(pieces.map(({ text, marked: on }) => [text, on])).toEqual([
    ['a', false],
    ['😀c', true],
    ['de', false],
    ['f', true],
  ]);
  expect(marked('abc', 5, [{ start: 0, end: 3 }]).map(({ text, marked: on }) => [text, on])).toEqual([
    ['abc', false],
  ]);
});

test('codings that overlap are one matter; taking one up settles the open ones of its code that overlap it', () => {
  const [a, b, c, d] = [
    original(0, 5, 'x'),
    original(4, 9, 'x'),
    original(8, 12, 'x', 'left'),
    original(12, 15, 'x'),
  ];
  const other = original(4, 6, 'y');
  const [first, second] = mattersOf([d, c, other, b, a]);
  expect([first?.codings.length, first?.start, first?.end, second?.codings.length]).toEqual([4, 0, 12, 1]);
  if (first === undefined) throw new Error('no matter');
  expect(
    settledBy(first, b)
      .map(({ id }) => id)
      .sort(),
  ).toEqual([a.id, b.id].sort());
  expect(settledBy(first, other).map(({ id }) => id)).toEqual([other.id]);
});
