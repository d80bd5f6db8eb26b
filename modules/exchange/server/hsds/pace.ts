/** How often one address may ask: a store of tries that fills again with time. */
export type Pace = { readonly most: number; readonly perMinute: number };

const remembered = 10_000;

/** Counts what each address asks, in memory; gives the seconds to wait, or 0 when it may go on. The clock is in milliseconds. */
export function pacing({ most, perMinute }: Pace, clock: () => number) {
  const seen = new Map<string, { left: number; at: number }>();
  return (address: string): number => {
    const now = clock();
    const known = seen.get(address) ?? { left: most, at: now };
    const left = Math.min(most, known.left + ((now - known.at) / 60_000) * perMinute);
    seen.delete(address);
    const oldest = seen.size >= remembered ? seen.keys().next() : undefined;
    if (oldest && !oldest.done) seen.delete(oldest.value);
    seen.set(address, { left: left < 1 ? left : left - 1, at: now });
    return left < 1 ? Math.ceil(((1 - left) / perMinute) * 60) : 0;
  };
}
