import { spawn, type ChildProcess } from 'node:child_process';
import { chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, type OpenDatabase } from './openDatabase.ts';
import { isAlive, placesIn } from './cluster.ts';
import { packagedBinaries } from './binaries.ts';
import { asUser, asUserPassing, start } from './runAs.ts';
import { assertSafeSettings } from './settings.ts';

type Told = { open: boolean; adopted?: boolean; reason?: string };

let folder: string;
const toStop: (() => Promise<unknown>)[] = [];
const holders: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary database '));
});
afterEach(async () => {
  for (const stop of toStop.splice(0)) await stop();
  for (const child of holders.splice(0)) child.kill('SIGKILL');
  const left = await postmasterPid();
  if (left && isAlive(left)) process.kill(left, 'SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

async function opened(purpose: 'server' | 'command' = 'server'): Promise<OpenDatabase> {
  const db = await openDatabase({ dataDir: folder, purpose });
  toStop.push(db.stop);
  return db;
}

async function ask<Row extends pg.QueryResultRow>(
  db: OpenDatabase,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client(db.admin);
  await client.connect();
  return client
    .query<Row>(text, values)
    .then((result) => result.rows)
    .finally(() => client.end());
}

/** Another process that opens the same folder; gives what it told first. */
async function holder(
  user?: { uid: number; gid: number },
  purpose = 'server',
): Promise<{ child: ChildProcess; told: Told }> {
  const file = join(import.meta.dirname, 'holder.fixture.ts');
  const child = spawn(process.execPath, ['--no-warnings', file, folder, purpose], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: '/',
    ...user,
  });
  holders.push(child);
  const told = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString())),
  );
  return { child, told: JSON.parse(told.split('\n')[0] ?? '') as Told };
}

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) =>
    (child.exitCode ?? child.signalCode) === null ? child.once('exit', () => resolve()) : resolve(),
  );

async function postmasterPid(): Promise<number | undefined> {
  const text = await readFile(join(placesIn(folder).cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  return Number(text.split('\n')[0]) || undefined;
}

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

describe('the embedded database', () => {
  test('is real, safe, closed to the network and to other users, in a folder with a space in its name', async () => {
    const db = await opened();
    expect(db).toMatchObject({ adopted: false, version: (await packagedBinaries()).version });
    const [settings] = await ask(
      db,
      `select current_setting('data_checksums') as sums, current_setting('listen_addresses') as net, current_setting('fsync') as fsync`,
    );
    expect(settings).toEqual({ sums: 'on', net: '', fsync: 'on' });
    const { cluster, socket, folder: home } = placesIn(folder);
    for (const place of [cluster, socket, home]) expect((await stat(place)).mode & 0o077).toBe(0);
    for (const file of ['admin.password', 'server.password'])
      expect((await stat(join(home, file))).mode & 0o777).toBe(0o600);
  });

  test('keeps what it was told over a stop, and starts nothing outside its folder', async () => {
    const db = await opened();
    await ask(db, 'create table kept (word text)');
    await ask(db, 'insert into kept values ($1)', ['river']);
    await db.stop();
    expect(await postmasterPid()).toBeUndefined();
    expect(await ask(await opened(), 'select word from kept')).toEqual([{ word: 'river' }]);
  });

  test('works in a folder whose path is too long for a socket', async () => {
    folder = join(folder, 'x'.repeat(120));
    expect(await ask(await opened(), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('copies its write-ahead log to another disk as it goes, when it is told where', async () => {
    const archive = { folder: join(folder, `the archive's folder`) };
    await mkdir(archive.folder);
    const db = await openDatabase({ dataDir: join(folder, 'data'), purpose: 'server', archive });
    await ask(db, 'select pg_switch_wal()');
    await until(async () => (await readdir(archive.folder)).some((name) => /^[0-9A-F]{24}$/.test(name)));
    await db.stop();
  });

  test('refuses the wrong password', async () => {
    const db = await opened();
    await expect(ask({ ...db, admin: { ...db.admin, password: 'wrong' } }, 'select 1')).rejects.toThrow(
      /password authentication failed/,
    );
  });
});

describe('a killed run', () => {
  test('leaves a database that the next run adopts, with nothing lost', async () => {
    const { child } = await holder();
    const before = await postmasterPid();
    child.kill('SIGKILL');
    await ended(child);
    const db = await opened();
    expect(db.adopted).toBe(true);
    expect(await postmasterPid()).toBe(before);
  });

  test('whose database was killed too starts again without anybody removing the lock file', async () => {
    const { child } = await holder();
    const pid = (await postmasterPid()) ?? 0;
    child.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');
    const db = await opened();
    expect(db.adopted).toBe(false);
    expect(await postmasterPid()).not.toBe(pid);
  });

  test('is recognised when its process number now belongs to a stranger', async () => {
    await (await opened()).stop();
    const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
    holders.push(stranger);
    const { cluster } = placesIn(folder);
    const owner = await stat(cluster);
    await writeFile(join(cluster, 'postmaster.pid'), `${stranger.pid}\n${cluster}\n1\n5432\n\n\n`, {
      mode: 0o600,
    });
    await chown(join(cluster, 'postmaster.pid'), owner.uid, owner.gid);
    expect(await ask(await opened(), 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(isAlive(stranger.pid ?? 0)).toBe(true);
  });

  test('in the middle of the very first start leaves nothing half made', async () => {
    const { folder: home } = placesIn(folder);
    await mkdir(join(home, 'half-999999-dead'), { recursive: true, mode: 0o700 });
    await opened();
    expect((await readdir(home)).filter((name) => name.startsWith('half-'))).toEqual([]);
  });

  test('a database that dies under a living server is started again', async () => {
    const db = await opened();
    const pid = (await postmasterPid()) ?? 0;
    process.kill(pid, 'SIGKILL');
    await until(async () => ((await postmasterPid()) ?? pid) !== pid);
    await until(() =>
      ask(db, 'select 1').then(
        () => true,
        () => false,
      ),
    );
  });
});

describe('who has it open', () => {
  test('a second server is told which process serves', async () => {
    const { child } = await holder();
    await expect(opened()).rejects.toThrow(new RegExp(`Another Tributary server.*process ${child.pid}`));
  });

  test('a command works beside the server and leaves the database running', async () => {
    const { child } = await holder();
    const command = await opened('command');
    expect(command.adopted).toBe(true);
    await command.stop();
    const pid = (await postmasterPid()) ?? 0;
    expect(isAlive(pid)).toBe(true);
    child.kill('SIGTERM');
    await ended(child);
    await until(async () => (await postmasterPid()) === undefined);
  });

  test('the last one out stops it, whoever started it', async () => {
    const command = await opened('command');
    const { child } = await holder();
    await command.stop();
    expect(await postmasterPid()).toBeDefined();
    child.kill('SIGTERM');
    await ended(child);
    expect(await postmasterPid()).toBeUndefined();
  });
});

describe('refusals', () => {
  test('data of a newer version', async () => {
    const { cluster } = placesIn(folder);
    await mkdir(cluster, { recursive: true });
    await writeFile(join(cluster, 'PG_VERSION'), '99\n');
    await expect(opened()).rejects.toThrow(/written by a newer version of Tributary/);
  });

  test('a server that nobody answers for, without showing its password', async () => {
    const attempt = openDatabase({
      dataDir: folder,
      purpose: 'server',
      databaseUrl: 'postgres://me:secret-word@127.0.0.1:1/x',
    });
    await expect(attempt).rejects.toThrow(/127\.0\.0\.1:1\): nothing listens there/);
    await expect(attempt).rejects.not.toThrow(/secret-word/);
  });

  test.each([
    ['fsync', 'off'],
    ['full_page_writes', 'off'],
    ['synchronous_commit', 'off'],
    ['log_min_error_statement', 'error'],
    ['log_statement', 'all'],
  ])('a database with %s = %s, even when it is already running', async (name, value) => {
    await (await opened()).stop();
    const { cluster } = placesIn(folder);
    const { folder: binaries } = await packagedBinaries();
    const { chooseRunner } = await import('./chooseRunner.ts');
    const { runAs } = await chooseRunner(placesIn(folder).folder, await packagedBinaries());
    const words = [
      '-c',
      'listen_addresses=',
      '-c',
      `unix_socket_directories=${cluster}/socket`,
      '-c',
      `${name}=${value}`,
    ];
    const unsafe = start(runAs, [join(binaries, 'bin', 'postgres'), '-D', cluster, ...words], {
      stdio: 'ignore',
    });
    holders.push(unsafe);
    const password = await readFile(join(placesIn(folder).folder, 'admin.password'), 'utf8');
    const admin = { host: `${cluster}/socket`, user: 'postgres', password, database: 'postgres' };
    const client = await connected(admin);
    await expect(assertSafeSettings(client, true)).rejects.toThrow(new RegExp(`${name} is ${value}`));
    await client.end();
    const db = await opened();
    expect(db.adopted).toBe(false);
    expect((await ask<{ now: string }>(db, 'select current_setting($1) as now', [name]))[0]?.now).not.toBe(
      value,
    );
  });
});

async function connected(config: pg.ClientConfig): Promise<pg.Client> {
  for (;;) {
    const client = new pg.Client(config);
    client.on('error', () => {});
    try {
      await client.connect();
      return client;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

test.each(['role tributary_weak', 'database tributary', 'database postgres'])(
  'an unsafe setting stored for %s is refused',
  async (place) => {
    const db = await opened();
    if (place.startsWith('role')) await ask(db, 'create role tributary_weak');
    await ask(db, `alter ${place} set synchronous_commit = off`);
    await db.stop();
    await expect(opened()).rejects.toThrow(/synchronous_commit is off/);
  },
);

test('its log shows no value, whatever goes wrong with a statement', async () => {
  const db = await opened();
  const canary = 'Marguerite-Canari';
  await ask(db, 'create table person (name text unique, born date check (born > $$1900-01-01$$))');
  await ask(db, 'insert into person values ($1, now())', [canary]);
  const wrong = [
    `insert into person values ('${canary}', now())`,
    `insert into person values ('${canary}2', '1800-01-01')`,
    `select '${canary}'::int`,
    `do $$ begin raise exception '${canary}'; end $$`,
    `do $$ begin raise warning '${canary}'; end $$`,
    `selec '${canary}'`,
  ];
  for (const text of wrong) await ask(db, text).catch(() => {});
  await ask(db, 'select $1::int', [canary]).catch(() => {});
  await db.stop();
  const { log } = placesIn(folder);
  const written = (
    await Promise.all((await readdir(log)).map((name) => readFile(join(log, name), 'utf8')))
  ).join('\n');
  expect(written).toMatch(/database system is ready/);
  expect(written).not.toContain(canary);
});

describe.runIf(process.getuid?.() === 0)('users', () => {
  test('an ordinary user can run it, and then root can, as that user', async () => {
    const nobody = { uid: 65_534, gid: 65_534 };
    await chown(folder, nobody.uid, nobody.gid);
    const { child, told } = await holder(nobody);
    expect(told).toMatchObject({ open: true });
    child.kill('SIGTERM');
    await ended(child);
    await opened();
    expect((await stat(join(placesIn(folder).cluster, 'postmaster.pid'))).uid).toBe(nobody.uid);
  });

  test('where no namespace is allowed root gives the folder to another user', async () => {
    const { chooseRunner } = await import('./chooseRunner.ts');
    const { makePlaces } = await import('./cluster.ts');
    const places = await makePlaces(folder);
    const { runAs } = await chooseRunner(places.folder, await packagedBinaries(), [asUser(65_534, 65_534)]);
    expect(runAs).toEqual(asUser(65_534, 65_534));
    expect(await ask(await opened(), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('where no namespace is allowed and the folder lies in a closed one, the user keeps the power to pass', async () => {
    folder = join(folder, 'closed', 'data');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { chooseRunner } = await import('./chooseRunner.ts');
    const { makePlaces } = await import('./cluster.ts');
    const places = await makePlaces(folder);
    const ways = [asUser(65_534, 65_534), asUserPassing(65_534, 65_534)];
    const { runAs } = await chooseRunner(places.folder, await packagedBinaries(), ways);
    expect(runAs).toEqual(ways[1]);
    expect(await ask(await opened(), 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a user who does not own the data is told so', async () => {
    await (await opened()).stop();
    const { told } = await holder({ uid: 65_534, gid: 65_534 });
    expect(told.reason).toMatch(/may not read and write|belongs to another user/);
  });
});
