import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { Contract, InputOf, Operation, OutputOf } from '../contract.ts';
import { newId } from '../id.ts';
import { ask } from './call.ts';
import { useOnline } from './connection.ts';
import { outboxOf } from './device/outboxStore.ts';
import type { Given, OutboxStore, Waiting } from './device/outboxStore.ts';
import { canKeep } from './device/sealed.ts';
import { queryClient } from './queries.ts';
import { useSession } from './session.tsx';

const OutboxContext = createContext<OutboxStore | undefined>(undefined);
const none: readonly Waiting[] = [];
const silent = () => () => undefined;

/** Holds the signed-in account's outbox and sends it again whenever the line comes back. */
export function OutboxProvider(props: { children: ReactNode }) {
  const { me, state } = useSession();
  const account = me?.account.id;
  const online = useOnline();
  const store = useMemo(
    () => (account !== undefined && canKeep() ? outboxOf(account) : undefined),
    [account],
  );
  useEffect(() => {
    if (store === undefined || state !== 'in' || !online) return undefined;
    const flush = () => void store.flush().then(told, () => undefined);
    flush();
    const timer = setInterval(flush, 30_000);
    return () => clearInterval(timer);
  }, [store, state, online]);
  useEffect(() => {
    if (store !== undefined && !online) void store.load().catch(() => undefined);
  }, [store, online]);
  return <OutboxContext value={store}>{props.children}</OutboxContext>;
}

/** What reached the server changes what is shown. */
async function told(delivered: number): Promise<number> {
  if (delivered > 0) await queryClient.invalidateQueries();
  return delivered;
}

/** What waits on this device, with the ways to send it now, to send again what was refused, or to throw it away. */
export function useOutbox(): {
  waiting: readonly Waiting[];
  flush: () => Promise<number>;
  retry: (id: string) => Promise<number>;
  discard: (id: string) => Promise<void>;
} {
  const store = useContext(OutboxContext);
  const waiting = useSyncExternalStore(store?.subscribe ?? silent, store?.list ?? (() => none));
  return {
    waiting,
    flush: async () => told((await store?.flush()) ?? 0),
    retry: async (id) => told((await store?.retry(id)) ?? 0),
    discard: (id) => store?.discard(id) ?? Promise.resolve(),
  };
}

/** What became of a command given to the outbox: the server's answer, or kept on this device since `at`. */
export type Later<Answer> = { state: 'sent'; answer: Answer } | { state: 'kept'; at: Date };

/** What is kept beside a command: what it is, its key, what the person wrote, and where it can be corrected. */
export type How = Pick<Given, 'about' | 'text' | 'mend'> & { readonly key?: string };

type Commands<C extends Contract> = {
  readonly [Name in keyof C['operations'] as C['operations'][Name]['kind'] extends 'command'
    ? Name
    : never]: (
    input: InputOf<C['operations'][Name] & Operation>,
    how: How,
  ) => Promise<Later<OutputOf<C['operations'][Name] & Operation>>>;
};

/**
 * Commands that may wait for the line: `const later = useLater<typeof care>('care')`, then
 * `await later.recordContact(input, { about: t('contact.about'), key: draft.once })`.
 * Refusals are thrown as always; silence becomes `kept`.
 */
export function useLater<C extends Contract>(module: string): Commands<C> {
  const store = useContext(OutboxContext);
  return useMemo(() => {
    const send = async (name: string, input: unknown, { key, ...beside }: How) => {
      const operation = `${module}.${name}`;
      const id = key ?? newId();
      if (store !== undefined) return store.send({ id, operation, input, ...beside });
      return { state: 'sent', answer: await ask(operation, input, { key: id }) };
    };
    return new Proxy({} as Commands<C>, {
      get: (_target, name) => (input: unknown, how: How) => send(String(name), input, how),
    });
  }, [store, module]);
}
