/** A source of repeatable chance: the same seed draws the same network again (mulberry32). */
export type Draw = ReturnType<typeof drawing>;

/** Draws from a seed. */
export function drawing(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number): number => Math.floor(next() * count);
  /** A whole number from `low` to `high`, both included. */
  const between = (low: number, high: number): number => low + below(high - low + 1);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const chance = (share: number): boolean => next() < share;
  /** A UUIDv7-shaped id made from the draw and a moment, so that a seed gives the same ids. */
  const id = (at: number): string => {
    const hex = (count: number) => Array.from({ length: count }, () => below(16).toString(16)).join('');
    const time = Math.floor(at).toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3)}-${'89ab'[below(4)] ?? '8'}${hex(3)}-${hex(12)}`;
  };
  return { next, below, between, pick, chance, id };
}
