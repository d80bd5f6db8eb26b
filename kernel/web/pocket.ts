import { useCallback, useEffect, useState } from 'react';
import { newId } from '../id.ts';
import { canKeep, forget, keep, keptIds, recall } from './device/sealed.ts';
import { useSession } from './session.tsx';

/** Something written while nobody was signed in, sealed for the account that will sort it out. */
export type Pocketed<T> = { readonly id: string; readonly at: Date; readonly value: T };

/**
 * What an account wrote on this device before it could be signed in: put in by anybody who was known here last, read only by
 * that account once it has signed in. `things` is undefined until it is known; `count` may be shown to everybody.
 */
export function usePocket<T>(): {
  things: readonly Pocketed<T>[] | undefined;
  count: number;
  put: (value: T) => Promise<void>;
  take: (id: string) => Promise<void>;
} {
  const { me, away } = useSession();
  const account = (me ?? away)?.account.id;
  const mayRead = me !== undefined;
  const [things, setThings] = useState<readonly Pocketed<T>[] | undefined>(undefined);
  const [count, setCount] = useState(0);
  const look = useCallback(async () => {
    if (account === undefined || !canKeep()) return;
    const ids = await keptIds('pocket', account);
    setCount(ids.length);
    if (mayRead) setThings(await readAll<T>(ids, account));
  }, [account, mayRead]);
  useEffect(() => void look().catch(() => undefined), [look]);
  const put = useCallback(
    async (value: T) => {
      if (account === undefined) throw new Error('nobody is known on this device');
      await keep('pocket', newId(), account, value);
      await look();
    },
    [account, look],
  );
  const take = useCallback(
    async (id: string) => {
      await forget('pocket', id);
      await look();
    },
    [look],
  );
  return { things, count, put, take };
}

async function readAll<T>(ids: readonly string[], account: string): Promise<readonly Pocketed<T>[]> {
  const found = await Promise.all(
    ids.map(async (id) => ({ id, kept: await recall<T>('pocket', id, account) })),
  );
  return found.flatMap(({ id, kept }) =>
    kept === undefined ? [] : [{ id, at: new Date(kept.at), value: kept.value }],
  );
}
