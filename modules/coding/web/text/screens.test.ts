import { describe, expect, test } from 'vitest';
import { cellOf, sumsOf } from '../matrix/heat.ts';
import {
  leaningOf,
  lineAt,
  linesOf,
  segmentsOf,
  sentenceFrom,
  sentencesIn,
  turnFrom,
  wordEdge,
  wordStart,
} from './segments.ts';

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
  const lines = linesOf(text);
  expect(
    lines.flatMap((line) => sentencesIn(line, 'en')).map(({ from, to }) => text.slice(from, to)),
  ).toEqual(['How was it?', 'Fine.', 'P01: 😀 Good.', 'Really.']);
  expect(wordEdge('one two three', 3, 1)).toBe(7);
  expect(wordEdge('one two three', 7, -1)).toBe(3);
  expect(wordEdge('one', 3, 1)).toBe(3);
  expect([wordStart('one two three', 4, 1), wordStart('one two three', 4, -1)]).toEqual([8, 0]);
  const said = (reach: { from: number; to: number } | undefined) => reach && text.slice(reach.from, reach.to);
  expect(said(sentenceFrom(lines, 11, 1, 'en'))).toBe('Fine.');
  expect(said(sentenceFrom(lines, 18, 1, 'en'))).toBe('P01: 😀 Good.');
  expect(said(sentenceFrom(lines, text.length, -1, 'en'))).toBe('Really.');
  expect(said(sentenceFrom(lines, text.length, 1, 'en'))).toBeUndefined();
  expect(said(turnFrom(lines, undefined, 1))).toBe('How was it?  Fine.');
  expect(said(turnFrom(lines, { from: 0, to: 11 }, 1))).toBe('P01: 😀 Good. Really.');
  expect(said(turnFrom(lines, { from: 0, to: 11 }, -1))).toBeUndefined();
  expect(lines.map((line) => lineAt(lines, line.from))).toEqual([0, 1, 2]);
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
