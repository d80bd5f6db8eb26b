import { expect, test } from 'vitest';
import { propose } from './propose.ts';
import { type Measured, measure, sentences } from './testing/measure.ts';

/** Nothing below these is let in: what the rules alone find, without a key and without names of staff or places. */
const floor = { name: 0.96, place: 0.96, number: 0.96, date: 0.96, contact: 0.96, all: 0.97 } as const;
const ofKind = (rows: readonly Measured[], kind: Measured['kind']) => rows.find((row) => row.kind === kind);

test('the gold set has enough of every kind, and sentences in which nothing is to be found', () => {
  const { rows } = measure();
  for (const row of rows) expect(row.marked, row.kind).toBeGreaterThanOrEqual(15);
  expect(sentences('gold').filter((one) => one.spans.length === 0).length).toBeGreaterThanOrEqual(25);
});

test('recall of every kind, and precision over all, stay above their floors', () => {
  const { rows, faults } = measure();
  const told = rows.map(
    (row) =>
      `${row.kind}: recall ${row.recall.toFixed(3)} of ${row.marked}, precision ${row.precision.toFixed(3)}`,
  );
  console.info(told.join('\n'));
  for (const row of rows) expect(row.recall, JSON.stringify(faults)).toBeGreaterThanOrEqual(floor[row.kind]);
  expect(ofKind(rows, 'all')?.precision).toBeGreaterThanOrEqual(0.95);
});

test('sentences that no rule was written beside are found as well, names less surely', () => {
  const { rows } = measure(undefined, 'fresh');
  console.info(
    rows.map((row) => `fresh ${row.kind}: recall ${row.recall.toFixed(3)} of ${row.marked}`).join('\n'),
  );
  expect(ofKind(rows, 'name')?.recall).toBeGreaterThanOrEqual(0.85);
  expect(ofKind(rows, 'all')?.recall).toBeGreaterThanOrEqual(0.93);
});

test.each(['name', 'place', 'number', 'date', 'contact'] as const)(
  'canary: without what finds a %s, the floor is broken',
  (kind) => {
    const { rows } = measure((text, known) =>
      propose(text, known).filter(
        (one) => one.kind !== kind && !(kind === 'place' && one.because === 'capital'),
      ),
    );
    expect(ofKind(rows, kind)?.recall).toBeLessThan(floor[kind]);
  },
);

test('canary: a proposer that proposes everything breaks the floor of precision', () => {
  const { rows } = measure((text) =>
    [...text.matchAll(/\p{L}+/gu)].map((match) => ({
      from: match.index,
      to: match.index + match[0].length,
      kind: 'name',
      because: 'capital',
    })),
  );
  expect(ofKind(rows, 'all')?.precision).toBeLessThan(0.95);
});
