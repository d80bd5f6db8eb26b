import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { judge, openLedger } from './kill/ledger.ts';
import { settle, writeUnderLoad, type Load } from './kill/load.ts';
import {
  connect,
  hasEnded,
  killDatabase,
  makeWriter,
  ready,
  type Server,
  startServer,
  within,
} from './kill/target.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '50' },
    writers: { type: 'string', default: '8' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    operation: { type: 'string', default: 'evidence.suggest' },
    input: { type: 'string', default: '{"text":"A bus ticket with each first appointment."}' },
    table: { type: 'string', default: 'evidence.source' },
    canary: { type: 'boolean', default: false },
  },
});

/** A repeatable source of chance: the same seed kills at the same moments. */
let state = Number(values.seed);
const chance = () => {
  state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
  return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
};

const folder = mkdtempSync(join(tmpdir(), 'tributary-crash-'));
chmodSync(folder, 0o711);
const dataDir = join(folder, 'data');
const ledger = openLedger(join(folder, 'ledger'));
const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
const port = await freePort();
const restarts: number[] = [];
let server: Server = startServer(dataDir, port);

async function heldIds(): Promise<Set<string>> {
  const client = await connect(dataDir);
  const { rows } = await client.query<{ id: string }>(`select id from ${values.table}`);
  await client.end();
  return new Set(rows.map(({ id }) => id));
}

/** The unsafe setting, for the sessions that are open now; new ones are safe again, so that the database starts. */
async function loosen(): Promise<void> {
  const client = await connect(dataDir);
  await client.query('alter role tributary set synchronous_commit = off');
  await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'tributary'`);
  await new Promise((resolve) => setTimeout(resolve, 800));
  await client.query('alter role tributary reset synchronous_commit');
  await client.end();
}

async function killAndReturn(victim: 'server' | 'database' | 'both'): Promise<void> {
  const began = performance.now();
  if (victim !== 'server') killDatabase(dataDir);
  if (victim !== 'database') {
    server.child.kill('SIGKILL');
    await within(60_000, 'the end of the killed server', async () => hasEnded(server.child));
    server = startServer(dataDir, port);
  }
  await ready(server, port);
  restarts.push(performance.now() - began);
}

/** One round: load, a kill at a random moment, return, settling, judgement. Gives what was lost. */
async function round(load: Load, number: number): Promise<number> {
  const victim = values.canary
    ? 'database'
    : ((['server', 'database', 'both'] as const)[Math.floor(chance() * 3)] ?? 'both');
  const writing = writeUnderLoad(load, ledger);
  await new Promise((resolve) => setTimeout(resolve, 300 + chance() * 700));
  if (values.canary) {
    await loosen();
    await new Promise((resolve) => setTimeout(resolve, 100 + chance() * 100));
  }
  await killAndReturn(victim);
  await writing.stop();
  const { lost, ghosts } = judge(ledger.all(), await heldIds());
  const settled = await settle(load, ledger);
  const after = judge(ledger.all(), await heldIds());
  const wrong = lost.length + ghosts.length + (values.canary ? 0 : after.lost.length + after.ghosts.length);
  console.log(
    `${number}: killed ${victim}, back in ${Math.round(restarts.at(-1) ?? 0)} ms, ${settled} settled, ${lost.length} lost, ${ghosts.length} refused and kept`,
  );
  return wrong;
}

/** The oracle has to see one acknowledged row that is not there. */
async function plantMissingRow(): Promise<boolean> {
  const client = await connect(dataDir);
  const acknowledged = [...ledger.all()].find(([, known]) => known === 'ok')?.[0];
  await client.query('set session_replication_role = replica');
  await client.query(`delete from ${values.table} where id = $1`, [acknowledged]);
  await client.end();
  return judge(ledger.all(), await heldIds()).lost.includes(acknowledged ?? '');
}

function auditIsWhole(): boolean {
  const words = [
    '--disable-warning=ExperimentalWarning',
    join(import.meta.dirname, '..', 'app', 'commands.ts'),
    'audit',
    'verify',
    '--json',
    '--data',
    dataDir,
  ];
  const { status, stdout } = spawnSync(process.execPath, words, { encoding: 'utf8' });
  console.log(`audit: ${stdout.trim().slice(0, 400)}`);
  return status === 0;
}

async function run(): Promise<boolean> {
  await ready(server, port);
  const client = await connect(dataDir);
  const token = await makeWriter(client);
  await client.end();
  const load: Load = {
    port,
    token,
    operation: values.operation,
    input: JSON.parse(values.input) as object,
    writers: Number(values.writers),
  };
  const rounds = Number(values.rounds);
  let wrong = 0;
  for (let number = 1; number <= rounds && !(values.canary && wrong > 0); number += 1)
    wrong += await round(load, number);
  const acknowledged = [...ledger.all().values()].filter((known) => known === 'ok').length;
  const sorted = restarts.toSorted((a, b) => a - b);
  console.log(
    `seed ${values.seed}: ${acknowledged} acknowledged, ${wrong} lost or wrong; back in ${Math.round(sorted[sorted.length >> 1] ?? 0)} ms (median), ${Math.round(sorted.at(-1) ?? 0)} ms (longest)`,
  );
  if (values.canary) return wrong > 0;
  const whole = auditIsWhole();
  const seen = await plantMissingRow();
  if (!seen) console.log('The planted missing row was not noticed: this proof is worth nothing.');
  return wrong === 0 && acknowledged > 0 && whole && seen;
}

try {
  const held = await run();
  server.child.kill('SIGINT');
  await within(180_000, 'a clean stop', async () => hasEnded(server.child));
  process.exitCode = held && server.child.exitCode === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
  if (!hasEnded(server.child)) server.child.kill('SIGINT');
  await within(180_000, 'a clean stop', async () => hasEnded(server.child)).catch(() =>
    server.child.kill('SIGKILL'),
  );
}
rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
