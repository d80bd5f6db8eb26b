import { pointsOf, type Stretch } from '../passages.ts';

/** What two coders are compared on. */
export const units = ['character', 'sentence', 'turn', 'segment', 'document'] as const;
export type Unit = (typeof units)[number];

/** The sentences of a text in code points, line by line, without the white space around them. */
export function sentences(text: string, locale: string): Stretch[] {
  const segmenter = new Intl.Segmenter(locale, { granularity: 'sentence' });
  const found: [number, number][] = [];
  let lineAt = 0;
  for (const line of text.split('\n')) {
    for (const { index, segment } of segmenter.segment(line)) {
      const words = segment.trim();
      if (words === '') continue;
      const from = lineAt + index + segment.indexOf(words);
      found.push([from, from + words.length]);
    }
    lineAt += line.length + 1;
  }
  return inPoints(text, found);
}

/** The turns of speakers; where nobody is known to speak, the paragraphs (lines with something on them). */
export function turnsOrParagraphs(text: string, turns: readonly Stretch[]): Stretch[] {
  if (turns.length > 0) return [...turns].sort((a, b) => a.start - b.start);
  const found: [number, number][] = [];
  let lineAt = 0;
  for (const line of text.split('\n')) {
    if (line.trim() !== '') found.push([lineAt, lineAt + line.length]);
    lineAt += line.length + 1;
  }
  return inPoints(text, found);
}

function inPoints(text: string, found: readonly [number, number][]): Stretch[] {
  const points = pointsOf(text, found.flat());
  return found.map((_, index) => ({ start: points[index * 2] ?? 0, end: points[index * 2 + 1] ?? 0 }));
}
