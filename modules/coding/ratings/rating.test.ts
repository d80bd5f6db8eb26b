import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { slowAlpha } from '../agreement/testing/slow.ts';
import { agreementOnRatings } from './agree.ts';
import { distinguish, ratingValues, usualRule } from './rating.ts';

describe('what sets sites apart', () => {
  test.each([
    ['every high site above zero and every low one below', ['1', '1'], ['-1'], 'strong'],
    ['the other way round', ['-1'], ['1', '2'], 'strong'],
    ['means two steps apart', ['2', '2'], ['0'], 'strong'],
    ['means one step apart', ['1'], ['0'], 'weak'],
    ['a mixed rating counts as zero', ['X', '2'], ['0'], 'weak'],
    ['nothing apart', ['1', '0'], ['0', '1'], 'no'],
    ['nobody rated on one side', ['1'], ['M'], 'insufficient'],
    ['no site on one side', ['1'], [], 'insufficient'],
  ] as const)('%s', (_, high, low, verdict) => {
    expect(distinguish(high, low, usualRule)).toBe(verdict);
  });
  test('the rule can be changed', () => {
    expect(distinguish(['X', '2'], ['0'], { ...usualRule, mixedAsZero: false })).toBe('strong');
    expect(distinguish(['1'], ['0'], { ...usualRule, weakApart: 1.5 })).toBe('no');
    expect(distinguish(['1'], ['-1'], { ...usualRule, leastSites: 2 })).toBe('insufficient');
  });
  test('which group is called high does not matter', () => {
    const some = fc.array(fc.constantFrom(...ratingValues), { maxLength: 5 });
    fc.assert(
      fc.property(some, some, (one, other) => {
        expect(distinguish(one, other, usualRule)).toBe(distinguish(other, one, usualRule));
      }),
      { seed: 7 },
    );
  });
});

test('analysts agree on the scale without X and M, and on all categories with them', () => {
  const cells = [
    ['-2', '-2'],
    ['-1', '0'],
    ['2', '1'],
    ['X', '0'],
    ['M', 'M'],
    ['1', null],
    ['0', '0'],
  ] as const;
  const found = agreementOnRatings(cells);
  expect(found).toMatchObject({ cells: 6, onScale: 4, leftOut: 2, percent: { value: 0.5 } });
  expect(found.alphaInterval.value).toBeCloseTo(
    slowAlpha(
      [
        [-2, -2],
        [-1, 0],
        [2, 1],
        [0, 0],
      ],
      'interval',
    ),
    9,
  );
  expect(found.alphaOrdinal.value).toBeCloseTo(
    slowAlpha(
      [
        [-2, -2],
        [-1, 0],
        [2, 1],
        [0, 0],
      ],
      'ordinal',
    ),
    9,
  );
  expect(agreementOnRatings([['X', 'X']]).kappaQuadratic).toEqual({ value: null, why: 'noUnits' });
  expect(
    agreementOnRatings([
      ['1', '1'],
      ['1', '1'],
    ]).alphaOrdinal,
  ).toEqual({ value: null, why: 'oneValue' });
});
