/** A source of repeatable chance: whole numbers from 0 to `count` − 1, the same from the same seed on every machine (mulberry32). */
export function chance(seed: number): (count: number) => number {
  let state = seed >>> 0;
  return (count) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * count);
  };
}

/** A share of things drawn by chance, at least one, in the order they were given; the same seed draws the same. */
export function drawn<T>(from: readonly T[], share: number, seed: number): T[] {
  const below = chance(seed);
  const places = from.map((_, index) => index);
  const wanted = Math.min(from.length, Math.max(1, Math.round(from.length * share)));
  for (let at = 0; at < wanted; at += 1) {
    const other = at + below(places.length - at);
    [places[at], places[other]] = [places[other] ?? 0, places[at] ?? 0];
  }
  const chosen = new Set(places.slice(0, wanted));
  return from.filter((_, index) => chosen.has(index));
}
