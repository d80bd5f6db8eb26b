import type { Tx } from './scope.ts';

/** Something that happened in another module: heard after the writer's commit, at least once; handling it twice does it once. */
export type HeardEvent = {
  readonly id: string;
  readonly name: string;
  readonly subject: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly accountId: string | null;
  readonly at: Date;
};

/** A listener: the event it waits for, its own name (for the once-only mark), and what it does, in a transaction of the community's system account. */
export type Heard = {
  readonly event: string;
  readonly listener: string;
  readonly handle: (tx: Tx, event: HeardEvent) => Promise<void>;
};

/** Listens to an event: `on('pathway.enrolled', 'measures.countEnrolment', async (tx, event) => …)`. */
export function on(event: string, listener: string, handle: Heard['handle']): Heard {
  return { event, listener, handle };
}
