import { united } from '../../agreement/cover.ts';
import type { Stretch } from '../../passages.ts';

/** A piece of a passage, marked or not, and where it begins. */
export type Piece = { readonly at: number; readonly text: string; readonly marked: boolean };

/** Cuts words that begin at code point `from` of a text wherever a marked stretch begins or ends. */
export function marked(words: string, from: number, stretches: readonly Stretch[]): Piece[] {
  const points = [...words];
  const pieces: Piece[] = [];
  let at = 0;
  const take = (to: number, on: boolean) => {
    if (to > at) pieces.push({ at: from + at, text: points.slice(at, to).join(''), marked: on });
    at = Math.max(at, to);
  };
  for (const { start, end } of united(stretches, true)) {
    take(Math.min(points.length, Math.max(0, start - from)), false);
    take(Math.min(points.length, Math.max(0, end - from)), true);
  }
  take(points.length, false);
  return pieces;
}
