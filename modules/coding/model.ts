import { z } from 'zod';

/** Whether what was said hinders, helps, does both, or neither. */
export const valences = ['barrier', 'facilitator', 'mixed', 'neutral'] as const;
export const Valence = z.enum(valences);
export type Valence = z.infer<typeof Valence>;

/** How strongly it was said: 0 mentioned, 1 general statement, 2 with an explicit example. */
export const Strength = z.int().min(0).max(2);

/** What a row of the matrix stands for. */
export const By = z.enum(['domain', 'construct', 'site']);
export type By = z.infer<typeof By>;

/** A stretch of text in Unicode code points, end exclusive: the one convention that is stored and exchanged. */
export type Stretch = { readonly start: number; readonly end: number };

/** A code with what stands above it; `path` runs from the top of the codebook down to the code itself. */
export type Placed = {
  readonly code: string;
  readonly kind: string;
  readonly path: readonly { code: string; kind: string }[];
};

/** The domain and the construct a code counts in: a code below a construct counts in it, one above any construct counts as itself. */
export function homeOf(placed: Placed): { domain: string; construct: string } {
  const construct = placed.path.findLast((one) => one.kind === 'construct');
  return { domain: placed.path[0]?.code ?? placed.code, construct: construct?.code ?? placed.code };
}

/** Turns offsets of a JavaScript string (UTF-16) into code points, in any order, in one pass over the text. */
export function pointsOf(text: string, offsets: readonly number[]): number[] {
  return converted(offsets, text, (units, points) => [units, points]);
}

/** Turns code points into offsets of a JavaScript string (UTF-16). Beyond the end of the text the end is given. */
export function unitsOf(text: string, points: readonly number[]): number[] {
  return converted(points, text, (units, at) => [at, units]);
}

function converted(
  wanted: readonly number[],
  text: string,
  pair: (units: number, points: number) => readonly [asked: number, given: number],
): number[] {
  const order = wanted
    .map((value, index) => ({ value, index }))
    .sort((left, right) => left.value - right.value);
  const found = wanted.map(() => 0);
  let [units, points] = [0, 0];
  for (const { value, index } of order) {
    while (units < text.length && pair(units, points)[0] < value) {
      units += (text.codePointAt(units) ?? 0) > 0xffff ? 2 : 1;
      points += 1;
    }
    found[index] = pair(units, points)[1];
  }
  return found;
}

/** The words of a stretch. */
export function sliceOf(text: string, { start, end }: Stretch): string {
  const [from = 0, to = 0] = unitsOf(text, [start, end]);
  return text.slice(from, to);
}

/** Why a stretch cannot be coded in a text of so many characters, or nothing when it can. */
export function faultOf({ start, end }: Stretch, characters: number): 'empty' | 'outside' | undefined {
  if (start < 0 || end > characters) return 'outside';
  return end <= start ? 'empty' : undefined;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Widens a selection (UTF-16 offsets) so that it cuts no character that people see as one, and drops white space at both ends.
 * Gives nothing when only white space was selected.
 */
export function snapped(text: string, from: number, to: number): { from: number; to: number } | undefined {
  const lineStart = text.lastIndexOf('\n', Math.max(0, from - 1)) + 1;
  const nextLine = text.indexOf('\n', to);
  const lineEnd = nextLine === -1 ? text.length : nextLine;
  let [first, last] = [from, to];
  for (const { index, segment } of graphemes.segment(text.slice(lineStart, lineEnd))) {
    const [begins, ends] = [lineStart + index, lineStart + index + segment.length];
    if (begins < from && from < ends) first = begins;
    if (begins < to && to < ends) last = ends;
  }
  const words = text.slice(first, last);
  const trimmed = words.trim();
  if (trimmed === '') return undefined;
  const start = first + words.indexOf(trimmed);
  return { from: start, to: start + trimmed.length };
}

/** How many codings, and on how many distinct passages. */
export type Count = { readonly codings: number; readonly passages: number };

/** One row of the matrix. */
export type MatrixRow = { readonly key: string } & Readonly<Record<Valence, Count>>;

/** The key of what was said at no named site. */
export const noSite = 'none';

/** Arranges counted cells into rows in the order of `keys`; a row with nothing in it is left out. */
export function matrixRows(
  cells: readonly { key: string; valence: Valence; codings: number; passages: number }[],
  keys: readonly string[],
): MatrixRow[] {
  const nothing = (): Record<Valence, Count> => ({
    barrier: { codings: 0, passages: 0 },
    facilitator: { codings: 0, passages: 0 },
    mixed: { codings: 0, passages: 0 },
    neutral: { codings: 0, passages: 0 },
  });
  const rows = new Map<string, Record<Valence, Count>>();
  for (const { key, valence, codings, passages } of cells) {
    if (codings === 0) continue;
    const row = rows.get(key) ?? nothing();
    row[valence] = { codings: row[valence].codings + codings, passages: row[valence].passages + passages };
    rows.set(key, row);
  }
  const place = new Map(keys.map((key, index) => [key, index]));
  const sorted = [...rows].sort(
    ([left], [right]) =>
      (place.get(left) ?? keys.length) - (place.get(right) ?? keys.length) || (left < right ? -1 : 1),
  );
  return sorted.map(([key, row]) => ({ key, ...row }));
}
