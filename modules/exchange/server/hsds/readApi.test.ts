import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { exchange } from '../../contract.ts';
import { importHsds } from '../importHsds.ts';
import { pacing } from './pace.ts';

const own = join(import.meta.dirname, '../../../../definitions/directory');
const schemas = join(import.meta.dirname, '../../../../../shared/cases/hsds/schema-3.0.1');

let w: World;
let steward: Person;

async function bring(name: string, as: Person): Promise<void> {
  const files = globSync(join(own, name, '*.csv')).map((path) => ({ name: basename(path), path, bytes: 0 }));
  const input = exchange.operations.importHsds.input.parse({ source: name });
  await w.database.asActor(as.actor, { id: newId() }, (tx) => importHsds(tx, input, { files }));
}

beforeAll(async () => {
  w = await world();
  steward = await w.person('steward');
  await bring('local', steward);
  await bring('provincial', steward);
});
afterAll(() => w.close());

type Page = { total_items: number; contents: Record<string, unknown>[] } & Record<string, unknown>;
const get = async <T = Page>(path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${w.url}/hsds${path}`, { headers });
  const text = await answer.text();
  return { status: answer.status, text, headers: answer.headers, body: JSON.parse(text) as T };
};

type Source = { id: string; code: string; version: number };
async function publish(code: string, on: boolean, terms = false): Promise<void> {
  const { rows } = await steward.ok<{ rows: Source[] }>('directory.listSources', {});
  const source = rows.find((one) => one.code === code);
  await steward.ok('directory.publishSource', { id: source?.id, version: source?.version, on, terms });
}

const shape = z.strictObject({
  total_items: z.int(),
  total_pages: z.int(),
  page_number: z.int(),
  size: z.int(),
  first_page: z.boolean(),
  last_page: z.boolean(),
  empty: z.boolean(),
  contents: z.array(z.object({ id: z.uuid() })),
});

const paths = [
  '',
  '/services',
  '/services?full=true&per_page=100',
  '/organizations',
  '/organizations?full=true&per_page=100',
  '/service_at_locations?full=true&per_page=100',
  '/taxonomies',
  '/taxonomy_terms',
];

test('nothing is public until a steward says so, and nothing again once it is taken back', async () => {
  for (const path of paths) expect((await get(path)).status, path).toBe(404);
  await publish('provincial', true);
  for (const path of paths) expect((await get(path)).status, path).toBe(200);
  const { body } = await get('/services?per_page=100');
  const { rows } = await w.admin.query<{ name: string }>(
    `select s.name from directory.service s join directory.source f on f.id = s.source_id where f.code = 'provincial'`,
  );
  expect(body.contents.map(({ name }) => name).sort()).toEqual(rows.map(({ name }) => name).sort());
  const [local] = (
    await w.admin.query<{ id: string }>(
      `select s.id from directory.service s join directory.source f on f.id = s.source_id where f.code = 'local' limit 1`,
    )
  ).rows;
  expect((await get(`/services/${local?.id}`)).status).toBe(404);
  await publish('provincial', false);
  expect((await get('/services')).status).toBe(404);
  const worker = await w.person('worker', w.sites.a1);
  const denied = { id: newId(), version: 1, on: true };
  expect((await worker.call('directory.publishSource', denied)).status).toBe(403);
});

describe('what is public', () => {
  beforeAll(async () => {
    await w.admin.query(`insert into directory.contact (community_id, id, source_id, service_id, name)
      select community_id, gen_random_uuid(), source_id, id, 'CONTACT-CANARY' from directory.service`);
    await w.admin.query(`insert into directory.phone (community_id, id, source_id, contact_id, service_id, number)
      select community_id, gen_random_uuid(), source_id, id, service_id, '604-555-CANARY' from directory.contact`);
    await w.admin.query(
      `update directory.service set assurer_email = 'assurer-canary@example.org', version = version + 1`,
    );
    const { rows } = await w.admin.query<{ id: string; version: number }>(
      `select id, version from directory.service order by id`,
    );
    for (const { id, version } of rows.slice(0, 5)) {
      const said = { takes: 'no', told: 'phone', note: 'CAPACITY-CANARY' };
      await steward.ok('directory.sayCapacity', { id: newId(), serviceId: id, ...said });
      await steward.ok('directory.reportWrong', { serviceId: id, about: ['phone'], note: 'FINDING-CANARY' });
      const keep = { serviceId: id, version: version + 1, keeperId: steward.accountId, everyDays: 30 };
      await steward.ok('directory.setKeeper', keep);
    }
    await publish('local', true);
    await publish('provincial', true);
  });

  test('pages in the shape of the standard, whole and without overlap', async () => {
    const all = await get('/services?per_page=100');
    expect(shape.parse(all.body)).toMatchObject({
      first_page: true,
      last_page: true,
      empty: false,
      page_number: 1,
    });
    const parts: unknown[] = [];
    for (let page = 1; ; page += 1) {
      const { body } = await get(`/services?per_page=7&page=${page}`);
      expect(shape.parse(body)).toMatchObject({
        total_items: all.body.total_items,
        total_pages: Math.ceil(all.body.total_items / 7),
        first_page: page === 1,
      });
      parts.push(...body.contents.map(({ id }) => id));
      if (body['last_page'] === true) break;
    }
    expect(parts).toEqual(all.body.contents.map(({ id }) => id));
    const beyond = await get('/services?page=1000');
    expect(beyond.body).toMatchObject({ empty: true, size: 0, contents: [], last_page: true });
  });

  test('nothing of staff, of contacts, or of what people here said leaves', async () => {
    const said: string[] = [];
    for (const path of paths) said.push((await get(path)).text);
    for (const { id } of (await get('/services?per_page=100')).body.contents.slice(0, 8))
      said.push((await get(`/services/${String(id)}`)).text);
    const all = said.join('\n').toLowerCase();
    for (const canary of ['canary', steward.accountId, 'keeper', 'checked', 'reported', 'original_id'])
      expect(all, canary).not.toContain(canary);
    await w.admin.query(`update directory.service set alert = 'ALERT-CANARY', version = version + 1`);
    expect((await get('/services?full=true')).text).toContain('ALERT-CANARY');
  });

  test('one service with everything around it, in the language that is asked for; lists narrow', async () => {
    const found = await get('/services?search=Pain%20management', { 'accept-language': 'fr' });
    const [service] = found.body.contents;
    expect(found.headers.get('content-language')).toBe('fr');
    expect(service).toMatchObject({ name: 'Clinique et groupe de gestion de la douleur' });
    const { body } = await get<Record<string, unknown>>(`/services/${String(service?.['id'])}`);
    expect(body).toMatchObject({
      name: 'Pain management group and clinic',
      status: 'active',
      organization: { name: 'Quayside Community Health Centre' },
      service_at_locations: [{ location: { location_type: 'physical', addresses: [{ city: 'Alder Bay' }] } }],
      phones: [{ number: expect.stringContaining('555') as string }],
    });
    const organization = (body['organization'] as { id: string }).id;
    const ofIt = await get(`/services?organization_id=${organization}&per_page=100`);
    expect(ofIt.body.total_items).toBeGreaterThan(0);
    expect(ofIt.body.contents.every((one) => one['organization_id'] === organization)).toBe(true);
    expect((await get('/services?search=100%25_')).body.total_items).toBe(0);
    expect((await get('/services?modified_after=2999-01-01')).body.total_items).toBe(0);
    for (const bad of ['page=0', 'per_page=101', 'organization_id=x', "modified_after='"])
      expect((await get(`/services?${bad}`)).status, bad).toBe(422);
    for (const bad of ['x', newId(), '%00', "'"])
      expect((await get(`/services/${bad}`)).status, bad).toBe(404);
  });

  test('a classification is public only when that was said too', async () => {
    const { rows } = await w.admin.query<{ id: string; community_id: string }>(
      `select id, community_id from directory.source where code = 'local'`,
    );
    const [source] = rows;
    const term = newId();
    await w.admin.query(
      `insert into directory.taxonomy_term (community_id, id, source_id, name, code) values ($1, $2, $3, 'TERM-211', 'BD')`,
      [source?.community_id, term, source?.id],
    );
    await w.admin.query(
      `insert into directory.attribute (community_id, id, source_id, taxonomy_term_id, link_id, link_kind)
       select community_id, gen_random_uuid(), source_id, $1, id, 'service' from directory.service where source_id = $2`,
      [term, source?.id],
    );
    const everything = async () =>
      (await Promise.all(paths.map((path) => get(path)))).map(({ text }) => text).join();
    expect(await everything()).not.toContain('TERM-211');
    await publish('local', true, true);
    expect(await everything()).toContain('TERM-211');
    expect((await get(`/services?taxonomy_term_id=${term}`)).body.total_items).toBeGreaterThan(0);
    expect((await get(`/taxonomy_terms/${term}`)).body).toMatchObject({ id: term, name: 'TERM-211' });
  });

  test.skipIf(!existsSync(schemas))('every answer is valid by the published schemas of 3.0.1', async () => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    formats.default(ajv);
    for (const path of globSync(join(schemas, '*.json')).filter((one) => !one.endsWith('openapi.json')))
      ajv.addSchema(JSON.parse(readFileSync(path, 'utf8')) as object, basename(path));
    const faults = (schema: string, value: unknown) => {
      ajv.validate(schema, value);
      return (ajv.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
    };
    const kinds = [
      ['services', 'service.json'],
      ['organizations', 'organization.json'],
      ['service_at_locations', 'service_at_location.json'],
      ['taxonomies', 'taxonomy.json'],
      ['taxonomy_terms', 'taxonomy_term.json'],
    ] as const;
    let looked = 0;
    for (const [path, schema] of kinds) {
      for (const full of ['false', 'true']) {
        const { body } = await get(`/${path}?full=${full}&per_page=100`);
        for (const one of body.contents) expect(faults(schema, one), path).toEqual([]);
        looked += body.contents.length;
      }
    }
    expect(looked).toBeGreaterThan(150);
    const [service] = (await get('/services')).body.contents;
    expect(faults('service.json', { ...service, status: 'open' })).not.toEqual([]);
    expect(faults('service.json', { ...service, organization: { id: 'x' } })).not.toEqual([]);
  });
});

test('somebody who asks too often waits, and others do not', () => {
  let now = 0;
  const wait = pacing({ most: 3, perMinute: 60 }, () => now);
  expect([wait('a'), wait('a'), wait('a'), wait('a')]).toEqual([0, 0, 0, 1]);
  expect(wait('b')).toBe(0);
  now += 1_000;
  expect([wait('a'), wait('a')]).toEqual([0, 1]);
  now += 3_600_000;
  expect([wait('a'), wait('a'), wait('a'), wait('a') > 0]).toEqual([0, 0, 0, true]);
});
