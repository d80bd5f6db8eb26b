import { newId } from '../../kernel/id.ts';
import type { Known, Ledger } from './ledger.ts';

/** Which command is sent again and again: `input` gets a new `id` each time. */
export type Load = {
  readonly port: number;
  readonly token: string;
  readonly operation: string;
  readonly input: object;
  readonly writers: number;
};

async function send(load: Load, id: string): Promise<Known> {
  const headers = {
    'Content-Type': 'application/json',
    'X-Tributary': '1',
    'Idempotency-Key': id,
    Cookie: `tributary=${load.token}`,
  };
  const body = JSON.stringify({ ...load.input, id });
  try {
    const answer = await fetch(`http://127.0.0.1:${load.port}/api/${load.operation}`, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(10_000),
    });
    const said = await answer.text();
    if (answer.status === 200) return 'ok';
    if (answer.status === 429 || answer.status >= 500) return 'unknown';
    if (answer.status !== 409)
      throw new Error(`${load.operation} refuses what it is sent: ${answer.status} ${said}`);
    return 'failed';
  } catch (error) {
    if (error instanceof Error && error.message.includes('refuses what')) throw error;
    return 'unknown';
  }
}

/** Writes with several clients at once until told to stop; every outcome goes to the ledger. */
export function writeUnderLoad(load: Load, ledger: Ledger): { stop: () => Promise<void> } {
  let stopped = false;
  const one = async () => {
    while (!stopped) {
      const id = newId();
      ledger.put(id, 'invoked');
      const known = await send(load, id);
      ledger.put(id, known);
      if (known === 'unknown') await new Promise((resolve) => setTimeout(resolve, 250));
    }
  };
  const running = Promise.all(Array.from({ length: load.writers }, one));
  running.catch(() => (stopped = true));
  return {
    stop: async () => {
      stopped = true;
      await running;
    },
  };
}

/** Sends every write with an unknown outcome once more, with its old key: each is settled, none is done twice. */
export async function settle(load: Load, ledger: Ledger): Promise<number> {
  const open = [...ledger.all()].filter(([, known]) => known === 'unknown' || known === 'invoked');
  for (const [id] of open) ledger.put(id, await send(load, id));
  return open.length;
}
