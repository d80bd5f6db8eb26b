import type { Valence } from '../../valences.ts';

/** A coded stretch of the text, in offsets of the browser's string. */
export type Mark = {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly valence: Valence;
};

/** One line of the text and where it begins. */
export type TextLine = { readonly from: number; readonly text: string };

/** A piece of a line that the same marks cover throughout; `chosen` when the selection covers it. */
export type Segment = {
  readonly from: number;
  readonly text: string;
  readonly marks: readonly Mark[];
  readonly chosen: boolean;
};

/** The lines of a text. */
export function linesOf(text: string): TextLine[] {
  let from = 0;
  return text.split('\n').map((line) => {
    const here = { from, text: line };
    from += line.length + 1;
    return here;
  });
}

/** Cuts a line wherever a mark or the selection begins or ends. */
export function segmentsOf(
  line: TextLine,
  marks: readonly Mark[],
  chosen: { from: number; to: number } | undefined,
): Segment[] {
  const end = line.from + line.text.length;
  const edges = [...marks, ...(chosen ? [chosen] : [])].flatMap(({ from, to }) => [from, to]);
  const cuts = [...new Set([line.from, ...edges.filter((edge) => edge > line.from && edge < end), end])].sort(
    (a, b) => a - b,
  );
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1] ?? end;
    const covers = (one: { from: number; to: number }) => one.from <= from && one.to >= to;
    return {
      from,
      text: line.text.slice(from - line.from, to - line.from),
      marks: marks.filter(covers),
      chosen: chosen !== undefined && covers(chosen),
    };
  });
}

/** How a piece leans when several codings cover it: one valence if they agree, otherwise mixed. */
export function leaningOf(marks: readonly Mark[]): Valence | undefined {
  const [first, ...rest] = marks;
  if (first === undefined) return undefined;
  return rest.every((mark) => mark.valence === first.valence) ? first.valence : 'mixed';
}

type Reach = { readonly from: number; readonly to: number };

/** The sentences of one line as stretches of the text. */
export function sentencesIn(line: TextLine, locale: string): Reach[] {
  const segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' });
  return [...segmenter.segment(line.text)].flatMap(({ index, segment }) => {
    const words = segment.trim();
    if (words === '') return [];
    const from = line.from + index + segment.indexOf(words);
    return [{ from, to: from + words.length }];
  });
}

/** The number of the line that holds a place of the text. */
export function lineAt(lines: readonly TextLine[], at: number): number {
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((lines[middle]?.from ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The first sentence that begins at or after a place (`step` 1), or the last that ends at or before it (`step` -1). Reads only the lines it passes. */
export function sentenceFrom(
  lines: readonly TextLine[],
  at: number,
  step: 1 | -1,
  locale: string,
): Reach | undefined {
  for (let index = lineAt(lines, at); index >= 0 && index < lines.length; index += step) {
    const line = lines[index];
    if (line === undefined || line.text.trim() === '') continue;
    const here = sentencesIn(line, locale);
    const found = step === 1 ? here.find((one) => one.from >= at) : here.findLast((one) => one.to <= at);
    if (found) return found;
  }
  return undefined;
}

/** The next turn (a line with words in it) after a place, or the one before. */
export function turnFrom(lines: readonly TextLine[], at: Reach | undefined, step: 1 | -1): Reach | undefined {
  const start =
    at === undefined ? (step === 1 ? -1 : lines.length) : lineAt(lines, step === 1 ? at.to : at.from);
  for (let index = start + step; index >= 0 && index < lines.length; index += step) {
    const line = lines[index];
    const words = line?.text.trim() ?? '';
    if (line === undefined || words === '') continue;
    const from = line.from + line.text.indexOf(words);
    return { from, to: from + words.length };
  }
  return undefined;
}

/** The start of the next word after `at` (`step` 1), or of the one before (`step` -1). */
export function wordStart(text: string, at: number, step: 1 | -1): number {
  const start = Math.max(0, at - 200);
  const starts = [
    ...new Intl.Segmenter('en', { granularity: 'word' }).segment(text.slice(start, at + 200)),
  ].flatMap(({ index, isWordLike }) => (isWordLike ? [start + index] : []));
  return (step === 1 ? starts.find((one) => one > at) : starts.findLast((one) => one < at)) ?? at;
}

/** The end of the next word after `at` (`step` 1), or of the one before (`step` -1). */
export function wordEdge(text: string, at: number, step: 1 | -1): number {
  const start = Math.max(0, at - 200);
  const near = text.slice(start, at + 200);
  const ends = [...new Intl.Segmenter('en', { granularity: 'word' }).segment(near)].flatMap(
    ({ index, segment, isWordLike }) => (isWordLike ? [start + index + segment.length] : []),
  );
  return (step === 1 ? ends.find((end) => end > at) : ends.findLast((end) => end < at)) ?? at;
}
