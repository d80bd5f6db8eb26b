import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Counts, type Margins, type Protected, protect } from './suppress.ts';

const threshold = 5;

/** An attacker who knows the published cells and totals and tries every table of whole counts that agrees with them. */
function valuesOf(counts: Counts, shown: Protected['cells'], margins: Margins): Map<string, Set<number>> {
  const seen = new Map<string, Set<number>>();
  const rowLeft = counts.map((cells, row) =>
    cells.reduce((sum, count, column) => sum + (shown[row]?.[column] === null ? count : 0), 0),
  );
  const width = counts[0]?.length ?? 0;
  const columnLeft = Array.from({ length: width }, (_, column) =>
    counts.reduce((sum, cells, row) => sum + (shown[row]?.[column] === null ? (cells[column] ?? 0) : 0), 0),
  );
  const hidden = counts.flatMap((cells, row) =>
    cells.flatMap((_count, column) => (shown[row]?.[column] === null ? [{ row, column }] : [])),
  );
  const guess: number[] = [];
  const go = (index: number): void => {
    const spot = hidden[index];
    if (!spot) {
      if (rowLeft.some((left) => left !== 0) || (margins === 'both' && columnLeft.some((left) => left !== 0)))
        return;
      hidden.forEach((one, at) => {
        const key = `${one.row},${one.column}`;
        seen.set(key, (seen.get(key) ?? new Set()).add(guess[at] ?? 0));
      });
      return;
    }
    const most =
      margins === 'both'
        ? Math.min(rowLeft[spot.row] ?? 0, columnLeft[spot.column] ?? 0)
        : (rowLeft[spot.row] ?? 0);
    for (let value = 0; value <= most; value += 1) {
      guess[index] = value;
      rowLeft[spot.row] = (rowLeft[spot.row] ?? 0) - value;
      columnLeft[spot.column] = (columnLeft[spot.column] ?? 0) - value;
      go(index + 1);
      rowLeft[spot.row] = (rowLeft[spot.row] ?? 0) + value;
      columnLeft[spot.column] = (columnLeft[spot.column] ?? 0) + value;
    }
  };
  go(0);
  return seen;
}

/** Small cells that the attacker pins inside an interval narrower than the threshold. */
function pinned(counts: Counts, shown: Protected['cells'], margins: Margins): string[] {
  const values = valuesOf(counts, shown, margins);
  return counts.flatMap((cells, row) =>
    cells.flatMap((count, column) => {
      if (count <= 0 || count >= threshold) return [];
      const possible = [...(values.get(`${row},${column}`) ?? [count])];
      return Math.max(...possible) - Math.min(...possible) < threshold ? [`${row},${column}`] : [];
    }),
  );
}

const primaryOnly = (counts: Counts): Protected['cells'] =>
  counts.map((cells) => cells.map((count) => (count > 0 && count < threshold ? null : count)));

describe('cells under five', () => {
  test('one small count in a list with its total takes another with it', () => {
    expect(protect([[12, 3, 9]], threshold, 'rows').cells).toEqual([[12, null, null]]);
    expect(protect([[12, 30, 9]], threshold, 'rows').cells).toEqual([[12, 30, 9]]);
  });
  test('a table that is small all over is refused, not half shown', () => {
    expect(
      protect(
        [
          [1, 1],
          [1, 1],
        ],
        threshold,
        'both',
      ).refused,
    ).toBe(true);
  });
  test('no attacker pins a small cell in a thousand random tables, and the naive rule lets most through', () => {
    const tables = fc.array(fc.array(fc.integer({ min: 0, max: 11 }), { minLength: 2, maxLength: 2 }), {
      minLength: 2,
      maxLength: 3,
    });
    let naive = 0;
    let withSmall = 0;
    for (const margins of ['both', 'rows'] as const) {
      fc.assert(
        fc.property(tables, (counts) => {
          const { cells, refused } = protect(counts, threshold, margins);
          if (pinned(counts, primaryOnly(counts), margins).length > 0) naive += 1;
          if (counts.flat().some((count) => count > 0 && count < threshold)) withSmall += 1;
          return refused || pinned(counts, cells, margins).length === 0;
        }),
        { numRuns: 500, seed: 20_260_101 },
      );
    }
    expect(withSmall).toBeGreaterThan(500);
    expect(naive / withSmall).toBeGreaterThan(0.5);
  });
});
