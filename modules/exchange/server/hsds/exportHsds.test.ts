import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import type { Actor } from '../../../../kernel/server/scope.ts';
import { world } from '../../../../tests/world.ts';
import type { World } from '../../../../tests/world.ts';
import { exchange, ImportedDirectory } from '../../contract.ts';
import { importHsds } from '../importHsds.ts';
import { exportHsds } from './exportHsds.ts';

const cases = join(import.meta.dirname, '../../../../../shared/cases/hsds');
const own = join(import.meta.dirname, '../../../../definitions/directory');

let w: World;
let actor: Actor;
let folder: string;
beforeAll(async () => {
  w = await world();
  actor = (await w.person('steward')).actor;
  folder = await mkdtemp(join(tmpdir(), 'hsds-out-'));
});
afterAll(async () => {
  await w.close();
  await rm(folder, { recursive: true, force: true });
});

async function load(paths: readonly string[], source: string, as = actor): Promise<ImportedDirectory> {
  const input = exchange.operations.importHsds.input.parse({ source });
  const files = paths.map((path) => ({ name: basename(path), path, bytes: 0 }));
  const { value } = await w.database.asActor(as, { id: newId() }, (tx) => importHsds(tx, input, { files }));
  return ImportedDirectory.parse(value);
}

async function leave(source: string, more: object = {}, as = actor): Promise<Buffer> {
  const input = exchange.operations.exportHsds.input.parse({ source, ...more });
  const { value } = await w.database.asActor(as, { id: newId() }, (tx) => exportHsds(tx, input));
  const body = await value.render();
  if (body instanceof Uint8Array) return Buffer.from(body);
  const parts: Buffer[] = [];
  for await (const part of body) parts.push(Buffer.from(part as string));
  return Buffer.concat(parts);
}

async function keep(name: string, bytes: Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

const filesOf = (path: string) =>
  globSync(join(path, '*.{csv,json}')).filter((file) => !file.endsWith('datapackage.json'));

type Tables = Record<string, Record<string, unknown>[]>;

/** What an export says, with every id replaced by the order in which it is met: two exports that say the same become equal. */
function withoutIds(text: string): string {
  const names = new Map<string, string>();
  return text
    .replace(/"original_id": "[^"]*",?\n\s*/g, '')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (id) => {
      names.set(id, names.get(id) ?? `#${names.size}`);
      return names.get(id) ?? '';
    });
}

describe('a directory that leaves as JSON and comes back', () => {
  test.each(['local', 'provincial'])(
    '%s: nothing is new, nothing changed, nothing withdrawn',
    async (name) => {
      await load(filesOf(join(own, name)), name);
      const left = await leave(name, { terms: true });
      const again = await load([await keep(`${name}.json`, left)], name);
      expect(again.refused).toEqual([]);
      expect(again.changes).toMatchObject({ added: 0, changed: 0, withdrawn: 0 });
      expect((await leave(name, { terms: true })).equals(left)).toBe(true);
    },
  );

  test('canary: one letter changed on the way is one change', async () => {
    const tables = JSON.parse((await leave('local')).toString()) as Tables;
    const [first] = tables['services'] ?? [];
    if (first) first['description_fr'] = `${String(first['description_fr'])}!`;
    const path = await keep('changed.json', Buffer.from(JSON.stringify(tables)));
    expect((await load([path], 'local')).changes).toMatchObject({ added: 0, changed: 1, withdrawn: 0 });
    const phones = (tables['phones'] ?? []).slice(1);
    const fewer = await keep('fewer.json', Buffer.from(JSON.stringify({ ...tables, phones })));
    expect((await load([fewer], 'local')).changes).toMatchObject({ added: 0, changed: 0, withdrawn: 1 });
  });

  test('in another community it is the same directory under ids of its own', async () => {
    const far = (await w.person('steward', w.sites.b1)).actor;
    const left = await leave('provincial');
    const there = await load([await keep('moved.json', left)], 'provincial', far);
    expect(there.refused).toEqual([]);
    const back = await leave('provincial', {}, far);
    const count = (text: Buffer) =>
      Object.fromEntries(
        Object.entries(JSON.parse(text.toString()) as Tables).map(([k, v]) => [k, v.length]),
      );
    expect(count(back)).toEqual(count(left));
    const said = (text: Buffer) =>
      Object.values(JSON.parse(text.toString()) as Tables)
        .flat()
        .map((row) => withoutIds(JSON.stringify(row, null, 1)))
        .sort();
    expect(said(back)).toEqual(said(left));
    const ids = (text: Buffer) =>
      (JSON.parse(text.toString()) as Tables)['services']?.map(({ id }) => id) ?? [];
    expect(ids(back).filter((id) => ids(left).includes(id))).toEqual([]);
  });

  test.skipIf(!existsSync(cases))('the real directories too', { timeout: 180_000 }, async () => {
    for (const name of [
      'miami-211-1.1-even-orgs',
      'illinois-legal-aid-1.1',
      'sample-1.1-fictional',
      'spec-3.0.1-example-csv',
    ]) {
      await load(filesOf(join(cases, name)), name);
      const left = await leave(name, { terms: true });
      const again = await load([await keep(`${name}.json`, left)], name);
      expect(again.refused, name).toEqual([]);
      expect(again.changes, name).toMatchObject({ added: 0, changed: 0, withdrawn: 0 });
    }
  });
});

test('as a package of tables it names every file, and its cells are no formulas', async () => {
  const [organizations, services] = [join(folder, 'organizations.csv'), join(folder, 'services.csv')];
  await writeFile(organizations, 'id,name\n1,Mill\n');
  await writeFile(services, 'id,organization_id,name,description\n1,1,Soup,=1+1\n');
  await load([organizations, services], 'formula');
  const entries = unzipSync(new Uint8Array(await leave('formula', { form: 'csv' })));
  const about = JSON.parse(strFromU8(entries['datapackage.json'] ?? new Uint8Array())) as {
    resources: { path: string }[];
  };
  expect(about.resources.map(({ path }) => path).sort()).toEqual(
    Object.keys(entries)
      .filter((name) => name.endsWith('.csv'))
      .sort(),
  );
  expect(strFromU8(entries['services.csv'] ?? new Uint8Array())).toContain(",'=1+1");
  expect(readFileSync(services, 'utf8')).toContain(',=1+1');
});

test('a classification leaves only when it is asked for', async () => {
  const path = join(folder, 'taxonomy_terms.csv');
  const [organizations, services, attributes] = ['organizations', 'services', 'attributes'].map((name) =>
    join(folder, `${name}.csv`),
  ) as [string, string, string];
  await writeFile(organizations, 'id,name\n1,Mill\n');
  await writeFile(services, 'id,organization_id,name\ns,1,Soup\n');
  await writeFile(path, 'id,code,name,taxonomy\nt,BD-1800,LICENSED-CANARY,Licensed\n');
  await writeFile(attributes, 'id,link_id,link_entity,taxonomy_term_id\na,s,service,t\n');
  const done = await load([organizations, services, path, attributes], 'licensed');
  expect(done.loaded).toMatchObject({ taxonomy_term: 1, attribute: 1 });
  expect((await leave('licensed')).toString()).not.toContain('LICENSED-CANARY');
  expect((await leave('licensed', { terms: true })).toString()).toContain('LICENSED-CANARY');
  const worker = await w.person('worker', w.sites.a1);
  expect((await worker.call('exchange.exportHsds', { source: 'licensed' })).status).toBe(403);
  const far = await w.person('steward', w.sites.b1);
  expect((await far.call('exchange.exportHsds', { source: 'licensed' })).status).toBe(404);
});
