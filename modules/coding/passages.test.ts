import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pointsOf, sliceOf, snapped, unitsOf } from './passages.ts';

const written = fc
  .array(fc.constantFrom('a', 'é', 'e\u0301', '😀', '👩‍👩‍👧', ' ', '\n', 'mot'), {
    minLength: 1,
    maxLength: 40,
  })
  .map((parts) => parts.join(''));

describe('offsets', () => {
  test('code points and UTF-16 units lead to the same words, in any order', () => {
    fc.assert(
      fc.property(written, fc.array(fc.nat({ max: 60 }), { minLength: 2, maxLength: 6 }), (text, wanted) => {
        const all = [...text];
        const points = wanted.map((one) => Math.min(one, all.length));
        const units = points.map((one) => all.slice(0, one).join('').length);
        expect(unitsOf(text, points)).toEqual(units);
        expect(pointsOf(text, units)).toEqual(points);
      }),
      { numRuns: 500 },
    );
  });
  test('a slice is what a count of characters says', () => {
    expect(sliceOf('a😀b😀c', { start: 1, end: 4 })).toBe('😀b😀');
  });
  test('canary: a plain slice would cut a pair in two', () => {
    expect('a😀b😀c'.slice(1, 4)).not.toBe('😀b😀');
  });
});

describe('a selection', () => {
  test('never cuts a character that people see as one, and has no blanks at its ends', () => {
    fc.assert(
      fc.property(written, fc.nat({ max: 60 }), fc.nat({ max: 60 }), (text, one, two) => {
        const [from, to] = [Math.min(one, two, text.length), Math.min(Math.max(one, two), text.length)];
        const snap = snapped(text, from, to);
        if (snap === undefined) return;
        const words = text.slice(snap.from, snap.to);
        expect(words.trim()).toBe(words);
        expect(words.isWellFormed()).toBe(true);
        const graphemes = new Set([...new Intl.Segmenter('en').segment(text)].map(({ index }) => index));
        expect(graphemes.has(snap.from)).toBe(true);
        expect(snap.to === text.length || graphemes.has(snap.to)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
  test('of half a family takes the whole family', () => {
    const text = 'the 👩‍👩‍👧 here';
    expect(snapped(text, 5, 7)).toEqual({ from: 4, to: 12 });
    expect(snapped(text, 3, 4)).toBeUndefined();
  });
});
