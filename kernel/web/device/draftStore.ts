import { newId } from '../../id.ts';
import { canKeep, forget, keep, recall } from './sealed.ts';

/** What can honestly be said about a draft: nothing written, being kept, kept at a time, found again, or only in this tab. */
export type DraftState =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'keeping' }
  | { readonly kind: 'kept'; readonly at: Date }
  | { readonly kind: 'found'; readonly at: Date }
  | { readonly kind: 'onlyHere' };

/** A new value, or how to get it from the one before. */
export type Change<T> = T | ((before: T) => T);

/** A draft as it stands; `once` is its idempotency key for its whole life. */
export type Held<T> = { readonly value: T; readonly state: DraftState; readonly once: string };

type Written<T> = { readonly value: T; readonly once: string };

/** One draft of one account on this device. */
export type DraftStore<T> = {
  readonly get: () => Held<T>;
  readonly subscribe: (changed: () => void) => () => void;
  /** Looks for what an earlier tab left; what was typed meanwhile is done again on top of it. */
  readonly open: () => Promise<void>;
  readonly set: (change: Change<T>) => void;
  /** Writes down now what has changed. */
  readonly keepNow: () => Promise<void>;
  readonly clear: (next?: T) => Promise<void>;
};

/** How long the store waits after the last keystroke before it writes, in milliseconds. */
const calm = 250;

const open = new Set<() => Promise<void>>();

/** Writes down every open draft now: before the page is loaded anew. */
export async function keepEverything(): Promise<void> {
  await Promise.all([...open].map((keepNow) => keepNow()));
}

/** A draft is open as long as somebody listens to it. */
function heard(listeners: Set<() => void>, listener: () => void, keepNow: () => Promise<void>): () => void {
  listeners.add(listener);
  open.add(keepNow);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) open.delete(keepNow);
  };
}

/** Opens the draft `key` of an account. */
export function draftOf<T>(key: string, account: string, initial: T): DraftStore<T> {
  const id = `${account}/${key}`;
  let held: Held<T> = { value: initial, state: { kind: 'untouched' }, once: newId() };
  let early: Change<T>[] | undefined = [];
  let edits = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const listeners = new Set<() => void>();
  const put = (next: Partial<Held<T>>) => {
    held = { ...held, ...next };
    for (const changed of listeners) changed();
  };
  const isClear = () => held.state.kind === 'untouched';
  const keepNow = async () => {
    clearTimeout(timer);
    if (held.state.kind !== 'keeping') return;
    const asOf = edits;
    const state = await written(id, account, { value: held.value, once: held.once });
    if (edits === asOf) put({ state });
    else if (isClear() && canKeep()) await forget('drafts', id);
  };
  const set = (change: Change<T>) => {
    edits += 1;
    early?.push(change);
    put({ value: changed(held.value, change), state: { kind: 'keeping' } });
    clearTimeout(timer);
    timer = setTimeout(() => void keepNow(), calm);
  };
  return {
    get: () => held,
    subscribe: (listener) => heard(listeners, listener, keepNow),
    set,
    keepNow,
    async open() {
      if (early === undefined) return;
      const found = canKeep()
        ? await recall<Written<T>>('drafts', id, account).catch(() => undefined)
        : undefined;
      const typed = early ?? [];
      early = undefined;
      if (found === undefined) return;
      const value = typed.reduce<T>(changed, found.value.value);
      const state: DraftState =
        typed.length > 0 ? { kind: 'keeping' } : { kind: 'found', at: new Date(found.at) };
      put({ value, once: found.value.once, state });
    },
    async clear(next) {
      edits += 1;
      clearTimeout(timer);
      early = undefined;
      put({ value: next ?? initial, state: { kind: 'untouched' }, once: newId() });
      if (canKeep()) await forget('drafts', id);
    },
  };
}

function changed<T>(before: T, change: Change<T>): T {
  return typeof change === 'function' ? (change as (before: T) => T)(before) : change;
}

async function written<T>(id: string, account: string, draft: Written<T>): Promise<DraftState> {
  if (!canKeep()) return { kind: 'onlyHere' };
  try {
    return { kind: 'kept', at: new Date(await keep('drafts', id, account, draft)) };
  } catch {
    return { kind: 'onlyHere' };
  }
}
