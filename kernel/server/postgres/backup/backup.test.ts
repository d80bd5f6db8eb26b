import {
  cp,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../openDatabase.ts';
import { checkBackup, makeBackupKeys, restoreInto, writeBackup } from './index.ts';

const canary = 'Ondine-Canari-4711';
const { privatePem, publicPem } = makeBackupKeys();
let home: string;
let acknowledged: number;
let left: () => Promise<void>;

const at = (name: string) => join(home, name);

/** A busy installation, and a backup made while a row is written after the other. */
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'tributary backup '));
  const db = await openDatabase({ dataDir: at('data'), purpose: 'server' });
  left = db.stop;
  for (const [folder, file, content] of [
    ['keys', 'root.json', 'the-root-key-canary'],
    ['files', 'one.txt', canary],
  ] as const) {
    await mkdir(at(`data/${folder}`), { recursive: true });
    await writeFile(at(`data/${folder}/${file}`), content);
  }
  const client = new pg.Client(db.admin);
  await client.connect();
  await client.query('create table told (id int primary key, word text)');
  let [count, writing] = [0, true];
  const writer = (async () => {
    while (writing) {
      await client.query('insert into told values ($1, $2)', [count + 1, canary]);
      count += 1;
      if (count % 200 === 0) await client.query('checkpoint');
    }
  })();
  while (count < 300) await new Promise((resolve) => setTimeout(resolve, 10));
  await writeBackup({
    dataDir: at('data'),
    admin: db.admin,
    postgres: db.version,
    tributary: '0',
    publicPem,
    target: at('backup'),
  });
  acknowledged = count;
  writing = false;
  await writer;
  await client.end();
}, 600_000);

afterAll(async () => {
  await left();
  await rm(home, { recursive: true, force: true });
});

/** The backup with one thing about it changed. */
async function changed(change: (folder: string) => Promise<unknown>): Promise<string> {
  const folder = await mkdtemp(at('changed-'));
  await cp(at('backup'), folder, { recursive: true });
  await change(folder);
  return folder;
}

async function flip(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  const { size } = await handle.stat();
  const where = Math.floor(size / 2);
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, where);
  buffer[0] = (buffer[0] ?? 0) ^ 1;
  await handle.write(buffer, 0, 1, where);
  await handle.close();
}

describe('a backup', { timeout: 600_000 }, () => {
  test('of a busy installation restores to all that was acknowledged', async () => {
    await restoreInto(at('restored'), await checkBackup(at('backup'), privatePem), at('data/keys'));
    expect(await readFile(at('restored/files/one.txt'), 'utf8')).toBe(canary);
    expect(await readFile(at('restored/keys/root.json'), 'utf8')).toBe('the-root-key-canary');
    const db = await openDatabase({ dataDir: at('restored'), purpose: 'server' });
    const client = new pg.Client(db.admin);
    await client.connect();
    const { rows } = await client.query<{ many: number; last: number }>(
      'select count(*)::int as many, max(id) as last from told',
    );
    await client.end();
    await db.stop();
    expect(rows[0]?.many).toBe(rows[0]?.last);
    expect(rows[0]?.many).toBeGreaterThanOrEqual(300);
    expect(rows[0]?.many).toBeLessThanOrEqual(acknowledged + 1);
  });

  test('shows nothing of the records, and does not hold the keys in any form', async () => {
    const { parts } = await checkBackup(at('backup'), privatePem);
    expect(parts.filter(({ path }) => path.startsWith('keys'))).toEqual([]);
    for (const name of await readdir(at('backup'), { recursive: true })) {
      const bytes = await readFile(join(at('backup'), name)).catch(() => Buffer.alloc(0));
      for (const word of [canary, 'the-root-key-canary', 'PG_VERSION'])
        expect(bytes.includes(word)).toBe(false);
    }
  });

  test('is opened by its own key only', async () => {
    await expect(checkBackup(at('backup'), makeBackupKeys().privatePem)).rejects.toThrow(
      /made for another key/,
    );
    await expect(checkBackup(at('backup'), publicPem)).rejects.toThrow(/not the private half/);
  });

  test('with one bit changed anywhere is refused, and the file is named', async () => {
    const all = (await readdir(at('backup/parts'))).sort();
    const some = all.filter((_, index) => index % Math.ceil(all.length / 10) === 0);
    const folder = await changed(async () => {});
    for (const name of some) {
      await flip(join(folder, 'parts', name));
      const sentence = new RegExp(`parts/${name} \\(.+\\) is not what was written. Nothing was restored`);
      await expect(checkBackup(folder, privatePem)).rejects.toThrow(sentence);
      await flip(join(folder, 'parts', name));
    }
    await expect(checkBackup(folder, privatePem)).resolves.toMatchObject({ folder });
  });

  test.each<[string, (folder: string, names: string[]) => Promise<unknown>, RegExp]>([
    ['a bit of its list changed', (folder) => flip(join(folder, 'list')), /list of files/],
    [
      'a file cut short',
      (folder, [, second = '']) => truncate(join(folder, 'parts', second), 20),
      /is not what was written/,
    ],
    ['a file missing', (folder, [, second = '']) => rm(join(folder, 'parts', second)), /is missing/],
    ['no cover', (folder) => rm(join(folder, 'backup.json')), /no whole backup/],
    ['a cover that is not one', (folder) => writeFile(join(folder, 'backup.json'), '{'), /damaged/],
    [
      'two files swapped',
      async (folder, names) => {
        const [one = '', two = ''] = names.slice(-2).map((name) => join(folder, 'parts', name));
        await rename(one, `${one}.x`);
        await rename(two, one);
        await rename(`${one}.x`, two);
      },
      /is not what was written/,
    ],
  ])('with %s is refused', async (_, change, sentence) => {
    const names = (await readdir(at('backup/parts'))).sort();
    const folder = await changed((copy) => change(copy, names));
    await expect(checkBackup(folder, privatePem)).rejects.toThrow(sentence);
  });

  test('is not restored over anything', async () => {
    const sound = await checkBackup(at('backup'), privatePem);
    await expect(restoreInto(at('data'), sound, at('data/keys'))).rejects.toThrow(/not empty/);
  });

  test('does not go into the data folder, nor over another backup', async () => {
    const order = { dataDir: at('data'), admin: {}, postgres: 0, tributary: '0', publicPem };
    await expect(writeBackup({ ...order, target: at('data/backup') })).rejects.toThrow(
      /inside the data folder/,
    );
    await expect(writeBackup({ ...order, target: at('backup') })).rejects.toThrow(/not empty/);
  });
});
