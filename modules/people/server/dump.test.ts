import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { everyFile, everyRow, leaks, type Stolen } from './testing/dump.ts';
import { type Colleague, desk } from './testing/desk.ts';

let at: Awaited<ReturnType<typeof desk>>;
let worker: Colleague;

beforeAll(async () => {
  at = await desk();
  worker = await at.colleague('worker', at.sites.a1);
});
afterAll(() => at.close());

/** Everything that names somebody in this test; each text occurs nowhere else in the repository. */
const secrets = {
  name: 'Ænéas Quillféather-Wobbleton',
  words: ['Quillféather', 'Wobbleton', 'Thistledown'],
  preferredName: 'Captain Thistledown',
  birthDate: '1931-10-27',
  healthNumber: '9041-773-226',
  phone: '(236) 555-0193',
  address: '4417 Marmalade Terrace, Unit 9',
  safeContact: 'Ask for Mme Pimpernelle at the drop-in',
  reason: 'He collapsed beside the peppermint kiosk',
  revised: 'Ænéas Brambleforth',
  refused: 'Zebulon Nettlewick',
} as const;
const planted = [...Object.values(secrets)].flat().filter((secret) => secret !== secrets.birthDate);

async function live(): Promise<void> {
  const identity = {
    name: secrets.name,
    preferredName: secrets.preferredName,
    birthDate: secrets.birthDate,
    healthNumber: secrets.healthNumber,
    phone: secrets.phone,
    address: secrets.address,
    safeContact: secrets.safeContact,
  };
  const id = newId();
  await worker.get('registerClient', { id, siteId: at.sites.a1.id, identity });
  await worker.get('reviseIdentity', { clientId: id, version: 1, identity: { name: secrets.revised } });
  await worker.ask('reviseIdentity', { clientId: id, version: 1, identity: { name: secrets.refused } });
  await worker.ask('registerClient', { id, siteId: at.sites.a1.id, identity: { name: secrets.refused } });
  await worker.ask('registerClient', { siteId: 7, identity: { name: secrets.refused } });
  await worker.get('searchClients', { text: secrets.revised });
  await worker.get('searchClients', { text: secrets.phone });
  const elsewhere = await at.colleague('worker', at.sites.a2);
  await elsewhere.ask('locateClient', { name: secrets.revised, birthDate: secrets.birthDate });
  await elsewhere.get('breakGlass', { clientId: id, reasonCode: 'danger_to_life', reason: secrets.reason });
  await elsewhere.get('openClient', { clientId: id });
}

const folder = inject('dataDir');

async function steal(): Promise<Stolen[]> {
  await at.admin.query('checkpoint');
  const keys = join(folder, 'keys');
  return [
    ...(await everyRow(at.admin)),
    ...(await everyFile(folder, (path) => path.startsWith(keys))),
    { where: 'log of the server', bytes: Buffer.from(JSON.stringify(at.faults)) },
  ];
}

test('whoever has the database, its write-ahead log and its logs, but not the key file, reads nobody’s name, number or words', async () => {
  await live();
  const stolen = await steal();
  expect(stolen.some((piece) => piece.where === 'vault.identity' && piece.bytes.length > 0)).toBe(true);
  expect(stolen.some((piece) => piece.where.includes('pg_wal'))).toBe(true);
  expect(stolen.some((piece) => piece.where.endsWith('.log') || piece.where.includes('/log/'))).toBe(true);
  expect(leaks(stolen, planted)).toEqual([]);
  expect(
    leaks(
      stolen.filter((piece) => /^(people|vault|kernel)\./.test(piece.where)),
      [secrets.birthDate],
    ),
  ).toEqual([]);
}, 60_000);

test('canary: a name that is stored in clear is found in the rows, the table files and the write-ahead log', async () => {
  const clear = 'Peregrine Applewhistle';
  await at.admin.query(`update people.client set language = $1, version = version + 1`, [clear]);
  const found = leaks(await steal(), [clear]).join('\n');
  expect(found).toContain('people.client');
  expect(found).toContain('/base/');
  expect(found).toContain('pg_wal');
}, 60_000);

test('canary: a name that a statement carries in its text is found in the log of the database', async () => {
  const careless = 'Ottoline Careless';
  await at.admin.query(`do $$ begin raise log '${careless}'; end $$`);
  expect(leaks(await steal(), [careless]).length).toBeGreaterThan(0);
}, 60_000);
