import type { Stretch } from '../passages.ts';

/** How many units show each set of coders; a set is a number whose bit c says that coder c used the code there. */
export type Sets = ReadonlyMap<number, number>;

/** The stretches in order, those of one coder that overlap (or only touch) made one; a stretch without a character is dropped. */
export function united(stretches: readonly Stretch[], touching = false): Stretch[] {
  const sorted = stretches.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start);
  const whole: { start: number; end: number }[] = [];
  for (const { start, end } of sorted) {
    const last = whole.at(-1);
    if (last !== undefined && start < last.end + (touching ? 1 : 0)) last.end = Math.max(last.end, end);
    else whole.push({ start, end });
  }
  return whole;
}

/** Takes white space off both ends of each stretch; `blank` says of each code point of the text whether it is white space. */
export function trimmed(stretches: readonly Stretch[], blank: Uint8Array): Stretch[] {
  return stretches.map(({ start, end }) => {
    let [from, to] = [start, end];
    while (from < to && blank[from] === 1) from += 1;
    while (to > from && blank[to - 1] === 1) to -= 1;
    return { start: from, end: to };
  });
}

/** Which code points of a text are white space. */
export function blanksOf(text: string): Uint8Array {
  return Uint8Array.from(text, (point) => (/\s/u.test(point) ? 1 : 0));
}

/** Counts characters by who covers them, sweeping once over the ends of all stretches. */
export function byCharacter(coders: readonly (readonly Stretch[])[], characters: number): Sets {
  const ends = coders.flatMap((stretches, coder) =>
    united(stretches).flatMap(({ start, end }) => [
      { at: start, bit: 1 << coder },
      { at: end, bit: -(1 << coder) },
    ]),
  );
  ends.sort((a, b) => a.at - b.at);
  const sets = new Map<number, number>();
  let [at, here] = [0, 0];
  for (const end of ends) {
    if (end.at > at) sets.set(here, (sets.get(here) ?? 0) + end.at - at);
    at = end.at;
    here += end.bit;
  }
  if (characters > at) sets.set(0, (sets.get(0) ?? 0) + characters - at);
  return sets;
}

/** Counts units (in order, apart from each other) by who touches them with at least one character. */
export function byUnit(coders: readonly (readonly Stretch[])[], units: readonly Stretch[]): Sets {
  const touched = new Uint32Array(units.length);
  coders.forEach((stretches, coder) => {
    let unit = 0;
    for (const { start, end } of united(stretches)) {
      while (unit < units.length && (units[unit]?.end ?? 0) <= start) unit += 1;
      for (let at = unit; at < units.length && (units[at]?.start ?? end) < end; at += 1)
        touched[at] = (touched[at] ?? 0) | (1 << coder);
    }
  });
  const sets = new Map<number, number>();
  for (const set of touched) sets.set(set, (sets.get(set) ?? 0) + 1);
  return sets;
}

/** Segments of two coders: matched when what both cover is at least `threshold` of what either covers; each segment matches once. */
export function matchedSegments(
  first: readonly Stretch[],
  second: readonly Stretch[],
  threshold: number,
): { both: number; first: number; second: number } {
  const [ours, theirs] = [united(first), united(second)];
  const near = ours.flatMap((one, left) =>
    theirs.flatMap((other, right) => {
      const shared = Math.min(one.end, other.end) - Math.max(one.start, other.start);
      const either = Math.max(one.end, other.end) - Math.min(one.start, other.start);
      return shared > 0 && shared / either >= threshold ? [{ left, right, share: shared / either }] : [];
    }),
  );
  near.sort((a, b) => b.share - a.share || a.left - b.left || a.right - b.right);
  const [left, right] = [new Set<number>(), new Set<number>()];
  for (const match of near) {
    if (left.has(match.left) || right.has(match.right)) continue;
    left.add(match.left);
    right.add(match.right);
  }
  return { both: left.size, first: ours.length - left.size, second: theirs.length - right.size };
}
