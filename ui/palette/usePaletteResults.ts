import { useEffect, useState } from 'react';

export type PaletteItem = {
  readonly id: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly path: string;
};

/** A place to look: answers quickly with at most eight items, stops when the signal says so. */
export type PaletteSource = {
  readonly id: string;
  readonly label: string;
  /** How many characters must be typed before it is asked; 0 shows its items at once. */
  readonly least: number;
  readonly find: (typed: string, signal: AbortSignal) => Promise<readonly PaletteItem[]>;
};

export type PaletteGroup = {
  readonly id: string;
  readonly label: string;
  readonly items: readonly PaletteItem[];
};

const calm = 120;

/** Asks every source for what was typed; groups appear as they answer, in the order of the sources; a failing source stays silent. */
export function usePaletteResults(sources: readonly PaletteSource[], typed: string, active: boolean) {
  const [groups, setGroups] = useState<readonly PaletteGroup[]>([]);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (!active) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const asked = sources.filter(({ least }) => typed.trim().length >= least);
      const answered = new Map<string, PaletteGroup>();
      const settle = () => setGroups(asked.flatMap(({ id }) => answered.get(id) ?? []));
      settle();
      setAsking(true);
      const all = asked.map(async ({ id, label, find }) => {
        const items = await find(typed.trim(), stop.signal).catch(() => []);
        if (stop.signal.aborted) return;
        if (items.length > 0) answered.set(id, { id, label, items: items.slice(0, 8) });
        settle();
      });
      void Promise.all(all).then(() => !stop.signal.aborted && setAsking(false));
    }, calm);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [sources, typed, active]);
  return { groups, asking };
}
