import { useCallback, useEffect, useRef, useState } from 'react';
import { canKeep, forget, keep, recall } from './sealed.ts';
import { useSession } from './session.tsx';

/** What can honestly be said about a draft: not yet kept, kept at a time, or only in this tab. */
export type DraftState =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'keeping' }
  | { readonly kind: 'kept'; readonly at: Date }
  | { readonly kind: 'found'; readonly at: Date }
  | { readonly kind: 'onlyHere' };

export type Draft<T> = {
  readonly value: T;
  readonly set: (next: T | ((before: T) => T)) => void;
  readonly state: DraftState;
  /** Forgets the draft: after the server accepted it, or when the person throws it away. Shows `next` (or the initial value). */
  readonly clear: (next?: T) => Promise<void>;
};

const untouched: DraftState = { kind: 'untouched' };

/**
 * What a person is writing, kept sealed on this device for this account until it is saved: it survives a lost connection,
 * an ended session and a closed tab. `key` names the screen and the record: `care.contact.<clientId>`. `T` is plain JSON.
 */
export function useDraft<T>(key: string, initial: T): Draft<T> {
  const account = useSession().me?.account.id ?? 'nobody';
  const id = `${account}/${key}`;
  const [held, setHeld] = useState<{ id: string; value: T; state: DraftState }>({
    id,
    value: initial,
    state: untouched,
  });
  const first = useRef(initial);
  const edits = useRef(0);
  const mine = held.id === id ? held : { id, value: first.current, state: untouched };

  useEffect(() => {
    let gone = false;
    const seen = edits.current;
    if (canKeep()) {
      void recall<T>('drafts', id, account).then(
        (found) => {
          if (gone || found === undefined || edits.current !== seen) return;
          setHeld({ id, value: found.value, state: { kind: 'found', at: new Date(found.at) } });
        },
        () => undefined,
      );
    }
    return () => {
      gone = true;
    };
  }, [id, account]);

  const set = useCallback(
    (next: T | ((before: T) => T)) => {
      edits.current += 1;
      setHeld((before) => {
        const current = before.id === id ? before.value : first.current;
        const value = typeof next === 'function' ? (next as (before: T) => T)(current) : next;
        return { id, value, state: { kind: 'keeping' } };
      });
    },
    [id],
  );

  useKeeping({
    id,
    account,
    held: mine,
    edits,
    settle: (state) => setHeld((now) => (now.id === id ? { ...now, state } : now)),
  });

  const clear = useCallback(
    async (next?: T) => {
      edits.current += 1;
      setHeld({ id, value: next ?? first.current, state: untouched });
      if (canKeep()) await forget('drafts', id);
    },
    [id],
  );
  return { value: mine.value, set, state: mine.state, clear };
}

/** Writes a changed draft down shortly after the last keystroke, and at once when the tab is about to go. */
function useKeeping<T>(draft: {
  id: string;
  account: string;
  held: { value: T; state: DraftState };
  edits: { current: number };
  settle: (state: DraftState) => void;
}): void {
  const latest = useRef(draft);
  latest.current = draft;
  const { value, state } = draft.held;
  const keepNow = useCallback(async () => {
    const { id, account, held, edits, settle } = latest.current;
    if (held.state.kind !== 'keeping') return;
    const asOf = edits.current;
    try {
      if (!canKeep()) return settle({ kind: 'onlyHere' });
      const at = await keep('drafts', id, account, held.value);
      if (edits.current === asOf) settle({ kind: 'kept', at: new Date(at) });
      else if (latest.current.held.state.kind === 'untouched') await forget('drafts', id);
    } catch {
      settle({ kind: 'onlyHere' });
    }
  }, []);
  useEffect(() => {
    if (state.kind !== 'keeping') return undefined;
    const timer = setTimeout(() => void keepNow(), 250);
    return () => clearTimeout(timer);
  }, [value, state.kind, keepNow]);
  useEffect(() => {
    const leaving = () => void keepNow();
    document.addEventListener('visibilitychange', leaving);
    window.addEventListener('pagehide', leaving);
    return () => {
      document.removeEventListener('visibilitychange', leaving);
      window.removeEventListener('pagehide', leaving);
      void keepNow();
    };
  }, [keepNow, draft.id]);
}
