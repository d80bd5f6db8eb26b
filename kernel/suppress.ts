/** Counts below this are held back from whoever does not work with the records behind them. */
export const threshold = 5;

/** A table of counts, rows by columns, every row of the same length. */
export type Counts = readonly (readonly number[])[];

/** Which totals are published beside the cells. */
export type Margins = 'rows' | 'both';

/** A table fit to leave: null where a cell is held back; `refused` when nothing held back short of everything would protect it. */
export type Protected = {
  readonly cells: readonly (readonly (number | null)[])[];
  readonly refused: boolean;
};

type Spot = { readonly row: number; readonly column: number };

/** The arcs along which counts could move between held-back cells without changing any published total. */
type Residual = Map<string, Map<string, number>>;

const R = (row: number) => `r${row}`;
const C = (column: number) => `c${column}`;

function residual(counts: Counts, held: ReadonlySet<string>, margins: Margins, without: Spot): Residual {
  const arcs: Residual = new Map();
  const arc = (from: string, to: string, capacity: number) => {
    const out = arcs.get(from) ?? new Map<string, number>();
    out.set(to, (out.get(to) ?? 0) + capacity);
    arcs.set(from, out);
  };
  counts.forEach((cells, row) =>
    cells.forEach((count, column) => {
      if (!held.has(`${row},${column}`) || (row === without.row && column === without.column)) return;
      arc(R(row), C(column), Infinity);
      arc(C(column), R(row), count);
    }),
  );
  if (margins === 'rows') {
    const columns = counts[0]?.length ?? 0;
    for (let column = 0; column < columns; column += 1) {
      arc(C(column), 'free', Infinity);
      arc('free', C(column), Infinity);
    }
  }
  return arcs;
}

/** A path with room left from one node to another, breadth first. */
function pathIn(arcs: Residual, from: string, to: string): string[] | undefined {
  const before = new Map<string, string>([[from, '']]);
  const queue = [from];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    if (at === to) {
      const path = [to];
      for (let step = before.get(to); step; step = before.get(step)) path.unshift(step);
      return path;
    }
    for (const [next, room] of arcs.get(at) ?? []) {
      if (room > 0 && !before.has(next)) {
        before.set(next, at);
        queue.push(next);
      }
    }
  }
  return undefined;
}

/** The most that can flow from one node to another, at most `enough`. */
function flow(arcs: Residual, from: string, to: string, enough: number): number {
  let total = 0;
  while (total < enough) {
    const path = pathIn(arcs, from, to);
    if (!path) break;
    const steps = path.slice(1).map((node, index) => [path[index] ?? '', node] as const);
    const room = Math.min(enough - total, ...steps.map(([a, b]) => arcs.get(a)?.get(b) ?? 0));
    for (const [a, b] of steps) {
      const out = arcs.get(a);
      out?.set(b, (out.get(b) ?? 0) - room);
      const back = arcs.get(b) ?? new Map<string, number>();
      back.set(a, (back.get(a) ?? 0) + room);
      arcs.set(b, back);
    }
    total += room;
  }
  return total;
}

/** The smallest and the largest value a reader of the published table could think a held-back cell to have; the width is exact up to `enough` on each side. */
export function rangeOf(
  counts: Counts,
  held: ReadonlySet<string>,
  at: Spot,
  more: { margins: Margins; enough: number },
): { low: number; high: number } {
  const count = counts[at.row]?.[at.column] ?? 0;
  const up = flow(residual(counts, held, more.margins, at), C(at.column), R(at.row), more.enough);
  const down = flow(
    residual(counts, held, more.margins, at),
    R(at.row),
    C(at.column),
    Math.min(count, more.enough),
  );
  return { low: count - down, high: count + up };
}

const keyOf = ({ row, column }: Spot) => `${row},${column}`;

function spots(counts: Counts, test: (count: number, spot: Spot) => boolean): Spot[] {
  return counts.flatMap((cells, row) =>
    cells.flatMap((count, column) => (test(count, { row, column }) ? [{ row, column }] : [])),
  );
}

/**
 * Holds back every count from 1 to below the threshold, then as few others as it finds until no reader can pin a small count
 * inside an interval narrower than the threshold, whatever totals are published beside it. The audit of each step is exact (the
 * range of a cell is a flow problem); the choice of the next cell is greedy, the smallest that shares a line. A table whose small
 * cells cannot be hidden at all is refused.
 */
export function protect(counts: Counts, threshold: number, margins: Margins): Protected {
  const small = spots(counts, (count) => count > 0 && count < threshold);
  const held = new Set(small.map(keyOf));
  const exposed = () =>
    small.find((spot) => {
      const { low, high } = rangeOf(counts, held, spot, { margins, enough: threshold });
      return high < threshold || high - low < threshold;
    });
  for (let open = exposed(); open; open = exposed()) {
    const here = open;
    const candidates = spots(counts, (_count, spot) => !held.has(keyOf(spot))).sort((left, right) => {
      const near = (spot: Spot) => (spot.row === here.row || spot.column === here.column ? 0 : 1);
      return (
        near(left) - near(right) ||
        (counts[left.row]?.[left.column] ?? 0) - (counts[right.row]?.[right.column] ?? 0)
      );
    });
    const next = candidates.find((spot) => (counts[spot.row]?.[spot.column] ?? 0) > 0) ?? candidates[0];
    if (!next) return { cells: counts.map((cells) => cells.map(() => null)), refused: true };
    held.add(keyOf(next));
  }
  return {
    cells: counts.map((cells, row) =>
      cells.map((count, column) => (held.has(`${row},${column}`) ? null : count)),
    ),
    refused: false,
  };
}
