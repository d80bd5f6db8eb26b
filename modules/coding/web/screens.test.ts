import { describe, expect, test } from 'vitest';
import { cellOf, sumsOf } from './heat.ts';
import { leaningOf, linesOf, segmentsOf, sentencesOf, wordEdge } from './segments.ts';

const mark = (id: string, from: number, to: number, valence: 'barrier' | 'facilitator' = 'barrier') => ({
  id,
  from,
  to,
  valence,
});

describe('a line of coded text', () => {
  const [first, second] = linesOf('one two\n😀 three');
  test('is cut where codings and the selection begin and end, and loses no letter', () => {
    const pieces = segmentsOf(first ?? { from: 0, text: '' }, [mark('a', 0, 7), mark('b', 4, 12)], {
      from: 2,
      to: 5,
    });
    expect(pieces.map((piece) => piece.text)).toEqual(['on', 'e ', 't', 'wo']);
    expect(pieces.map((piece) => piece.marks.map(({ id }) => id).join(''))).toEqual(['a', 'a', 'ab', 'ab']);
    expect(pieces.map((piece) => piece.chosen)).toEqual([false, true, true, false]);
    const rest = segmentsOf(second ?? { from: 0, text: '' }, [mark('b', 4, 12)], undefined);
    expect(rest.map((piece) => piece.text).join('')).toBe('😀 three');
    expect(rest[0]?.from).toBe(8);
  });
  test('leans one way only when its codings agree', () => {
    expect(leaningOf([mark('a', 0, 1), mark('b', 0, 1)])).toBe('barrier');
    expect(leaningOf([mark('a', 0, 1), mark('b', 0, 1, 'facilitator')])).toBe('mixed');
    expect(leaningOf([])).toBeUndefined();
  });
});

test('sentences and words are found where they stand', () => {
  const text = 'How was it?  Fine.\n\nP01: 😀 Good. Really.';
  expect(sentencesOf(text, 'en').map(({ from, to }) => text.slice(from, to))).toEqual([
    'How was it?',
    'Fine.',
    'P01: 😀 Good.',
    'Really.',
  ]);
  expect(wordEdge('one two three', 3, 1)).toBe(7);
  expect(wordEdge('one two three', 7, -1)).toBe(3);
  expect(wordEdge('one', 3, 1)).toBe(3);
});

test('a cell is deeper the more was said, and leans to what prevails', () => {
  const cell = (valence: 'barrier' | 'facilitator', passages: number, siteId: string | null) => ({
    key: 'k',
    siteId,
    valence,
    codings: passages,
    passages,
  });
  const sums = sumsOf([cell('barrier', 9, 's'), cell('facilitator', 1, 's'), cell('facilitator', 1, null)]);
  expect(sums.most).toBe(10);
  expect(cellOf(sums.at('k', 's') ?? sums.at('k', '')!, sums.most, 'x')).toMatchObject({
    shown: '10',
    level: 4,
    leaning: 'against',
  });
  expect(cellOf(sums.at('k', '')!, sums.most, 'x')).toMatchObject({ shown: '1', level: 1, leaning: 'for' });
});
