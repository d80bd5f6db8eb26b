import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Person, type World, world } from '../../tests/world.ts';
import { newId } from '../id.ts';
import type { Tx } from './scope.ts';
import { sql } from './sql.ts';
import { nameFor } from './wire/statements.ts';

let at: World;
let worker: Person;
beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
  await at.admin.query(
    'create table public.slip (id uuid primary key, word text not null); grant select, insert on public.slip to tributary_app',
  );
});
afterAll(() => at.close());

const inside = <T>(work: (tx: Tx) => Promise<T>) =>
  at.database.asActor(worker.actor, { id: newId() }, work).then(({ value }) => value);
const put = (id: string, word: string | null) =>
  sql`insert into public.slip (id, word) values (${id}, ${word})`;
const kept = async (id: string) =>
  (await at.admin.query('select word from public.slip where id = $1', [id])).rows.map((row) => row.word);

test('what is written without waiting is there for the next read, in order, and after the end', async () => {
  const [first, second] = [newId(), newId()];
  const seen = await inside(async (tx) => {
    tx.write(put(first, 'one'));
    tx.write(put(second, 'two'));
    const rows = await tx.many<{ word: string }>(
      sql`select word from public.slip where id in (${first}, ${second}) order by word`,
    );
    return rows.map((row) => row.word);
  });
  expect(seen).toEqual(['one', 'two']);
  const last = newId();
  await inside(async (tx) => tx.write(put(last, 'at the end')));
  expect(await kept(last)).toEqual(['at the end']);
});

test('a write that fails without being waited for undoes everything, whether a read or the end meets it', async () => {
  const [good, bad] = [newId(), newId()];
  const attempt = (readsAfter: boolean) =>
    inside(async (tx) => {
      tx.write(put(good, 'good'));
      tx.write(put(bad, null));
      tx.emit('bench.slipped', good);
      if (readsAfter) await tx.many(sql`select 1 as one`);
    });
  await expect(attempt(false)).rejects.toMatchObject({ code: '23502' });
  await expect(attempt(true)).rejects.toMatchObject({ code: '23502' });
  expect(await kept(good)).toEqual([]);
});

test('a connection answers as before after a batch on it failed half way', async () => {
  for (let round = 0; round < 30; round += 1) {
    const id = newId();
    const breaks = round % 3 === 0;
    const work = inside(async (tx) => {
      tx.write(put(id, `round ${round % 2}`));
      if (breaks) tx.write(put(id, 'twin'));
      return tx.one<{ n: number }>(sql`select count(*) as n from public.slip where id = ${id}`);
    });
    if (breaks) await expect(work).rejects.toMatchObject({ code: '23505' });
    else expect((await work).n).toBe(1);
    expect(await kept(id)).toHaveLength(breaks ? 0 : 1);
  }
});

test('what is written before a count is written as the person, and the count is the counting role’s', async () => {
  const id = newId();
  const [who] = await inside(async (tx) => {
    tx.write(put(id, 'counted'));
    return tx.count<{ role: string }>(sql`select current_user::text as role`);
  });
  expect(who?.role).toBe('tributary_counter');
  expect(await kept(id)).toEqual(['counted']);
});

test('an event that nobody listens to is not written; one that somebody hears is, and so is every one where nobody says', async () => {
  const about = newId();
  const emit = (hears?: (event: string) => boolean) =>
    at.database.asActor(worker.actor, { id: newId(), hears }, async (tx) => {
      tx.emit('slip.heard', about);
      tx.emit('slip.unheard', about);
    });
  const names = async () =>
    (
      await at.admin.query('select name from kernel.outbox where subject = $1 order by name', [about])
    ).rows.map((row) => row.name);
  await emit((event) => event === 'slip.heard');
  expect(await names()).toEqual(['slip.heard']);
  await emit();
  expect(await names()).toEqual(['slip.heard', 'slip.heard', 'slip.unheard']);
});

test('a command sent twice at once is done once: the second waits for the first, and gets its answer', async () => {
  const claim = { key: newId(), operation: 'slip.write', hash: Buffer.from('same') };
  const ids = Array.from({ length: 6 }, () => newId());
  const outcomes = await Promise.all(
    ids.map((id) =>
      at.database.asActor(worker.actor, { id: newId(), claim }, async (tx) => {
        await tx.run(put(id, 'once'));
        await new Promise((resolve) => setTimeout(resolve, 50));
        return { id };
      }),
    ),
  );
  expect(outcomes.filter(({ replayed }) => !replayed)).toHaveLength(1);
  expect(new Set(outcomes.map(({ value }) => value.id)).size).toBe(1);
  const lines = await at.admin.query('select from public.slip where id = any($1)', [ids]);
  expect(lines.rowCount).toBe(1);
  const other = { ...claim, hash: Buffer.from('other') };
  const again = at.database.asActor(worker.actor, { id: newId(), claim: other }, async () => 1);
  await expect(again).rejects.toMatchObject({ code: 'kernel.keyUsedForSomethingElse' });
});

test('canary: were the second not made to wait, it would be done twice or fail', async () => {
  await at.admin.query('alter function kernel.claim(uuid, text, bytea) rename to claim_kept');
  await at.admin.query(
    `create function kernel.claim(uuid, text, bytea, out same boolean, out answer jsonb) language sql as 'select null::boolean, null::jsonb'`,
  );
  try {
    const claim = { key: newId(), operation: 'slip.write', hash: Buffer.from('same') };
    const both = await Promise.allSettled(
      [newId(), newId()].map((id) =>
        at.database.asActor(worker.actor, { id: newId(), claim }, (tx) => tx.run(put(id, 'twice'))),
      ),
    );
    expect(both.some((one) => one.status === 'rejected')).toBe(true);
  } finally {
    await at.admin.query('drop function kernel.claim(uuid, text, bytea)');
    await at.admin.query('alter function kernel.claim_kept(uuid, text, bytea) rename to claim');
  }
});

test('a kept plan whose rows have changed is never read with the old eyes: it fails once, and its connection goes', async () => {
  await at.admin.query(
    `create table public.shape (word int); insert into public.shape values (7); grant select on public.shape to tributary_app`,
  );
  const read = () => inside((tx) => tx.one<{ word: unknown }>(sql`select word from public.shape`));
  for (let asked = 0; asked < 16; asked += 1) expect(await read()).toEqual({ word: 7 });
  await at.admin.query(
    `alter table public.shape alter word type timestamptz using '2026-03-01T10:00:00Z'::timestamptz`,
  );
  await expect(read()).rejects.toMatchObject({ code: '0A000' });
  expect(await read()).toEqual({ word: new Date('2026-03-01T10:00:00Z') });
});

test('a value that cannot be written fails its transaction and leaves the connection as it was', async () => {
  const id = newId();
  const hostile = { toJSON: () => expect.unreachable('never sent') };
  const broken = inside((tx) => tx.run(sql`select ${hostile as never}::text`));
  await expect(broken).rejects.toThrow('never sent');
  await inside((tx) => tx.run(put(id, 'after')));
  expect(await kept(id)).toEqual(['after']);
});

test('a query asked often gets one name of its own, one asked seldom none', () => {
  const names = Array.from({ length: 40 }, () => nameFor('select 1 as seldom_or_often'));
  expect(names[0]).toBeUndefined();
  const given = new Set(names.filter((name) => name !== undefined));
  expect(given.size).toBe(1);
  expect(nameFor('select 2 as asked_once')).toBeUndefined();
});
