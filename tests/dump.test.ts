import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDemo } from '../app/demo/index.ts';
import lives from '../app/demo/lives.json' with { type: 'json' };
import { type Installation, openInstallation, root } from '../app/installation.ts';
import { newId } from '../kernel/id.ts';
import { actorOf, namesOf } from '../modules/identity/server/index.ts';
import { identitiesOf } from '../modules/people/server/index.ts';
import { everyFile, everyRow, type Stolen } from '../modules/people/server/testing/dump.ts';

let installation: Installation;
let admin: pg.Client;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tributary-dump-'));
  installation = await openInstallation({ dataDir: folder, purpose: 'command' });
  await makeDemo(installation, { clients: 90, seed: 11 }, () => {});
  admin = new pg.Client(installation.opened.admin);
  await admin.connect();
}, 180_000);
afterAll(async () => {
  await admin.end();
  await installation.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** Opens, with the keys, who is in the demo: names, numbers and addresses of clients, names of those who sign in. */
async function namesInDemo(): Promise<string[]> {
  const { rows } = await admin.query<{
    community: string;
    system: string;
    clients: string[];
    accounts: string[];
  }>(
    `select c.community_id as community,
       (select a.id from identity.account a where a.community_id = c.community_id and a.kind = 'system') as system,
       array(select p.id from people.client p where p.community_id = c.community_id) as clients,
       array(select a.id from identity.account a where a.community_id = c.community_id) as accounts
     from identity.community c`,
  );
  const texts: string[] = [];
  for (const { community, system, clients, accounts } of rows) {
    await installation.database.asActor(
      actorOf(community, system, ['system']),
      { id: newId() },
      async (tx) => {
        const identities = await identitiesOf(
          tx,
          clients,
          ['name', 'preferred_name', 'health_number', 'address', 'safe_contact'],
          true,
        );
        texts.push(
          ...[...identities.values()].flatMap((one) =>
            Object.values(one).filter((text) => text !== undefined),
          ),
        );
        texts.push(...(await namesOf(tx, accounts)).values());
      },
    );
  }
  return texts;
}

const sentences = (text: string): string[] =>
  text.split(/\n|(?<=[.?!]) /).filter((sentence) => sentence.length >= 30);

/** What was said in the demo's interviews, and what was written about its clients. */
async function quotesInDemo(): Promise<string[]> {
  const voices = join(root, 'app', 'demo', 'voices');
  const files = (await readdir(voices)).filter((name) => name.endsWith('.txt'));
  const spoken = await Promise.all(files.map((name) => readFile(join(voices, name), 'utf8')));
  const { notes, reasons, goals } = lives;
  const written = [...Object.values(notes).flat(), ...reasons, ...goals].filter((text) => text.length >= 20);
  return [...spoken.flatMap(sentences), ...written];
}

async function steal(): Promise<Stolen[]> {
  await admin.query('checkpoint');
  const keptApart = (path: string) =>
    path.startsWith(installation.folders.keys) || path.endsWith('/demo.json');
  return [...(await everyRow(admin)), ...(await everyFile(folder, keptApart))];
}

const foundIn = (stolen: readonly Stolen[], texts: readonly string[]): string[] =>
  texts.flatMap((text) => {
    const bytes = Buffer.from(text, 'utf8');
    return stolen.filter((piece) => piece.bytes.includes(bytes)).map((piece) => `${text} in ${piece.where}`);
  });

test('the whole demo, stolen without its key file, tells no name, no number and no quote', async () => {
  const [names, quotes] = [await namesInDemo(), await quotesInDemo()];
  const secrets = [...new Set([...names, ...quotes])].filter((text) => text.length >= 8);
  expect(names.length).toBeGreaterThan(150);
  expect(quotes.length).toBeGreaterThan(80);
  expect(foundIn(await steal(), secrets)).toEqual([]);
}, 180_000);

test('canary: one quote stored in clear is found', async () => {
  const [quote = ''] = await quotesInDemo();
  await admin.query(`update people.client set language = $1, version = version + 1`, [quote]);
  expect(foundIn(await steal(), [quote]).join('\n')).toContain('people.client');
}, 120_000);
