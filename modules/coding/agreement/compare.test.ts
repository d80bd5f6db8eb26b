import { describe, expect, test } from 'vitest';
import { drawn } from './chance.ts';
import { compare, type Marked, type Settings } from './compare.ts';
import { sentences, turnsOrParagraphs } from './units.ts';

const settings: Settings = { unit: 'character', threshold: 0.9, trim: false, resamples: 200, seed: 7 };
const mark = (sourceId: string, coder: string, start: number, end: number, code = 'c'): Marked => ({
  sourceId,
  coder,
  code,
  start,
  end,
});
const documents = ['one', 'two', 'three'].map((id) => ({ id, characters: 1_000 }));

describe('coders compared by character', () => {
  const marks = [mark('one', 'a', 0, 125), mark('one', 'b', 75, 200)];
  test('give the figures of one document, and no interval from it', () => {
    const { codes } = compare(documents.slice(0, 1), ['a', 'b'], marks, settings);
    expect(codes[0]).toMatchObject({
      code: 'c',
      units: 1_000,
      prevalence: 0.125,
      byCoder: [0.125, 0.125],
      categories: 2,
    });
    expect(codes[0]?.percent).toEqual({ value: 0.85, why: null, interval: null });
    expect(codes[0]?.cohen.value?.toFixed(3)).toBe('0.314');
  });
  test('a coder who marks the same words twice marks them once', () => {
    const twice = [...marks, mark('one', 'a', 10, 60), mark('one', 'a', 0, 125)];
    expect(compare(documents, ['a', 'b'], twice, settings)).toEqual(
      compare(documents, ['a', 'b'], marks, settings),
    );
  });
  test('a code nobody used in a resample is left out of the interval; the same seed gives the same interval', () => {
    const first = compare(documents, ['a', 'b'], marks, settings);
    expect(first).toEqual(compare(documents, ['a', 'b'], marks, settings));
    expect(first).not.toEqual(compare(documents, ['a', 'b'], marks, { ...settings, seed: 8 }));
    const interval = first.codes[0]?.alpha.interval;
    expect(interval?.without).toBeGreaterThan(20);
    expect(interval?.low).toBeLessThanOrEqual(interval?.high ?? 0);
  });
  test('what stands in other documents or comes from other coders does not count', () => {
    const more = [...marks, mark('elsewhere', 'a', 0, 9), mark('one', 'z', 0, 900), mark('one', 'a', 5, 5)];
    expect(compare(documents, ['a', 'b'], more, settings)).toEqual(
      compare(documents, ['a', 'b'], marks, settings),
    );
  });
  test('pooled and mean are two figures, and codes without a value are left out of the mean by number', () => {
    const all = [...marks, mark('one', 'a', 0, 1_000, 'all'), mark('one', 'b', 0, 1_000, 'all')];
    const { pooled, mean, codes } = compare(documents.slice(0, 1), ['a', 'b'], all, settings);
    expect(codes[1]?.cohen).toEqual({ value: null, why: 'oneValue', interval: null });
    expect(mean.cohen).toMatchObject({ of: 1, leftOut: 1, value: codes[0]?.cohen.value });
    expect(pooled.cohen.value).not.toBe(mean.cohen.value);
    expect(pooled.units).toBe(2_000);
  });
  test('nobody marked anything: no code, nothing pooled, nothing that looks like a figure', () => {
    const { codes, pooled, mean } = compare(documents, ['a', 'b'], [], settings);
    expect(codes).toEqual([]);
    for (const answer of [pooled.cohen, pooled.alpha, mean.gwet])
      expect(answer).toMatchObject({ value: null, why: 'noUnits' });
  });
});

describe('other units', () => {
  const text = 'Ana: One. Two!\n\nBen: Three, four? \nSo it is.';
  test('are found in the text', () => {
    const cut = (list: { start: number; end: number }[]) =>
      list.map(({ start, end }) => text.slice(start, end));
    expect(cut(sentences(text, 'en'))).toEqual(['Ana: One.', 'Two!', 'Ben: Three, four?', 'So it is.']);
    expect(cut(turnsOrParagraphs(text, []))).toEqual(['Ana: One. Two!', 'Ben: Three, four? ', 'So it is.']);
    expect(sentences('😀 Oui. Non.', 'fr')).toEqual([
      { start: 0, end: 6 },
      { start: 7, end: 11 },
    ]);
  });
  test('white space at the ends of a selection can be left out', () => {
    const [one] = [{ id: 'one', characters: text.length, text }];
    const marks = [mark('one', 'a', 10, 16), mark('one', 'b', 10, 14)];
    const of = (trim: boolean) =>
      compare([one], ['a', 'b'], marks, { ...settings, trim }).codes[0]?.cohen.value;
    expect([of(false) === 1, of(true)]).toEqual([false, 1]);
  });
  test('segments give no kappa, and Brennan and Prediger with the number of codes', () => {
    const marks = [mark('one', 'a', 0, 100), mark('one', 'b', 2, 100), mark('one', 'a', 300, 310, 'd')];
    const { codes } = compare(documents, ['a', 'b'], marks, { ...settings, unit: 'segment' });
    expect(codes[0]).toMatchObject({
      units: 1,
      categories: 2,
      percent: { value: 1 },
      brennanPrediger: { value: 1 },
      cohen: { value: null, why: 'segmentsOnly' },
    });
    expect(codes[1]).toMatchObject({ percent: { value: 0 }, brennanPrediger: { value: -1 } });
  });
  test('a document counts once, three coders at a time', () => {
    const marks = [
      mark('one', 'a', 0, 3),
      mark('one', 'b', 900, 950),
      mark('one', 'c', 5, 6),
      mark('two', 'a', 0, 1),
    ];
    const { codes } = compare(documents, ['a', 'b', 'c'], marks, { ...settings, unit: 'document' });
    expect(codes[0]).toMatchObject({ units: 3, byCoder: [2 / 3, 1 / 3, 1 / 3] });
    expect(codes[0]?.percent.value).toBeCloseTo((1 + 1 / 3 + 1) / 3, 12);
  });
});

test('a sample is drawn by its seed, at least one, in the given order', () => {
  const from = Array.from({ length: 50 }, (_, index) => index);
  expect(drawn(from, 0.2, 3)).toEqual(drawn(from, 0.2, 3));
  expect(drawn(from, 0.2, 3)).toHaveLength(10);
  expect(drawn(from, 0.2, 3)).not.toEqual(drawn(from, 0.2, 4));
  expect(drawn([1], 0.01, 1)).toEqual([1]);
  expect(drawn([], 0.2, 1)).toEqual([]);
});
