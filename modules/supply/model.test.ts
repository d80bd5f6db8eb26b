import { expect, test } from 'vitest';
import terms from '../../definitions/vocabularies/supply-terms.json' with { type: 'json' };
import { bandOfAnswers } from './model.ts';

const bands = terms.codes.flatMap((one) => (one.facts ? [{ code: one.code, ...one.facts }] : []));

test('every share of answers falls into exactly one published band, and no answers into none', () => {
  expect(bands).toHaveLength(4);
  for (let yes = 0; yes <= 100; yes += 1) {
    const here = bands.filter((band) => yes >= band.minPercent && yes <= band.maxPercent);
    expect(here).toHaveLength(1);
    expect(bandOfAnswers(bands, yes, 100 - yes)).toBe(here[0]?.code);
  }
  expect(bandOfAnswers(bands, 0, 0)).toBeNull();
  expect(bandOfAnswers(bands, 1, 3)).toBe('some');
});

test('canary: with a gap between the bands a share would fall through', () => {
  const gap = bands.filter((band) => band.code !== 'some');
  expect(bandOfAnswers(gap, 1, 3)).toBeNull();
});
