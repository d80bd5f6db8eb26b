import { createContext, useContext, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import type { Contract, InputOf, Operation, OutputOf } from '../contract.ts';
import { newId } from '../id.ts';
import { ask } from './call.ts';
import { useOnline } from './connection.ts';
import { outboxOf } from './device/outboxStore.ts';
import type { OutboxStore, Waiting } from './device/outboxStore.ts';
import { canKeep } from './device/sealed.ts';
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
    const flush = () => void store.flush().catch(() => undefined);
    flush();
    const timer = setInterval(flush, 30_000);
    return () => clearInterval(timer);
  }, [store, state, online]);
  return <OutboxContext value={store}>{props.children}</OutboxContext>;
}

/** What waits on this device, with the ways to send it now or throw it away. */
export function useOutbox(): {
  waiting: readonly Waiting[];
  flush: () => Promise<void>;
  discard: (id: string) => Promise<void>;
} {
  const store = useContext(OutboxContext);
  const waiting = useSyncExternalStore(store?.subscribe ?? silent, store?.list ?? (() => none));
  return {
    waiting,
    flush: () => store?.flush() ?? Promise.resolve(),
    discard: (id) => store?.discard(id) ?? Promise.resolve(),
  };
}

/** What became of a command given to the outbox: the server's answer, or kept on this device since `at`. */
export type Later<Answer> = { state: 'sent'; answer: Answer } | { state: 'kept'; at: Date };

type Commands<C extends Contract> = {
  readonly [Name in keyof C['operations'] as C['operations'][Name]['kind'] extends 'command'
    ? Name
    : never]: (
    input: InputOf<C['operations'][Name] & Operation>,
    how: { about: string; key?: string },
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
    const send = async (name: string, input: unknown, how: { about: string; key?: string }) => {
      const operation = `${module}.${name}`;
      const id = how.key ?? newId();
      if (store !== undefined) return store.send({ id, operation, input, about: how.about });
      return { state: 'sent', answer: await ask(operation, input, { key: id }) };
    };
    return new Proxy({} as Commands<C>, {
      get: (_target, name) => (input: unknown, how: { about: string; key?: string }) =>
        send(String(name), input, how),
    });
  }, [store, module]);
}
