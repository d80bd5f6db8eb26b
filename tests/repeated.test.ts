import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../kernel/id.ts';
import { rotateKeys, unlockKeys } from '../kernel/server/keys/index.ts';
import { type Person, type World, world } from './world.ts';

let at: World;
let worker: Person;
beforeAll(async () => {
  at = await world();
  await unlockKeys(join(at.temporary, 'keys', 'master.json'));
  worker = await at.person('worker', at.sites.a1);
});
afterAll(() => at.close());

const register = (name: string) => ({ id: newId(), siteId: at.sites.a1.id, identity: { name } });
const kept = async (key: string) =>
  (
    await at.admin.query<{ hash: Buffer }>(
      'select input_hash as hash from kernel.idempotency where key = $1',
      [key],
    )
  ).rows[0]?.hash;

describe('a command sent again', () => {
  test('is the same command, also after a change of keys; another one under its key is refused', async () => {
    const key = newId();
    const input = register('Noor Testard');
    const first = await worker.call('people.registerClient', input, { key });
    expect(first.status).toBe(200);
    await rotateKeys(at.database);
    await unlockKeys(join(at.temporary, 'keys', 'master.json'));
    const again = await worker.call('people.registerClient', input, { key });
    expect([again.status, again.body, again.raw.headers.get('idempotent-replayed')]).toEqual([
      200,
      first.body,
      'true',
    ]);
    expect(await worker.call('people.registerClient', register('Somebody Else'), { key })).toMatchObject({
      status: 409,
      body: { code: 'kernel.keyUsedForSomethingElse' },
    });
  });

  test('cannot be guessed from the database: what was sent stands there as a keyed hash', async () => {
    const key = newId();
    const input = register('Omar Testard');
    await worker.call('people.registerClient', input, { key });
    const guesses = ['sha256', 'sha512-256', 'sha3-256'].map((algorithm) =>
      createHash(algorithm).update(JSON.stringify(input)).digest(),
    );
    const stands = (hash: Buffer | undefined) => guesses.some((guess) => hash?.equals(guess));
    const hash = await kept(key);
    expect(hash).toHaveLength(32);
    expect(stands(hash)).toBe(false);
    expect(stands(createHash('sha256').update(JSON.stringify(input)).digest())).toBe(true);
  });
});
