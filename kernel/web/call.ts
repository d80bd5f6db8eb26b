import type { Contract, InputOf, Operation, OutputOf } from '../contract.ts';
import { newId } from '../id.ts';
import { fetchOnce } from './wire/fetchOnce.ts';
import { sendFiles } from './wire/sendFiles.ts';
import { Offline, Refused } from './wire/outcomes.ts';
import { askProof, tellSignedOut } from './wire/signals.ts';

export { Offline, Refused } from './wire/outcomes.ts';
export { saveFile } from './wire/saveFile.ts';

/** A file that came back from a download. */
export type FetchedFile = { readonly name: string; readonly type: string; readonly blob: Blob };

/** How one request is made. `key` repeats an earlier attempt without doing it twice; `onProgress` hears fractions from 0 to 1. */
export type Asking = {
  readonly signal?: AbortSignal | undefined;
  readonly key?: string | undefined;
  readonly files?: readonly File[] | undefined;
  readonly onProgress?: ((done: number) => void) | undefined;
};

type Answer<O extends Operation> = O['kind'] extends 'download' ? FetchedFile : OutputOf<O>;

/** One typed function for each operation of a contract. */
export type Caller<C extends Contract> = {
  readonly [Name in keyof C['operations']]: (
    input: InputOf<C['operations'][Name]>,
    asking?: Asking,
  ) => Promise<Answer<C['operations'][Name]>>;
};

/** The typed way to the server: `const api = caller<typeof care>('care')`, then `await api.listContacts({ … })`. Throws `Refused` or `Offline`. */
export function caller<C extends Contract>(module: string): Caller<C> {
  return new Proxy({} as Caller<C>, {
    get: (_target, name) => (input: unknown, asking?: Asking) =>
      ask(`${module}.${String(name)}`, input, asking),
  });
}

/** Asks one operation by name; retried with the same idempotency key while the line is bad, so nothing happens twice. */
export async function ask(operation: string, input: unknown, asking: Asking = {}): Promise<unknown> {
  const key = asking.key ?? newId();
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await attemptOnce(operation, input, { ...asking, key });
    } catch (failure) {
      if (failure instanceof Refused && failure.kind === 'unauthenticated') tellSignedOut(failure);
      if (failure instanceof Refused && failure.needsProof && (await askProof())) continue;
      if (attempt >= 2 || !worthRepeating(failure)) throw failure;
      await pause(400 * 3 ** attempt, asking.signal);
    }
  }
}

function attemptOnce(operation: string, input: unknown, asking: Asking & { key: string }): Promise<unknown> {
  return asking.files === undefined
    ? fetchOnce(operation, input, asking)
    : sendFiles(operation, input, { ...asking, files: asking.files });
}

function worthRepeating(failure: unknown): boolean {
  if (failure instanceof Offline) return globalThis.navigator?.onLine !== false;
  return failure instanceof Refused && failure.kind === 'unknown';
}

function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
