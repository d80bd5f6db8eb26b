/** A stretch of text in Unicode code points, end exclusive: the one convention that is stored and exchanged. */
export type Stretch = { readonly start: number; readonly end: number };

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

/** The words of a stretch; words that were taken back stand as one mark. */
export function sliceOf(text: string, { start, end }: Stretch): string {
  const [from = 0, to = 0] = unitsOf(text, [start, end]);
  return withMarks(text.slice(from, to));
}

/** Words with one mark for each run of blanks that stand for words that were taken back. */
export function withMarks(words: string): string {
  return words.replace(/░(?:[░\s]*░)?/gu, '[…]');
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
