import { PgBoss } from 'pg-boss';
import { newId } from '../id.ts';
import { type SealingKey, sealPending } from './audit/seal.ts';
import type { Heard, HeardEvent } from './events.ts';
import type { Actor, Database, Tx } from './scope.ts';
import { sql } from './sql.ts';
import type { Connection } from './scope.ts';

/** The schema pg-boss keeps its queue in; it holds ids only. */
export const jobsSchema = 'jobs';

/** A job as it waits in the queue: which event, for which listener. */
type Delivery = { readonly communityId: string; readonly eventId: string; readonly listener: string };

const queue = 'events';
const deadQueue = 'events-failed';

/** What the background work needs. */
export type Background = {
  readonly connection: Connection;
  readonly database: Database;
  readonly listeners: readonly Heard[];
  readonly sealing: SealingKey;
  readonly log: (entry: Record<string, unknown>) => void;
};

/** The account that listeners and jobs of a community act as. */
export async function systemActor(database: Database, communityId: string): Promise<Actor> {
  const { value } = await database.asWorker({ id: newId() }, (tx) =>
    tx.one<{ id: string }>(
      sql`select id from identity.account where community_id = ${communityId} and kind = 'system'`,
    ),
  );
  return {
    accountId: value.id,
    communityId,
    sessionId: null,
    locale: 'en',
    roles: [{ role: 'system', siteId: null, studyId: null }],
    siteIds: [],
    organisationIds: [],
    steppedUpAt: null,
  };
}

async function takeWaiting(tx: Tx, listeners: readonly Heard[]): Promise<Delivery[]> {
  const rows = await tx.many<{ communityId: string; id: string; name: string }>(sql`with next as (
      select community_id, id from kernel.outbox where dispatched_at is null order by at limit 200 for update skip locked
    ) update kernel.outbox o set dispatched_at = clock_timestamp() from next
    where o.community_id = next.community_id and o.id = next.id returning o.community_id as "communityId", o.id, o.name`);
  return rows.flatMap((row) =>
    listeners
      .filter((one) => one.event === row.name)
      .map((one) => ({ communityId: row.communityId, eventId: row.id, listener: one.listener })),
  );
}

/** Hands waiting outbox events to the queue, in the transaction that marks them as handed over. */
async function dispatch(background: Background, boss: PgBoss): Promise<number> {
  const { value } = await background.database.asWorker({ id: newId() }, async (tx) => {
    const deliveries = await takeWaiting(tx, background.listeners);
    const db = {
      executeSql: async (text: string, values: unknown[] = []) => ({
        rows: await tx.many<Record<string, unknown>>(positional(text, values)),
      }),
    };
    if (deliveries.length > 0)
      await boss.insert(
        queue,
        deliveries.map((data) => ({ data })),
        { db } as never,
      );
    return deliveries.length;
  });
  return value;
}

/** pg-boss brings numbered parameters of its own making; they become a query of ours part by part. */
function positional(text: string, values: readonly unknown[]) {
  const parts: string[] = [];
  const ordered: unknown[] = [];
  let rest = text;
  for (let match = /\$(\d+)/.exec(rest); match; match = /\$(\d+)/.exec(rest)) {
    parts.push(rest.slice(0, match.index));
    ordered.push(values[Number(match[1]) - 1]);
    rest = rest.slice(match.index + match[0].length);
  }
  return { parts: [...parts, rest], values: ordered };
}

/** Runs one listener for one event, once: its mark and its work are one transaction. */
export async function deliver(
  database: Database,
  listeners: readonly Heard[],
  delivery: Delivery,
): Promise<void> {
  const listener = listeners.find((one) => one.listener === delivery.listener);
  if (!listener) return;
  const { value: event } = await database.asWorker({ id: newId() }, (tx) =>
    tx.maybe<HeardEvent>(sql`select id, name, subject, facts, account_id as "accountId", at from kernel.outbox
      where community_id = ${delivery.communityId} and id = ${delivery.eventId}`),
  );
  if (!event) return;
  const actor = await systemActor(database, delivery.communityId);
  await database.asActor(actor, { id: newId() }, async (tx) => {
    const first = await tx.run(sql`insert into kernel.heard (community_id, event_id, listener)
      values (${delivery.communityId}, ${event.id}, ${listener.listener}) on conflict do nothing`);
    if (first === 1) await listener.handle(tx, event);
  });
}

/** Starts the background work: sealing the audit, handing events to listeners, clearing old keys. Gives the way to stop it. */
export async function startBackground(
  background: Background,
): Promise<{ stop: () => Promise<void>; boss: PgBoss }> {
  const boss = new PgBoss({
    ...(background.connection as object),
    options: '-c role=tributary_worker',
    schema: jobsSchema,
    createSchema: false,
    migrate: false,
    max: 2,
    application_name: 'tributary jobs',
  });
  boss.on('error', (reason: unknown) =>
    background.log({ level: 'error', what: 'jobs', name: reason instanceof Error ? reason.name : 'unknown' }),
  );
  await boss.start();
  await boss.createQueue(deadQueue);
  await boss.createQueue(queue, { retryLimit: 5, retryDelay: 1, retryBackoff: true, deadLetter: deadQueue });
  await boss.work<Delivery>(queue, { pollingIntervalSeconds: 0.5, batchSize: 20 }, async (jobs) => {
    for (const job of jobs) await deliver(background.database, background.listeners, job.data);
  });
  const loops = [
    repeat(250, () => sealPending(background.database, background.sealing), background.log),
    repeat(300, () => dispatch(background, boss), background.log),
    repeat(600_000, () => clearOldKeys(background.database), background.log),
  ];
  const stop = async () => {
    await Promise.all(loops.map((loop) => loop.stop()));
    await sealPending(background.database, background.sealing);
    await boss.stop({ graceful: true, timeout: 3_000 });
  };
  return { stop, boss };
}

async function clearOldKeys(database: Database): Promise<number> {
  const { value } = await database.asWorker({ id: newId() }, (tx) =>
    tx.run(sql`delete from kernel.idempotency where at < now() - interval '7 days'`),
  );
  return value;
}

/** Does something again and again with a pause between, until stopped; a failure is logged and the next round tries again. */
function repeat(pause: number, work: () => Promise<unknown>, log: Background['log']) {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let wake = () => {};
  const running = (async () => {
    while (!stopped) {
      await work().catch((reason: unknown) =>
        log({ level: 'warn', what: 'background', name: reason instanceof Error ? reason.name : 'unknown' }),
      );
      await new Promise<void>((resolve) => {
        wake = resolve;
        timer = setTimeout(resolve, pause);
      });
    }
  })();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      wake();
      await running;
    },
  };
}
