import { afterAll, beforeAll, expect, test } from 'vitest';
import { type World, world } from '../../../tests/world.ts';
import { newId } from '../../id.ts';
import { sealingKey, sealPending } from './seal.ts';
import { type Anchor, verifyAudit } from './verify.ts';

let at: World;
let key: Awaited<ReturnType<typeof sealingKey>>;

beforeAll(async () => {
  at = await world();
  key = await sealingKey(at.temporary);
});
afterAll(() => at.close());

/** Does `count` audited things, sealing after each five, so that there are several blocks. */
async function work(count: number) {
  const { actor } = await at.person('worker', at.sites.a1);
  for (let index = 1; index <= count; index += 1) {
    await at.database.asActor(actor, { id: newId() }, async (tx) =>
      tx.note({ operation: 'care.test', action: 'create', subjects: [newId()], facts: { index } }),
    );
    if (index % 5 === 0) await sealPending(at.database, key);
  }
  await sealPending(at.database, key);
}

const check = async (anchors: readonly Anchor[] = []) =>
  (await at.database.asWorker({ id: newId() }, (tx) => verifyAudit(tx, key.publicKey, anchors))).value;

/** Tampers as the superuser, looks, and puts everything back. */
async function tampered(statement: string, anchors: readonly Anchor[] = []) {
  await at.admin.query(
    'create table if not exists event_copy as table kernel.audit_event; create table if not exists block_copy as table kernel.audit_block',
  );
  await at.admin.query(statement);
  const verdict = await check(anchors);
  await at.admin.query(
    'truncate kernel.audit_event, kernel.audit_block; insert into kernel.audit_event select * from event_copy; insert into kernel.audit_block select * from block_copy',
  );
  return verdict.faults[0];
}

test('an untouched chain verifies, and every way of touching it is named', async () => {
  await work(23);
  const clean = await check();
  expect(clean).toMatchObject({ events: 23, blocks: 5, waiting: 0, faults: [] });
  const third = (await at.admin.query('select id from kernel.audit_event order by id offset 2 limit 1'))
    .rows[0].id;
  expect(
    await tampered(`update kernel.audit_event set operation = 'care.other' where id = '${third}'`),
  ).toMatchObject({ what: 'altered', event: third, block: 1 });
  expect(
    await tampered(`update kernel.audit_event set at = at + interval '1 microsecond' where id = '${third}'`),
  ).toMatchObject({ what: 'altered', event: third });
  expect(await tampered(`delete from kernel.audit_event where id = '${third}'`)).toMatchObject({
    what: 'removed',
    event: third,
  });
  expect(
    await tampered(
      `insert into kernel.audit_event (community_id, id, operation, action) select community_id, '${newId()}', 'x.y', 'read' from kernel.audit_event limit 1`,
    ),
  ).toMatchObject({ what: 'added' });
  expect(await tampered('delete from kernel.audit_block where number = 3')).toMatchObject({
    what: 'block-missing',
    block: 4,
  });
  expect(await tampered(`update kernel.audit_block set leaves[1] = '\\x00' where number = 2`)).toMatchObject({
    what: 'block-altered',
    block: 2,
  });
  expect(await tampered(`update kernel.audit_block set signature = '\\x00' where number = 2`)).toMatchObject({
    what: 'signature',
    block: 2,
  });
  expect(
    await tampered(
      `update kernel.audit_block set sealed_at = sealed_at + interval '1 second' where number = 2`,
    ),
  ).toMatchObject({ what: 'block-altered', block: 2 });
  expect(await check()).toEqual(clean);
});

test('a cut tail is seen with an anchor, and only with an anchor', async () => {
  const { heads } = await check();
  const cut = `with last as (delete from kernel.audit_block where number = (select max(number) from kernel.audit_block) returning event_ids)
    delete from kernel.audit_event where id in (select unnest(event_ids) from last)`;
  expect(await tampered(cut, heads)).toMatchObject({ what: 'shorter-than-anchor' });
  expect(await tampered(cut)).toBeUndefined();
});

test('the person whose request it was cannot change or remove the audit, nor read it without being the privacy officer', async () => {
  const worker = await at.person('worker', at.sites.a1);
  const as = (sql: string) =>
    at.database.asActor(worker.actor, { id: newId() }, (tx) => tx.run({ parts: [sql], values: [] }));
  await expect(as(`update kernel.audit_event set operation = 'x'`)).rejects.toMatchObject({ code: '42501' });
  await expect(as('delete from kernel.audit_event')).rejects.toMatchObject({ code: '42501' });
  expect((await as('select * from kernel.audit_event')).value).toBe(0);
  const privacy = await at.person('privacy');
  const { value } = await at.database.asActor(privacy.actor, { id: newId() }, (tx) =>
    tx.run({ parts: ['select * from kernel.audit_event'], values: [] }),
  );
  expect(value).toBeGreaterThan(20);
});
