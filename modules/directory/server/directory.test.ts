import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import type { Person, World } from '../../../tests/world.ts';
import { world } from '../../../tests/world.ts';
import type { ServiceDetail, ServiceRow } from '../contract.ts';
import { examples } from '../examples.ts';
import { shapes } from '../shapes.ts';
import { takeDirectory } from './takeDirectory.ts';

let w: World;
let worker: Person;
let far: Person;
beforeAll(async () => {
  w = await world();
  worker = await w.person('worker', w.sites.a1);
  far = await w.person('worker', w.sites.b1);
  const source = { id: newId(), code: 'examples', reach: 'local', language: 'en' } as const;
  await w.database.asActor(worker.actor, { id: newId() }, (tx) => takeDirectory(tx, source, examples(), 0));
});
afterAll(() => w.close());

type Found = {
  rows: ServiceRow[];
  more: boolean;
  reading: { asked: { readAs: string | null }[]; marks: string[]; day: string | null };
};
const search = (text: string, narrowing: object = {}, as = worker) =>
  as.ok<Found>('directory.searchServices', { text, narrowing });
const names = async (text: string, narrowing: object = {}) =>
  (await search(text, narrowing)).rows.map(({ name }) => name);

async function open(name: string): Promise<ServiceDetail> {
  const row = (await search(name)).rows.find((one) => one.name === name);
  return worker.ok<ServiceDetail>('directory.openService', { id: row?.id });
}

test('the tables hold exactly the columns the shapes name', async () => {
  for (const [kind, shape] of Object.entries(shapes)) {
    const { rows } = await w.admin.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema = 'directory' and table_name = $1`,
      [kind],
    );
    const there = rows.map(({ name }) => name);
    expect(there, kind).toEqual(
      expect.arrayContaining([...Object.keys(shape.columns), ...Object.keys(shape.links)]),
    );
  }
});

describe('a service is found', () => {
  test.each([
    'Pain clinic',
    'douleur',
    'DOULEUR',
    'gestion de la douleur',
    'doleur',
    'pain managment',
    'chronic pain',
  ])('by %s', async (text) => {
    const [first] = (await search(text)).rows;
    expect(first?.name).toBe('Pain clinic');
    expect(first?.why.length).toBeGreaterThan(0);
  });
  test('by the navigator’s sentence, and not when one part of it fails', async () => {
    expect(await names('pain management, takes people without ID, open Tuesday evening')).toEqual([
      'Pain clinic',
    ]);
    expect(await names('pain management, takes people without ID, open Sunday evening')).toEqual([]);
  });
  test('by day, hour, language, condition and reach', async () => {
    expect(await names('', { day: 'TU', time: '19:59' })).toContain('Pain clinic');
    expect(await names('', { day: 'TU', time: '20:00' })).not.toContain('Pain clinic');
    expect(await names('', { day: 'MO', time: '03:00' })).toEqual(['Night shelter']);
    expect(await names('', { language: 'es' })).toEqual(['Food shelf']);
    expect(await names('', { marks: ['step-free'] })).toEqual(['Food shelf']);
    expect(await names('', { reach: 'provincial' })).toEqual([]);
    expect(await names('', { checkedWithin: 1 })).toEqual([]);
  });
  test('with the reason: what was asked, how it was read and where the service says it', async () => {
    const { rows, reading } = await search('nouriture');
    expect(reading.asked).toMatchObject([{ text: 'nouriture', readAs: 'nourriture', needs: ['food'] }]);
    expect(rows[0]).toMatchObject({
      name: 'Food shelf',
      city: 'Alder Bay',
      phone: { number: '604-555-0101', extension: '4' },
      why: [{ text: 'nouriture', where: 'name' }],
    });
  });
  test('most of what was asked first', async () => {
    expect(await names('shelter food')).toHaveLength(2);
    expect((await search('shelter night')).rows[0]?.name).toBe('Night shelter');
  });
  test('whatever is typed, the search answers', async () => {
    for (const text of [
      "'",
      '\\',
      ':*',
      '& | !',
      '(',
      '%',
      'a b c d e f g',
      '☃',
      "x' or 1=1",
      '食べ物',
      'ex-détenu·e',
    ])
      expect((await search(text)).rows.length, text).toBeGreaterThanOrEqual(0);
  });
  test('by nobody of another community', async () => {
    expect((await search('pain', {}, far)).rows).toEqual([]);
    const { id } = await open('Pain clinic');
    expect(await far.call('directory.openService', { id })).toMatchObject({
      status: 404,
      body: { code: 'directory.noSuchService' },
    });
    expect(await far.call('directory.reportWrong', { serviceId: id, about: ['phone'] })).toMatchObject({
      status: 404,
    });
  });
});

test('a service opens with everything there is, in the reader’s language', async () => {
  const service = await open('Food shelf');
  expect(service).toMatchObject({
    organization: { name: 'Alder House' },
    eligibility: ['Anybody who is hungry'],
    languages: ['English', 'Spanish'],
    places: [
      {
        name: 'Alder hall',
        addresses: ['14 Ferry Street, Alder Bay, BC V0X 1A1'],
        accessibility: ['Step free from the street'],
      },
    ],
    freshness: { checkedOn: '2026-01-15', reportedAt: null },
  });
  const french = await w.person('worker', w.sites.a1);
  await w.admin.query(`update identity.account set locale = 'fr', version = version + 1 where id = $1`, [
    french.accountId,
  ]);
  expect(await french.ok<ServiceDetail>('directory.openService', { id: service.id })).toMatchObject({
    name: 'Garde-manger',
    version: service.version,
  });
});

describe('wrong and right', () => {
  test('a report shows at once and until somebody checks; a check needs the record as it is now', async () => {
    const before = await open('Night shelter');
    await worker.ok('directory.reportWrong', {
      serviceId: before.id,
      about: ['hours'],
      note: 'Opens at nine.',
    });
    expect((await search('shelter')).rows[0]?.freshness.reportedAt).not.toBeNull();
    expect(
      await worker.call('directory.assure', { serviceId: before.id, version: before.version }),
    ).toMatchObject({ status: 409, body: { code: 'directory.serviceChanged' } });
    const reported = await open('Night shelter');
    expect(reported.reports).toMatchObject([{ about: ['hours'], note: 'Opens at nine.' }]);
    await worker.ok('directory.assure', { serviceId: before.id, version: reported.version });
    const after = await open('Night shelter');
    expect(after).toMatchObject({ reports: [], freshness: { reportedAt: null } });
    expect(after.freshness.checkedOn).not.toBeNull();
    expect(await names('shelter', { checkedWithin: 2 })).toEqual(['Night shelter']);
  });
  test('an import does not take back what people here found', async () => {
    const checked = await open('Night shelter');
    const source = await w.admin.query<{ id: string }>(
      `select id from directory.source where code = 'examples'`,
    );
    const again = { id: source.rows[0]?.id ?? '', code: 'examples', reach: 'local', language: 'en' } as const;
    const { value } = await w.database.asActor(worker.actor, { id: newId() }, (tx) =>
      takeDirectory(tx, again, examples(), 0),
    );
    expect(value).toMatchObject({ added: 0, changed: 0, withdrawn: 0 });
    expect((await open('Night shelter')).freshness).toEqual(checked.freshness);
  });
  test('a second import at the same time is refused as busy', async () => {
    const source = { id: newId(), code: 'second', reach: 'local', language: 'en' } as const;
    const take = () =>
      w.database.asActor(worker.actor, { id: newId() }, (tx) => takeDirectory(tx, source, examples(), 0));
    const before = await w.admin.query('select count(*)::int as count from directory.source');
    const both = w.database.asActor(worker.actor, { id: newId() }, async (tx) => {
      await takeDirectory(tx, { ...source, id: newId(), code: 'first' }, examples(), 0);
      await expect(take()).rejects.toMatchObject({ kind: 'busy', code: 'directory.importUnderWay' });
      throw new Error('given up');
    });
    await expect(both).rejects.toThrow('given up');
    expect((await w.admin.query('select count(*)::int as count from directory.source')).rows).toEqual(
      before.rows,
    );
  });
  test('a figures-only role may look and not report', async () => {
    const funder = await w.person('funder');
    const { id } = await open('Pain clinic');
    expect(await funder.call('directory.reportWrong', { serviceId: id, about: ['phone'] })).toMatchObject({
      status: 403,
    });
  });
});

test('sources and classifications are listed', async () => {
  expect(await worker.ok('directory.listSources', {})).toMatchObject({
    rows: [{ code: 'examples', services: 3, refused: 0 }],
  });
  expect(await worker.ok('directory.listTaxonomies', {})).toEqual({
    rows: [{ name: 'Own words', terms: 1 }],
  });
});

test('the search of words uses the index although rows are guarded', async () => {
  const { value } = await w.database.asActor(worker.actor, { id: newId() }, (tx) =>
    tx.many<{ id: string }>({ parts: [`select directory.matching('pain', false) as id`], values: [] }),
  );
  expect(value).toHaveLength(1);
  const other = await w.database.asActor(far.actor, { id: newId() }, (tx) =>
    tx.many({ parts: [`select directory.matching('pain', false) as id`], values: [] }),
  );
  expect(other.value).toEqual([]);
});
