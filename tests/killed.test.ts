import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../kernel/id.ts';
import { conventionNamed } from '../modules/exchange/refi/conventions.ts';
import { made, projectZip } from '../modules/exchange/server/testing/make.ts';
import {
  connect,
  hasEnded,
  makeWriter,
  ready,
  type Server,
  startServer,
  within,
} from '../script/kill/target.ts';

let folder: string;
let port: number;
let server: Server;
let admin: pg.Client;
let token: string;

const freePort = () =>
  new Promise<number>((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
const dataDir = () => join(folder, 'data');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-killed-'));
  await chmod(folder, 0o711);
  port = await freePort();
  server = startServer(dataDir(), port);
  await ready(server, port);
  admin = await connect(dataDir());
  token = await makeWriter(admin);
  await admin.query(
    `insert into identity.assignment (community_id, id, account_id, role) select a.community_id, $1, a.account_id, 'evaluator' from identity.assignment a`,
    [newId()],
  );
}, 300_000);
afterAll(async () => {
  await admin?.end();
  server?.child.kill('SIGINT');
  if (server) await within(60_000, 'the end of the server', async () => hasEnded(server.child));
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}, 120_000);

const text = 'P1: Nobody had the time to call back.\n'.repeat(200);
const note = `<Notes><Note guid="${made('note')}" name="n"><PlainTextContent>A thought about the study.</PlainTextContent></Note></Notes>`;
const passages = Array.from({ length: 2_500 }, (_, at) => ({ start: at * 2, end: at * 2 + 6 }));
const project = projectZip([{ name: 'long', text, passages }], conventionNamed('codepoint-crlf1'), {
  tail: note,
});

/** Sends the project as a person does, always as the same command; nothing when the line broke. */
async function send(key: string): Promise<{ status: number; loaded: Record<string, number> } | undefined> {
  const form = new FormData();
  form.append('input', JSON.stringify({ study: 'killed' }));
  form.append('file', new Blob([new Uint8Array(project)]), 'long.qdpx');
  const headers = { 'X-Tributary': '1', 'Idempotency-Key': key, Cookie: `tributary=${token}` };
  try {
    const address = `http://127.0.0.1:${port}/api/exchange.importRefi`;
    const answer = await fetch(address, { method: 'POST', headers, body: form });
    const body = (await answer.json()) as { loaded: Record<string, number> };
    return { status: answer.status, loaded: body.loaded };
  } catch {
    return undefined;
  }
}

async function held(): Promise<Record<string, number>> {
  const { rows } = await admin.query<
    Record<string, number>
  >(`select (select count(*)::int from evidence.study) as studies,
    (select count(*)::int from evidence.source) as texts, (select count(*)::int from coding.code) as codes, (select count(*)::int from coding.coding) as codings,
    (select count(*)::int from coding.tally where codings > 0) as cells, (select count(*)::int from coding.memo) as memos,
    (select count(*)::int from exchange.origin) as origins`);
  return rows[0] ?? {};
}

/** Whether the import has come as far as the memos: it waits there for the table that is held. */
const waits = async () => {
  const { rows } = await admin.query(
    `select 1 from pg_stat_activity where wait_event_type = 'Lock' and usename <> 'postgres' and query like '%coding.memo%'`,
  );
  return rows.length > 0;
};

test('the server dies in the middle of an import: the study is as before, and the same import then loads all of it', async () => {
  const before = await held();
  const holder = await connect(dataDir());
  await holder.query('begin');
  await holder.query('lock table coding.memo in access exclusive mode');
  const key = newId();
  const first = send(key);
  await within(90_000, 'the import at its memos', waits);
  server.child.kill('SIGKILL');
  await within(60_000, 'the end of the killed server', async () => hasEnded(server.child));
  expect(await first).toBe(undefined);
  await holder.query('rollback');
  await holder.end();
  server = startServer(dataDir(), port);
  await ready(server, port);
  expect(await held()).toEqual(before);
  expect(await send(key)).toMatchObject({
    status: 200,
    loaded: { texts: 1, codes: 1, codings: 2_500, memos: 1 },
  });
  expect(await held()).toMatchObject({ studies: 1, texts: 1, codings: 2_500, memos: 1 });
  expect(await send(key)).toMatchObject({ status: 200, loaded: { codings: 2_500 } });
  expect(await held()).toMatchObject({ studies: 1, texts: 1, codings: 2_500, memos: 1 });
}, 300_000);

test('canary: half an import is seen by the count', async () => {
  const before = await held();
  await admin.query('begin');
  await admin.query(`insert into coding.coding select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'fingerprint', null))).*
    from coding.coding c limit 1`);
  expect(await held()).not.toEqual(before);
  await admin.query('rollback');
});
