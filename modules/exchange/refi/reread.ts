import type { CameAs, Convention } from './conventions.ts';
import { keptText } from './place.ts';

/**
 * Reads the words between two offsets straight out of the text as it came, the way its writer would: a second way to the same words,
 * which has nothing in common with the walk that places passages.
 */
export function rereader(
  { text, inline }: CameAs,
  { unit, lineEnd, mark }: Convention,
): (start: number, end: number) => string {
  const counted =
    lineEnd === 'one' ? text.replaceAll('\r\n', '\n') : inline ? text.replaceAll('\n', '\r\n') : text;
  const skipped = mark === 'counted' ? 1 : 0;
  const unitOf = unit === 'utf16' || !/[\ud800-\udbff]/.test(counted) ? undefined : pointTable(counted);
  return (start, end) => {
    const [from, to] = [Math.max(0, start - skipped), Math.max(0, end - skipped)];
    const words = unitOf === undefined ? counted.slice(from, to) : counted.slice(unitOf[from], unitOf[to]);
    return keptText(words);
  };
}

/** Where each code point of a text begins, in UTF-16 units. */
function pointTable(text: string): Int32Array {
  const found = new Int32Array(text.length + 1);
  let [points, at] = [0, 0];
  for (const character of text) {
    found[points] = at;
    points += 1;
    at += character.length;
  }
  found[points] = at;
  return found.subarray(0, points + 1);
}
