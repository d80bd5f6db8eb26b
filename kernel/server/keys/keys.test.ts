import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { type World, world } from '../../../tests/world.ts';
import { newId } from '../../id.ts';
import type { Actor, Tx } from '../scope.ts';
import { sql } from '../sql.ts';
import { freshKey, sealBytes } from './ciphertext.ts';
import {
  blind,
  blindEverywhere,
  checkKeys,
  destroySubjectKey,
  open,
  openMany,
  rotateKeys,
  seal,
  sealMany,
  Unreadable,
  unlockKeys,
} from './index.ts';
import { heldKeys } from './ring.ts';

let at: World;
let actor: Actor;
let privacy: Actor;
let folder: string;
let file: string;

beforeAll(async () => {
  at = await world();
  folder = await mkdtemp(join(inject('dataDir'), 'keys-'));
  file = join(folder, 'keys', 'master.json');
  await unlockKeys(file);
  actor = (await at.person('worker', at.sites.a1)).actor;
  privacy = (await at.person('privacy')).actor;
});
afterAll(async () => {
  await at.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => heldKeys().forgetAll());

const as = async <T>(who: Actor, work: (tx: Tx) => Promise<T>): Promise<T> =>
  (await at.database.asActor(who, { id: newId() }, work)).value;
const place = 'care.contact.note';

describe('sealing', () => {
  test('a sealed text opens in its row and nowhere else, also after the keys were forgotten', async () => {
    const [subject, one, two] = [newId(), newId(), newId()];
    const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = await as(actor, (tx) =>
      sealMany(tx, [
        { subjectId: subject, place, rowId: one, text: 'first' },
        { subjectId: subject, place, rowId: two, text: 'second' },
      ]),
    );
    heldKeys().forgetAll();
    expect(await as(actor, (tx) => open(tx, subject, place, one, first))).toBe('first');
    await expect(as(actor, (tx) => open(tx, subject, place, one, second))).rejects.toThrow(Unreadable);
    await expect(as(actor, (tx) => open(tx, newId(), place, one, first))).rejects.toThrow(Unreadable);
    const elsewhere = { ...actor, communityId: at.farCommunityId };
    await expect(as(elsewhere, (tx) => open(tx, subject, place, one, first))).rejects.toThrow(Unreadable);
  });

  test('a key made in a transaction that was undone seals nothing afterwards', async () => {
    const [subject, row] = [newId(), newId()];
    await expect(
      as(actor, async (tx) => {
        await seal(tx, subject, place, row, 'undone');
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    const kept = await as(actor, (tx) => seal(tx, subject, place, row, 'kept'));
    heldKeys().forgetAll();
    expect(await as(actor, (tx) => open(tx, subject, place, row, kept))).toBe('kept');
  });

  test('canary: a text sealed with a key that is written nowhere is found unreadable', async () => {
    const [subject, row] = [newId(), newId()];
    await as(actor, (tx) => seal(tx, subject, place, row, 'kept'));
    const lost = sealBytes(
      freshKey(),
      { communityId: at.communityId, place, rowId: row },
      Buffer.from('lost'),
    );
    await expect(as(actor, (tx) => open(tx, subject, place, row, lost))).rejects.toThrow(Unreadable);
  });

  test('two people who seal for a new subject at once use one key', async () => {
    const subject = newId();
    const rows = Array.from({ length: 8 }, () => newId());
    const sealed = await Promise.all(
      rows.map((row) => as(actor, (tx) => seal(tx, subject, place, row, row))),
    );
    heldKeys().forgetAll();
    const opened = await as(actor, (tx) =>
      openMany(
        tx,
        rows.map((row, index) => ({ subjectId: subject, place, rowId: row, bytes: sealed[index] ?? null })),
      ),
    );
    expect(opened).toEqual(rows);
  });

  test('a destroyed key takes everything of its subject with it, and is never made anew', async () => {
    const [subject, row] = [newId(), newId()];
    const sealed = await as(actor, (tx) => seal(tx, subject, place, row, 'gone'));
    expect(await as(actor, (tx) => destroySubjectKey(tx, subject))).toBe(false);
    expect(await as(privacy, (tx) => destroySubjectKey(tx, subject))).toBe(true);
    await expect(as(actor, (tx) => open(tx, subject, place, row, sealed))).rejects.toThrow(Unreadable);
    expect(
      await as(actor, (tx) => openMany(tx, [{ subjectId: subject, place, rowId: row, bytes: sealed }])),
    ).toEqual([null]);
    await expect(as(actor, (tx) => seal(tx, subject, place, row, 'again'))).rejects.toThrow(Unreadable);
  });
});

describe('search tokens', () => {
  test('are equal for equal texts of a kind, different between kinds and communities', async () => {
    const [a, b] = await as(actor, (tx) => blind(tx, 'name', ['roy', 'roy']));
    expect(a).toBe(b);
    expect(await as(actor, (tx) => blind(tx, 'phone', ['roy']))).not.toEqual([a]);
    const far = { ...actor, communityId: at.farCommunityId };
    expect(await as(far, (tx) => blind(tx, 'name', ['roy']))).not.toEqual([a]);
    const everywhere = await as(actor, (tx) => blindEverywhere(tx, 'email', 'x@example.org'));
    expect((await as(far, (tx) => blindEverywhere(tx, 'email', 'x@example.org'))).equals(everywhere)).toBe(
      true,
    );
    const door = await at.database.asDoor({ id: newId() }, (tx) =>
      blindEverywhere(tx, 'email', 'x@example.org'),
    );
    expect(door.value.equals(everywhere)).toBe(true);
  });
});

describe('the keys themselves', () => {
  test.each(['vault.community_key', 'vault.subject_key', 'vault.identity', 'vault.blind'])(
    '%s is out of reach of a request',
    async (table) => {
      const [schema = '', name = ''] = table.split('.');
      await at.admin.query('begin');
      await at.admin.query('set local role tributary_app');
      await expect(at.admin.query(`select 1 from ${schema}.${name}`)).rejects.toThrow(/permission denied/);
      await at.admin.query('rollback');
    },
  );

  test('the root key is in a file only its owner reads, and nowhere in the database', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o400);
    const { keys } = JSON.parse(await readFile(file, 'utf8')) as { keys: { key: string }[] };
    expect(Buffer.from(keys[0]?.key ?? '', 'base64')).toHaveLength(32);
  });

  test('a key file of another installation is refused at the start, and a damaged one too', async () => {
    await as(actor, (tx) => seal(tx, newId(), place, newId(), 'x'));
    const other = join(folder, 'other', 'master.json');
    await unlockKeys(other);
    await expect(checkKeys(at.database)).rejects.toThrow('does not fit');
    await chmod(other, 0o600);
    await writeFile(other, '{"current":"x","keys":[]}');
    await expect(unlockKeys(other)).rejects.toThrow('cannot be read');
    await unlockKeys(file);
    await expect(checkKeys(at.database)).resolves.toBeUndefined();
  });
});

/** Everything sealed so far opens with keys read afresh; gives what does not. */
async function unreadable(
  sealed: readonly { subject: string; row: string; bytes: Buffer }[],
): Promise<string[]> {
  heldKeys().forgetAll();
  const lost: string[] = [];
  for (const { subject, row, bytes } of sealed) {
    const text = await as(actor, (tx) => open(tx, subject, place, row, bytes)).catch(() => undefined);
    if (text !== row) lost.push(row);
  }
  return lost;
}

async function sealSome(count: number) {
  const items = Array.from({ length: count }, () => ({ subject: newId(), row: newId() }));
  const bytes = await as(actor, (tx) =>
    sealMany(
      tx,
      items.map(({ subject, row }) => ({ subjectId: subject, place, rowId: row, text: row })),
    ),
  );
  return items.map((item, index) => ({ ...item, bytes: bytes[index] ?? Buffer.alloc(0) }));
}

describe('a change of keys', () => {
  test('killed at one step after another it goes on where it stopped, and nothing is ever unreadable', async () => {
    const sealed = await sealSome(25);
    const rootBefore = (JSON.parse(await readFile(file, 'utf8')) as { current: string }).current;
    let kills = 0;
    for (;;) {
      let steps = 0;
      const dieOneStepLater = () => {
        steps += 1;
        if (steps > kills) throw new Error('killed');
      };
      const ended = await rotateKeys(at.database, { batch: 7, afterStep: dieOneStepLater }).then(
        () => true,
        (reason: unknown) => {
          if (reason instanceof Error && reason.message === 'killed') return false;
          throw reason;
        },
      );
      await unlockKeys(file);
      expect(await unreadable(sealed.slice(0, 5))).toEqual([]);
      if (ended) break;
      kills += 1;
      if (kills > 40) throw new Error('the change never ends');
    }
    expect(kills).toBeGreaterThan(4);
    expect(await unreadable(sealed)).toEqual([]);
    const stored = JSON.parse(await readFile(file, 'utf8')) as { current: string; turning?: string };
    expect(stored.current).not.toBe(rootBefore);
    expect(stored.turning).toBeUndefined();
    const { rows } = await at.admin.query(
      `select count(*)::int as older from vault.subject_key s join vault.community_key k
      on k.community_id = s.community_id and k.id = s.kek_id where k.retired_at is not null or k.root_id::text <> $1`,
      [stored.current],
    );
    expect(rows[0]).toEqual({ older: 0 });
  });

  test('canary: a subject key lost on the way is found unreadable', async () => {
    const sealed = await sealSome(3);
    await at.admin.query('update vault.subject_key set wrapped = $1 where subject_id = $2', [
      Buffer.alloc(77, 1),
      sealed[1]?.subject,
    ]);
    expect(await unreadable(sealed)).toEqual([sealed[1]?.row]);
    await at.admin.query('delete from vault.subject_key where subject_id = $1', [sealed[1]?.subject]);
  });

  test('a server that runs beside it goes on with the keys it holds, and finds the new root key by itself', async () => {
    const sealed = await sealSome(2);
    const running = heldKeys();
    await rotateKeys(at.database);
    running.forgetAll();
    expect(await unreadable(sealed)).toEqual([]);
    expect(await as(actor, (tx) => tx.one<{ one: number }>(sql`select 1 as one`))).toEqual({ one: 1 });
  });
});
