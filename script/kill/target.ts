import { type ChildProcess, spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { newId } from '../../kernel/id.ts';
import { placesIn } from '../../kernel/server/postgres/cluster.ts';
import { socketHost } from '../../kernel/server/postgres/postmaster.ts';

const root = join(import.meta.dirname, '..', '..');

/** Asks until it holds, at most `ms`; gives how long it took. Throws what was awaited. */
export async function within(ms: number, what: string, holds: () => Promise<boolean>): Promise<number> {
  const began = performance.now();
  while (performance.now() - began < ms) {
    if (await holds()) return performance.now() - began;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${what} did not happen within ${ms / 1000} s`);
}

/** A server in a process of its own, as `script/server --empty` starts it. */
export type Server = { readonly child: ChildProcess; readonly said: () => string };

/** Starts a server on a data folder and port. */
export function startServer(dataDir: string, port: number): Server {
  const words = [
    '--disable-warning=ExperimentalWarning',
    join(root, 'app', 'commands.ts'),
    'serve',
    '--empty',
    '--data',
    dataDir,
    '--port',
    String(port),
  ];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'], cwd: root });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)));
  return { child, said: () => said };
}

/** Whether a process has ended. */
export const hasEnded = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

/** Waits until the server answers; a server that ended says why. */
export function ready(server: Server, port: number): Promise<number> {
  return within(300_000, 'an answer of the server', async () => {
    if (hasEnded(server.child)) throw new Error(`the server ended: ${server.said()}`);
    return fetch(`http://127.0.0.1:${port}/health`).then(
      (answer) => answer.ok,
      () => false,
    );
  });
}

/** Connects to the embedded database as its administrator. */
export async function connect(dataDir: string): Promise<pg.Client> {
  const places = placesIn(dataDir);
  const { host } = await socketHost(places);
  const password = await readFile(join(places.folder, 'admin.password'), 'utf8');
  const client = new pg.Client({
    host,
    user: 'postgres',
    password,
    database: 'tributary',
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Kills the database as a power cut of its processes would: the postmaster and every process it started, at once. */
export function killDatabase(dataDir: string): void {
  const postmaster = Number(
    readFileSync(join(placesIn(dataDir).cluster, 'postmaster.pid'), 'utf8').split('\n')[0],
  );
  const parent = (pid: string) => {
    try {
      return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
    } catch {
      return 0;
    }
  };
  const all = existsSync('/proc') ? readdirSync('/proc') : [];
  const children = all.filter((name) => /^\d+$/.test(name) && parent(name) === postmaster);
  for (const pid of [postmaster, ...children.map(Number)]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself a moment ago.
    }
  }
}

/** Makes a community with one site and one signed-in worker; gives the token of the session. */
export async function makeWriter(client: pg.Client): Promise<string> {
  const [community, organisation, site, account] = [newId(), newId(), newId(), newId()];
  const put = (text: string, values: unknown[]) => client.query(text, values);
  await put(
    `insert into identity.community (community_id, code, name_en, name_fr) values ($1, 'crash', 'Crash', 'Crash')`,
    [community],
  );
  for (const kind of ['system', 'console'])
    await put('insert into identity.account (community_id, id, kind) values ($1, $2, $3)', [
      community,
      newId(),
      kind,
    ]);
  await put(
    `insert into identity.organisation (community_id, id, code, name_en, name_fr) values ($1, $2, 'one', 'One', 'Un')`,
    [community, organisation],
  );
  await put(
    `insert into identity.site (community_id, id, organisation_id, code, name_en, name_fr) values ($1, $2, $3, 'one', 'One', 'Un')`,
    [community, site, organisation],
  );
  await put(`insert into identity.account (community_id, id, kind) values ($1, $2, 'person')`, [
    community,
    account,
  ]);
  await put(
    `insert into identity.assignment (community_id, id, account_id, role, site_id) values ($1, $2, $3, 'worker', $4)`,
    [community, newId(), account, site],
  );
  const bytes = Buffer.concat([Buffer.from(community.replaceAll('-', ''), 'hex'), randomBytes(32)]);
  await put(
    `insert into identity.session (community_id, id, account_id, token_hash, idle_until, ends_at) values ($1, $2, $3, $4, now() + interval '12 hours', now() + interval '12 hours')`,
    [community, newId(), account, createHash('sha256').update(bytes).digest()],
  );
  return bytes.toString('base64url');
}
