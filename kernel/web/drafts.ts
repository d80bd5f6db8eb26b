import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { draftOf } from './device/draftStore.ts';
import type { Change, DraftState } from './device/draftStore.ts';
import { useSession } from './session.tsx';

export type { DraftState } from './device/draftStore.ts';

export type Draft<T> = {
  readonly value: T;
  readonly set: (change: Change<T>) => void;
  readonly state: DraftState;
  /** The idempotency key of this draft for its whole life: sent twice, it is done once (`{ key: draft.once }`). */
  readonly once: string;
  /** Forgets the draft: after the server accepted it, or when the person throws it away. Shows `next` (or the initial value). */
  readonly clear: (next?: T) => Promise<void>;
};

/**
 * What a person is writing, kept sealed on this device for this account until it is saved: it survives a lost connection,
 * an ended session and a closed tab. `key` names the screen and the record: `care.contact.<clientId>`. `T` is plain JSON.
 */
export function useDraft<T>(key: string, initial: T): Draft<T> {
  const { me, away } = useSession();
  const account = (me ?? away)?.account.id ?? 'nobody';
  const first = useRef(initial);
  const store = useMemo(() => draftOf(key, account, first.current), [key, account]);
  const held = useSyncExternalStore(store.subscribe, store.get);
  useEffect(() => {
    void store.open();
    const leaving = () => void store.keepNow();
    document.addEventListener('visibilitychange', leaving);
    window.addEventListener('pagehide', leaving);
    return () => {
      document.removeEventListener('visibilitychange', leaving);
      window.removeEventListener('pagehide', leaving);
      leaving();
    };
  }, [store]);
  return { ...held, set: store.set, clear: store.clear };
}
