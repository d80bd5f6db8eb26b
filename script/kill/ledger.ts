import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';

/** What a client knows of a write it sent: sent and nothing heard, acknowledged, refused, or ended without an answer. */
export type Known = 'invoked' | 'ok' | 'failed' | 'unknown';

/** A record outside the system of what it was asked and what it acknowledged; written before and after every request. */
export type Ledger = {
  readonly put: (id: string, known: Known) => void;
  readonly all: () => Map<string, Known>;
};

/** Opens a new ledger in `file`. */
export function openLedger(file: string): Ledger {
  writeFileSync(file, '');
  return {
    put: (id, known) => appendFileSync(file, `${id} ${known}\n`),
    all: () => {
      const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
      return new Map(lines.map((line) => line.split(' ') as [string, Known]));
    },
  };
}

/** Compares the ledger with what the database holds: acknowledged and not there, refused and there. */
export function judge(
  known: ReadonlyMap<string, Known>,
  held: ReadonlySet<string>,
): { lost: string[]; ghosts: string[] } {
  const ids = (state: Known) => [...known].filter(([, one]) => one === state).map(([id]) => id);
  return {
    lost: ids('ok').filter((id) => !held.has(id)),
    ghosts: ids('failed').filter((id) => held.has(id)),
  };
}
