import { ask } from '../call.ts';
import { Offline, Refused } from '../wire/outcomes.ts';
import { forget, keep, keptIds, recall } from './sealed.ts';

/** A command as it was given to be sent. */
export type Given = {
  /** Also the idempotency key: however often it is sent, it is done once. */
  readonly id: string;
  readonly operation: string;
  readonly input: unknown;
  /** What it is, in the words of the person who sent it; never leaves the device. */
  readonly about: string;
  /** What the person wrote, to be copied should the server refuse it. */
  readonly text?: string | undefined;
  /** Where it can be corrected, and what the form held there. */
  readonly mend?: { readonly path: string; readonly form: unknown } | undefined;
};

/** A command on its way: kept sealed on this device until the server has it. */
export type Waiting = Given & {
  readonly at: number;
  readonly state: 'waiting' | 'sending' | 'refused';
  /** Why the server refused, in the reader's language; empty when it failed. */
  readonly reason?: string | undefined;
};

/** Everything one account has not yet got through to the server. */
export type OutboxStore = {
  readonly list: () => readonly Waiting[];
  readonly subscribe: (changed: () => void) => () => void;
  /** Reads what an earlier tab left behind. */
  readonly load: () => Promise<void>;
  /** Keeps a command, then tries to send it; throws the server's refusal, keeps it when no answer came. */
  readonly send: (command: Given) => Promise<Sent>;
  /** Sends everything that waits, oldest first, and says how many got through; stops at the first silence, passes over what was refused. */
  readonly flush: () => Promise<number>;
  /** Sends again what was refused. */
  readonly retry: (id: string) => Promise<number>;
  readonly discard: (id: string) => Promise<void>;
};

/** The server's answer, or the honest word that the command waits on this device. */
export type Sent =
  | { readonly state: 'sent'; readonly answer: unknown }
  | { readonly state: 'kept'; readonly at: Date };

type Stored = Omit<Waiting, 'state'>;

/** The outbox of one account on this device. */
export function outboxOf(account: string): OutboxStore {
  const shelf = shelfOf(account);
  const { list, put, mark, drop } = shelf;
  const deliver = async (entry: Waiting) => {
    mark(entry.id, { state: 'sending' });
    const answer = await ask(entry.operation, entry.input, { key: entry.id });
    await drop(entry.id);
    return answer;
  };
  const send = async (command: Given): Promise<Sent> => {
    const entry: Waiting = { ...command, at: Date.now(), state: 'sending' };
    const safe = await shelf.store(entry);
    put([...list().filter(({ id }) => id !== entry.id), entry]);
    try {
      return { state: 'sent', answer: await deliver(entry) };
    } catch (failure) {
      if (!safe || !waits(failure)) {
        await drop(entry.id);
        throw failure;
      }
      mark(entry.id, { state: 'waiting' });
      return { state: 'kept', at: new Date(entry.at) };
    }
  };
  const flush = () => alone(account, () => flushAll(shelf, deliver));
  const retry = async (id: string) => {
    const entry = list().find((one) => one.id === id);
    if (entry?.state === 'refused') {
      await shelf.store({ ...entry, reason: undefined });
      mark(id, { state: 'waiting', reason: undefined });
    }
    return flush();
  };
  return { list, subscribe: shelf.subscribe, load: shelf.load, send, flush, retry, discard: drop };
}

type Shelf = ReturnType<typeof shelfOf>;

/** What one account keeps to be sent: in memory for the screen, sealed on the device for the next tab. */
function shelfOf(account: string) {
  let entries: readonly Waiting[] = [];
  const listeners = new Set<() => void>();
  const put = (next: readonly Waiting[]) => {
    entries = next;
    for (const changed of listeners) changed();
  };
  return {
    list: () => entries,
    put,
    subscribe: (changed: () => void) => {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    mark: (id: string, change: Partial<Waiting>) =>
      put(entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry))),
    async drop(id: string) {
      await forget('outbox', id);
      put(entries.filter((entry) => entry.id !== id));
    },
    /** True once it is written down; false where the device cannot keep it. */
    async store({ state: _state, ...entry }: Waiting): Promise<boolean> {
      try {
        await keep('outbox', entry.id, account, entry satisfies Stored);
        void navigator.storage?.persist?.();
        return true;
      } catch {
        return false;
      }
    },
    async load() {
      const found: Waiting[] = [];
      for (const id of await keptIds('outbox', account)) {
        const kept = await recall<Stored>('outbox', id, account);
        if (kept !== undefined)
          found.push({ ...kept.value, state: kept.value.reason === undefined ? 'waiting' : 'refused' });
      }
      put(found);
    },
  };
}

async function flushAll(shelf: Shelf, deliver: (entry: Waiting) => Promise<unknown>): Promise<number> {
  if (shelf.list().some(({ state }) => state === 'sending')) return 0;
  await shelf.load();
  let delivered = 0;
  for (const entry of shelf.list().filter(({ state }) => state === 'waiting')) {
    try {
      await deliver(entry);
      delivered += 1;
    } catch (failure) {
      if (waits(failure)) {
        shelf.mark(entry.id, { state: 'waiting' });
        return delivered;
      }
      const reason = failure instanceof Refused ? failure.message : '';
      await shelf.store({ ...entry, reason });
      shelf.mark(entry.id, { state: 'refused', reason });
    }
  }
  return delivered;
}

/** True while sending again later may succeed: no answer, an unknown outcome, a busy server, an ended session. */
function waits(failure: unknown): boolean {
  if (failure instanceof Offline) return true;
  return failure instanceof Refused && ['unknown', 'busy', 'unauthenticated'].includes(failure.kind);
}

/** One tab at a time: two tabs of one account never send the same list together. */
async function alone(account: string, work: () => Promise<number>): Promise<number> {
  if (navigator.locks === undefined) return work();
  return navigator.locks.request(`tributary.outbox.${account}`, { ifAvailable: true }, (lock) =>
    lock === null ? 0 : work(),
  );
}
