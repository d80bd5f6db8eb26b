import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, type World, world } from '../../../tests/world.ts';
import { newId } from '../../../kernel/id.ts';
import { sealingKey, sealPending } from '../../../kernel/server/audit/seal.ts';
import { deliver } from '../../../kernel/server/jobs.ts';
import type { TrailEntry } from '../contract.ts';

let at: World;
let officer: Person;
let far: Person;
let worker: Person;
beforeAll(async () => {
  at = await world();
  officer = await at.person('privacy');
  far = await at.person([{ role: 'privacy', site: at.sites.b1 }], at.sites.b1);
  worker = await at.person('worker', at.sites.a1);
});
afterAll(() => at.close());

type Page = { rows: TrailEntry[]; next?: string };

/** Something done to a client's record by the worker, as a request would leave it. */
async function touched(clientId: string, action: 'read' | 'create' = 'read') {
  await at.database.asActor(worker.actor, { id: newId() }, async (tx) =>
    tx.note({ operation: 'care.touched', action, subjects: [clientId] }),
  );
}

test('the trail shows who did what to whose record, by person, client, operation and day', async () => {
  const [client, other] = [newId(), newId()];
  await touched(client);
  await touched(client, 'create');
  await touched(other);
  const { rows } = await officer.ok<Page>('oversight.readTrail', { clientId: client });
  expect(rows.map((row) => [row.accountId, row.operation, row.action, row.subjects])).toEqual([
    [worker.accountId, 'care.touched', 'create', [client]],
    [worker.accountId, 'care.touched', 'read', [client]],
  ]);
  expect(
    (await officer.ok<Page>('oversight.readTrail', { accountId: worker.accountId, operation: 'care' })).rows,
  ).toHaveLength(3);
  expect((await officer.ok<Page>('oversight.readTrail', { operation: 'care.touch' })).rows).toEqual([]);
  expect(
    (await officer.ok<Page>('oversight.readTrail', { clientId: client, day: '2020-01-01' })).rows,
  ).toEqual([]);
});

test('pages of the trail follow each other without a gap or a repetition, also while the reading itself adds lines', async () => {
  const client = newId();
  for (let index = 0; index < 5; index += 1) await touched(client);
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await officer.ok<Page>('oversight.readTrail', {
      accountId: worker.accountId,
      clientId: client,
      limit: 2,
      ...(after ? { after } : {}),
    });
    seen.push(...page.rows.map((row) => row.id));
    after = page.next;
  } while (after !== undefined);
  expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
  expect(await officer.call('oversight.readTrail', { after: 'nonsense' })).toMatchObject({
    status: 422,
    body: { code: 'oversight.noSuchPage' },
  });
});

test('reading the trail leaves a line that says what was looked for', async () => {
  const client = newId();
  await officer.ok('oversight.readTrail', { clientId: client, operation: 'care' });
  const { rows } = await at.admin.query(
    `select operation, action, facts from kernel.audit_event where $1 = any(subjects)`,
    [client],
  );
  expect(rows).toEqual([
    { operation: 'oversight.readTrail', action: 'read', facts: { operation: 'care', lines: 0 } },
  ]);
  const trail = await officer.ok<Page>('oversight.readTrail', { accountId: officer.accountId });
  expect(trail.rows.filter((row) => row.operation === 'oversight.readTrail').length).toBeGreaterThan(0);
});

test('who opened one record is summed person by person, and asking is written down under that client', async () => {
  const client = newId();
  await touched(client);
  await touched(client);
  await touched(client, 'create');
  type Opened = { people: { accountId: string; read: number; written: number; roles: string[] }[] };
  const { people } = await officer.ok<Opened>('oversight.whoOpened', { clientId: client });
  expect(people).toMatchObject([{ accountId: worker.accountId, read: 2, written: 1, roles: ['worker'] }]);
  const again = await officer.ok<Opened>('oversight.whoOpened', { clientId: client });
  expect(again.people.map((one) => one.accountId).sort()).toEqual(
    [officer.accountId, worker.accountId].sort(),
  );
});

test('another community’s officer reads nothing of ours; without the policy they would', async () => {
  const client = newId();
  await touched(client);
  const theirs = async () =>
    (await far.ok<Page>('oversight.readTrail', { clientId: client })).rows.filter(
      (row) => row.operation === 'care.touched',
    );
  expect(await theirs()).toEqual([]);
  const seenBy = async (person: Person) =>
    (
      await at.database.asActor(person.actor, { id: newId() }, (tx) =>
        tx.run({ parts: ["select from kernel.audit_event where operation = 'care.touched'"], values: [] }),
      )
    ).value;
  expect([await seenBy(far), await seenBy(worker)]).toEqual([0, 0]);
  await at.admin.query('alter table kernel.audit_event disable row level security');
  expect(await seenBy(worker)).toBeGreaterThan(0);
  await at.admin.query('alter table kernel.audit_event enable row level security');
});

test('the state of the chain: what waits, then the block that sealed it', async () => {
  await touched(newId());
  const before = await officer.ok<{ waiting: number; waitingSince: string | null }>(
    'oversight.chainState',
    {},
  );
  expect(before.waiting).toBeGreaterThan(0);
  expect(before.waitingSince).not.toBeNull();
  const key = await sealingKey(at.temporary);
  await sealPending(at.database, key);
  await sealPending(at.database, key);
  const after = await officer.ok<{ waiting: number; block: { number: number; hash: string } }>(
    'oversight.chainState',
    {},
  );
  expect(after).toMatchObject({ waiting: 0, waitingSince: null });
  expect(after.block.hash).toMatch(/^[0-9a-f]{64}$/);
});

/** An event of community A whose listener failed for good, as the queue leaves it. */
async function failed(): Promise<{ job: string; event: string }> {
  const [job, event] = [newId(), newId()];
  await at.admin.query(
    `insert into kernel.outbox (community_id, id, name, subject, dispatched_at) values ($1, $2, 'pathway.enrolled', $2, now())`,
    [at.communityId, event],
  );
  await at.admin.query(
    `select jobs.create_queue('events-failed', '{"policy":"standard"}') where not exists (select from jobs.queue where name = 'events-failed')`,
  );
  await at.admin.query(
    `insert into jobs.job (id, name, data, source_retry_count) values ($1, 'events-failed', $2, 5)`,
    [job, JSON.stringify({ communityId: at.communityId, eventId: event, listener: 'care.open' })],
  );
  return { job, event };
}

test('failed work is seen by its own community, tried again once, and never by others', async () => {
  const steward = await at.person('steward');
  const { job, event } = await failed();
  type Jobs = { jobs: { id: string; eventId: string; event: string; listener: string; attempts: number }[] };
  expect((await steward.ok<Jobs>('oversight.failedJobs', {})).jobs).toMatchObject([
    { id: job, eventId: event, event: 'pathway.enrolled', listener: 'care.open', attempts: 6 },
  ]);
  expect((await far.ok<Jobs>('oversight.failedJobs', {})).jobs).toEqual([]);
  expect((await far.call('oversight.retryJob', { id: job })).status).toBe(404);
  const asWorker = await at.database.asActor(worker.actor, { id: newId() }, (tx) =>
    tx.run({ parts: ['select from oversight.failed_jobs()'], values: [] }),
  );
  expect(asWorker.value).toBe(0);
  await steward.ok('oversight.retryJob', { id: job });
  expect((await steward.call('oversight.retryJob', { id: job })).status).toBe(404);
  expect((await steward.ok<Jobs>('oversight.failedJobs', {})).jobs).toEqual([]);
  const { rows } = await at.admin.query('select dispatched_at from kernel.outbox where id = $1', [event]);
  expect(rows).toEqual([{ dispatched_at: null }]);
});

test('an event handed out again is heard once by a listener that had heard it', async () => {
  const { event } = await failed();
  let heard = 0;
  const listeners = [
    { event: 'pathway.enrolled', listener: 'care.open', handle: async () => void (heard += 1) },
  ];
  const delivery = { communityId: at.communityId, eventId: event, listener: 'care.open' };
  await deliver(at.database, listeners, delivery);
  await deliver(at.database, listeners, delivery);
  expect(heard).toBe(1);
});
