import type { CameAs, Convention } from './conventions.ts';

/** Why an offset has no place: beyond the text, or inside a character that UTF-16 writes in two. */
export const outside = -1;
export const splits = -2;

/** A text as Tributary keeps it: line ends are LF, nothing else is touched. */
export function keptText(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/**
 * Where offsets of a text as it came stand in the text as it is kept: pairs of start and end in, `points` (code points) and `units`
 * (UTF-16) out, in the same order, or `outside` or `splits`. One walk over the text whatever the number of offsets.
 */
export function placeOffsets(
  came: CameAs,
  convention: Convention,
  offsets: ArrayLike<number>,
): { points: Int32Array; units: Int32Array } {
  const order = Uint32Array.from({ length: offsets.length }, (_, index) => index);
  order.sort((left, right) => (offsets[left] ?? 0) - (offsets[right] ?? 0));
  const points = new Int32Array(offsets.length).fill(outside);
  const units = new Int32Array(offsets.length).fill(outside);
  const walk = walker(came, convention);
  for (const index of order) {
    const wanted = offsets[index] ?? outside;
    if (wanted < 0 || Number.isNaN(wanted)) continue;
    walk.to(wanted);
    const isEnd = index % 2 === 1;
    [points[index], units[index]] = walk.place(wanted, isEnd);
  }
  return { points, units };
}

/** Walks a text from its beginning; `to` stops at the character that holds an offset, `place` says where in the kept text that is. */
function walker({ text, inline }: CameAs, { unit, lineEnd, mark }: Convention) {
  const twice = lineEnd === 'two';
  let [at, offset, points, units] = [0, mark === 'counted' ? 1 : 0, 0, 0];
  let [step, width, kept] = [0, 0, 0];
  const measure = () => {
    const code = text.charCodeAt(at);
    const [pair, crlf] = [isPair(text, at), code === 13 && text.charCodeAt(at + 1) === 10];
    step = pair || crlf ? 2 : 1;
    const double = pair ? unit === 'utf16' : crlf ? twice : code === 10 && inline && twice;
    width = double ? 2 : 1;
    kept = pair ? 2 : 1;
  };
  const to = (wanted: number) => {
    while (at < text.length) {
      measure();
      if (offset + width > wanted) return;
      [at, offset, points, units] = [at + step, offset + width, points + 1, units + kept];
    }
  };
  const place = (wanted: number, isEnd: boolean): [number, number] => {
    if (wanted <= offset) return [points, units];
    if (at >= text.length) return [outside, outside];
    if (kept === 2) return [splits, splits];
    return isEnd ? [points + 1, units + 1] : [points, units];
  };
  return { to, place };
}

function isPair(text: string, at: number): boolean {
  const [high, low] = [text.charCodeAt(at), text.charCodeAt(at + 1)];
  return high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff;
}

/** Turns code points of a kept text into offsets of another convention, for a text that will be written with these line ends. */
export function offsetsIn(text: string, points: readonly number[], convention: Convention): number[] {
  const order = points
    .map((value, index) => ({ value, index }))
    .sort((left, right) => left.value - right.value);
  const found = points.map(() => 0);
  let [at, here, offset] = [0, 0, convention.mark === 'counted' ? 1 : 0];
  for (const { value, index } of order) {
    while (here < value && at < text.length) {
      const pair = isPair(text, at);
      const newline = text.charCodeAt(at) === 10 && convention.lineEnd === 'two';
      offset += newline || (pair && convention.unit === 'utf16') ? 2 : 1;
      at += pair ? 2 : 1;
      here += 1;
    }
    found[index] = offset;
  }
  return found;
}
