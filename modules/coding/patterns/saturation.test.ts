import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { saturationOf, usualSaturation } from './saturation.ts';

describe('saturation by text', () => {
  test('counts a code as new once, in the first text that has it', () => {
    const { points } = saturationOf([['a', 'b', 'a'], ['b', 'c'], [], ['a']], usualSaturation);
    expect(points.map(({ codes, fresh, known }) => [codes, fresh, known])).toEqual([
      [2, ['a', 'b'], 2],
      [2, ['c'], 3],
      [0, [], 3],
      [1, [], 3],
    ]);
  });
  test('is reached with the first run that adds no more than the share of the base', () => {
    const texts = [['a', 'b'], ['c', 'd'], ['e'], ['a'], ['b'], ['f']];
    const found = saturationOf(texts, { base: 2, run: 2, threshold: 0.05 });
    expect(found.baseCodes).toBe(4);
    expect(found.runs.map(({ from, fresh, share }) => [from, fresh, share])).toEqual([
      [2, 1, 0.25],
      [3, 0, 0],
      [4, 1, 0.25],
    ]);
    expect(found.reached?.from).toBe(3);
    expect(saturationOf(texts, { base: 2, run: 2, threshold: 0.25 }).reached?.from).toBe(2);
  });
  test.each([
    ['fewer texts than the base and a run', [['a'], ['b']]],
    ['a base without codes', [[], [], [], [], [], []]],
  ])('is not reached with %s', (_, texts) => {
    expect(saturationOf(texts, usualSaturation)).toMatchObject({ runs: [], reached: undefined });
  });
  test('what is known after the last text is every code there is, however the texts are ordered', () => {
    const texts = fc.array(fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e')), { maxLength: 12 });
    fc.assert(
      fc.property(texts, (some) => {
        const all = new Set(some.flat()).size;
        expect(saturationOf(some, usualSaturation).points.at(-1)?.known ?? 0).toBe(all);
        expect(saturationOf(some.toReversed(), usualSaturation).points.at(-1)?.known ?? 0).toBe(all);
      }),
      { seed: 11 },
    );
  });
});
