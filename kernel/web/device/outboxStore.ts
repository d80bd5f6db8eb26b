import { ask } from '../call.ts';
import { Offline, Refused } from '../wire/outcomes.ts';
import { forget, keep, keptIds, recall } from './sealed.ts';

/** A command on its way: kept sealed on this device until the server answered. */
export type Waiting = {
  /** Also the idempotency key: however often it is sent, it is done once. */
  readonly id: string;
  readonly operation: string;
  readonly input: unknown;
  /** What it is, in the words of the person who sent it; never leaves the device. */
  readonly about: string;
  readonly at: number;
  readonly state: 'waiting' | 'sending' | 'refused';
  /** Why the server refused, in the reader's language. */
  readonly reason?: string;
};

/** Everything one account has not yet got through to the server. */
export type OutboxStore = {
  readonly list: () => readonly Waiting[];
  readonly subscribe: (changed: () => void) => () => void;
  /** Reads what an earlier tab left behind. */
  readonly load: () => Promise<void>;
  /** Keeps a command, then tries to send it; throws the server's refusal, keeps it when no answer came. */
  readonly send: (command: Omit<Waiting, 'at' | 'state'>) => Promise<Sent>;
  /** Sends everything that waits, oldest first; stops at the first silence. */
  readonly flush: () => Promise<void>;
  readonly discard: (id: string) => Promise<void>;
};

/** The server's answer, or the honest word that the command waits on this device. */
export type Sent =
  | { readonly state: 'sent'; readonly answer: unknown }
  | { readonly state: 'kept'; readonly at: Date };

/** The outbox of one account on this device. */
export function outboxOf(account: string): OutboxStore {
  let entries: readonly Waiting[] = [];
  const listeners = new Set<() => void>();
  const put = (next: readonly Waiting[]) => {
    entries = next;
    for (const changed of listeners) changed();
  };
  const mark = (id: string, change: Partial<Waiting>) =>
    put(entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry)));
  const drop = async (id: string) => {
    await forget('outbox', id);
    put(entries.filter((entry) => entry.id !== id));
  };
  const deliver = async (entry: Waiting) => {
    mark(entry.id, { state: 'sending' });
    const answer = await ask(entry.operation, entry.input, { key: entry.id });
    await drop(entry.id);
    return answer;
  };
  const load = async () => {
    const found: Waiting[] = [];
    for (const id of await keptIds('outbox', account)) {
      const kept = await recall<Omit<Waiting, 'state'>>('outbox', id, account);
      if (kept !== undefined) found.push({ ...kept.value, state: 'waiting' });
    }
    put(found);
  };
  return {
    list: () => entries,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    load,
    async send(command) {
      const entry: Waiting = { ...command, at: Date.now(), state: 'sending' };
      await keep('outbox', entry.id, account, entry);
      put([...entries.filter(({ id }) => id !== entry.id), entry]);
      try {
        return { state: 'sent', answer: await deliver(entry) };
      } catch (failure) {
        if (!waits(failure)) {
          await drop(entry.id);
          throw failure;
        }
        mark(entry.id, { state: 'waiting' });
        return { state: 'kept', at: new Date(entry.at) };
      }
    },
    flush: () => alone(account, async () => flushAll(() => entries, load, deliver, mark)),
    discard: drop,
  };
}

async function flushAll(
  list: () => readonly Waiting[],
  load: () => Promise<void>,
  deliver: (entry: Waiting) => Promise<unknown>,
  mark: (id: string, change: Partial<Waiting>) => void,
): Promise<void> {
  if (list().some(({ state }) => state === 'sending')) return;
  await load();
  for (const entry of list()) {
    try {
      await deliver(entry);
    } catch (failure) {
      if (waits(failure)) return mark(entry.id, { state: 'waiting' });
      mark(entry.id, { state: 'refused', reason: failure instanceof Error ? failure.message : '' });
    }
  }
}

/** True while sending again later may succeed: no answer, an unknown outcome, a busy server, an ended session. */
function waits(failure: unknown): boolean {
  if (failure instanceof Offline) return true;
  return failure instanceof Refused && ['unknown', 'busy', 'unauthenticated'].includes(failure.kind);
}

/** One tab at a time: two tabs of one account never send the same list together. */
async function alone(account: string, work: () => Promise<void>): Promise<void> {
  if (navigator.locks === undefined) return work();
  await navigator.locks.request(`tributary.outbox.${account}`, { ifAvailable: true }, async (lock) => {
    if (lock !== null) await work();
  });
}
