import { existsSync, globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/server/scope.ts';
import { world } from '../../../tests/world.ts';
import type { World } from '../../../tests/world.ts';
import { exchange, ImportedDirectory } from '../contract.ts';
import { importHsds } from './importHsds.ts';

const cases = join(import.meta.dirname, '../../../../shared/cases/hsds');
const own = join(import.meta.dirname, '../../../definitions/directory');

let w: World;
let actor: Actor;
let folder: string;
beforeAll(async () => {
  w = await world();
  actor = (await w.person('steward')).actor;
  folder = await mkdtemp(join(tmpdir(), 'hsds-'));
});
afterAll(async () => {
  await w.close();
  await rm(folder, { recursive: true, force: true });
});

const filesOf = (path: string) =>
  globSync(join(path, '*.{csv,json,zip}'))
    .filter((file) => !file.endsWith('datapackage.json'))
    .sort();

async function load(paths: readonly string[], source: string, as: Actor = actor): Promise<ImportedDirectory> {
  const input = exchange.operations.importHsds.input.parse({ source });
  const files = paths.map((path) => ({ name: basename(path), path, bytes: 0 }));
  const { value } = await w.database.asActor(as, { id: newId() }, (tx) => importHsds(tx, input, { files }));
  return ImportedDirectory.parse(value);
}

/** Records of a CSV file counted by other means than the importer's: parsed as plain lists, the heading taken off. */
function countRows(path: string): number {
  const records: string[][] = parse(readFileSync(path, 'utf8'), {
    relax_column_count: true,
    skip_empty_lines: true,
    bom: true,
  });
  return records.length - 1;
}

/** Records of each file that are neither refused nor loaded; `loaded` is known by kind only, so a file's loaded rows are what the database holds of its kinds. */
function unaccounted(paths: readonly string[], done: ImportedDirectory): number {
  const found = paths.reduce((sum, path) => sum + countRows(path), 0);
  return found - done.refused.length - Object.values(done.loaded).reduce((sum, count) => sum + count, 0);
}

function idsIn(path: string): string[] {
  const rows: Record<string, string>[] = parse(readFileSync(path, 'utf8'), { columns: true });
  return rows.map(({ id }) => id ?? '');
}

const refusedIn = (done: ImportedDirectory, file: string) => done.refused.filter((row) => row.file === file);

async function rowsOf(code: string): Promise<Record<string, number>> {
  const { rows } = await w.admin.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'directory' and column_name = 'source_id' and table_name not in ('intake', 'service_card')`,
  );
  const counts: [string, number][] = [];
  for (const { name } of rows) {
    const { rows: counted } = await w.admin.query<{ count: number }>(
      `select count(*)::int as count from directory.${name} t join directory.source f on f.id = t.source_id where f.code = $1`,
      [code],
    );
    if (counted[0]?.count) counts.push([name, counted[0].count]);
  }
  return Object.fromEntries(counts);
}

/** Everything the directory holds, as one value: equal before and after means that nothing at all was touched. */
async function fingerprint(): Promise<string> {
  const { rows } = await w.admin.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'directory' and table_type = 'BASE TABLE' order by 1`,
  );
  const parts: string[] = [];
  for (const { name } of rows) {
    const { rows: hashed } = await w.admin.query<{ hash: string }>(
      `select count(*) || ' ' || coalesce(sum(hashtextextended(t::text || t.xmin::text, 0)::numeric), 0) as hash from directory.${name} t`,
    );
    parts.push(`${name} ${hashed[0]?.hash}`);
  }
  return parts.join('\n');
}

describe('our own directories', () => {
  test('load whole, and again without a change', async () => {
    for (const name of ['local', 'provincial']) {
      const paths = filesOf(join(own, name));
      const done = await load(paths, name);
      expect(done.refused).toEqual([]);
      expect(unaccounted(paths, done)).toBe(0);
      expect(await rowsOf(name)).toEqual(done.loaded);
      const before = await fingerprint();
      const again = await load(paths, name);
      expect(again.changes).toMatchObject({ added: 0, changed: 0, withdrawn: 0 });
      expect(await fingerprint()).toBe(before);
    }
  });

  test('as a ZIP they are the same records', async () => {
    const entries = filesOf(join(own, 'local')).map(
      (path) => [`data/${basename(path)}`, new Uint8Array(readFileSync(path))] as const,
    );
    const zip = join(folder, 'local.zip');
    await writeFile(
      zip,
      zipSync(Object.fromEntries([...entries, ['README.md', new TextEncoder().encode('read me')]])),
    );
    expect((await load([zip], 'local')).changes).toMatchObject({ added: 0, changed: 0, withdrawn: 0 });
  });

  test('what a new edition changes is updated, what it no longer says of a service is withdrawn', async () => {
    const write = async (name: string, text: string) => {
      await writeFile(join(folder, name), text);
      return join(folder, name);
    };
    const base = [
      await write('organizations.csv', 'id,name\n1,Mill\n'),
      await write('services.csv', 'id,organization_id,name\n1,1,Soup\n2,1,Bread\n'),
    ];
    await load(
      [...base, await write('phones.csv', 'service_id,number\n1,604-555-0101\n2,604-555-0102\n')],
      'edition',
    );
    const next = await load(
      [
        base[0] ?? '',
        await write('services.csv', 'id,organization_id,name\n1,1,Soup and salad\n'),
        await write('phones.csv', 'service_id,number\n1,604-555-0109\n'),
      ],
      'edition',
    );
    expect(next.changes).toEqual({ added: 1, changed: 1, unchanged: 1, withdrawn: 1 });
    expect(await rowsOf('edition')).toEqual({ organization: 1, service: 2, phone: 2 });
  });

  test('a failure on the way leaves nothing of the import', async () => {
    const before = await fingerprint();
    const input = exchange.operations.importHsds.input.parse({ source: 'broken' });
    const files = filesOf(join(own, 'local')).map((path) => ({ name: basename(path), path, bytes: 0 }));
    const broken = w.database.asActor(actor, { id: newId() }, async (tx) => {
      await importHsds(tx, input, { files });
      throw new Error('pulled out');
    });
    await expect(broken).rejects.toThrow('pulled out');
    expect(await fingerprint()).toBe(before);
  });

  test('another community has its own records and sees none of these', async () => {
    const far = (await w.person('steward', w.sites.b1)).actor;
    const done = await load(filesOf(join(own, 'provincial')), 'provincial', far);
    expect(done.changes.added).toBe(Object.values(done.loaded).reduce((sum, count) => sum + count, 0));
  });

  test('a file that breaks off is refused from that row on; a stray quotation mark and an old code page are read; a surplus cell is refused', async () => {
    const path = join(folder, 'organizations.csv');
    await writeFile(path, 'id,name\n1,Mill\n2,The "Old" Mill\n3,Mill,surplus\n4,"Open quote\n5,Lost\n');
    const torn = await load([path], 'torn');
    expect(torn.loaded).toEqual({ organization: 2 });
    expect(torn.refused.map(({ row }) => row)).toEqual([4, 3]);
    await writeFile(path, Buffer.from('id;name\n9;Caf\u00e9 du coin\n', 'latin1'));
    expect(await load([path], 'old')).toMatchObject({
      loaded: { organization: 1 },
      notes: [{ file: 'organizations.csv', count: 1 }],
    });
    const { rows } = await w.admin.query(`select name from directory.organization where original_id = '9'`);
    expect(rows).toEqual([{ name: 'Café du coin' }]);
  });
});

describe.skipIf(!existsSync(cases))('real directories', () => {
  const of = (name: string) => filesOf(join(cases, name));

  test('Miami, 1.1: every row is loaded or refused with its reason', { timeout: 120_000 }, async () => {
    const paths = of('miami-211-1.1-even-orgs');
    const done = await load(paths, 'miami');
    expect(unaccounted(paths, done)).toBe(0);
    expect(unaccounted(paths, { ...done, refused: done.refused.slice(1) })).toBe(1);
    expect(done.loaded).toEqual({
      organization: 528,
      service: 1841,
      location: 2087,
      service_at_location: 1841,
      phone: 2075,
      address: 2066,
      schedule: 4790,
      language: 4582,
      accessibility: 826,
    });
    expect(await rowsOf('miami')).toEqual(done.loaded);
    expect(refusedIn(done, 'services.csv')).toHaveLength(246);
    expect(
      refusedIn(done, 'services.csv').every(({ reason }) =>
        /^Points at organization \d+, which is not in the files\.$/.test(reason),
      ),
    ).toBe(true);
    expect(refusedIn(done, 'eligibility.csv').map(({ row }) => row)).toEqual(
      Array.from({ length: 1122 }, (_, index) => index + 1),
    );
    expect(refusedIn(done, 'phones.csv')).toHaveLength(12);
    expect(
      refusedIn(done, 'regular_schedules.csv').filter(({ reason }) => reason.includes('6:300pm')),
    ).toHaveLength(5);
    const before = await fingerprint();
    const again = await load(paths, 'miami');
    expect(again).toEqual({ ...done, changes: { added: 0, changed: 0, withdrawn: 0, unchanged: 20_636 } });
    expect(await fingerprint()).toBe(before);
  });

  test('Illinois, 1.1: cells over several lines do not move the row numbers', {
    timeout: 120_000,
  }, async () => {
    const paths = of('illinois-legal-aid-1.1');
    const done = await load(paths, 'illinois');
    expect(unaccounted(paths, done)).toBe(0);
    expect(done.loaded).toEqual({
      organization: 33,
      service: 89,
      location: 520,
      phone: 618,
      address: 33,
      schedule: 1827,
    });
    const rows: Record<string, string>[] = parse(
      readFileSync(paths.find((path) => path.endsWith('services.csv')) ?? '', 'utf8'),
      { columns: true },
    );
    const listed = new Set(idsIn(paths.find((path) => path.endsWith('organizations.csv')) ?? ''));
    const orphans = rows.flatMap((row, index) =>
      row.id === '' || !listed.has(row.organization_id ?? '') ? [index + 1] : [],
    );
    expect(refusedIn(done, 'services.csv').map(({ row }) => row)).toEqual(orphans);
    expect(
      refusedIn(done, 'services.csv').filter(({ reason }) => reason.startsWith('Has no id')),
    ).toHaveLength(1);
  });

  test('the sample of 1.1 and the examples of 3.0.1, as tables and nested', async () => {
    const sample = of('sample-1.1-fictional');
    const first = await load(sample, 'sample');
    expect(unaccounted(sample, first)).toBe(0);
    expect(first.refused.map(({ file }) => file).sort()).toEqual([
      'meta_table_descriptions.csv',
      'metadata.csv',
    ]);
    const tables = of('spec-3.0.1-example-csv');
    const second = await load(tables, 'tables');
    expect(unaccounted(tables, second)).toBe(0);
    expect(second.refused.map(({ file }) => file).sort()).toEqual([
      'attributes.csv',
      'meta_table_descriptions.csv',
      'metadata.csv',
    ]);
    const nested = await load(of('spec-3.0.1-example-json'), 'nested');
    expect(Object.values(nested.loaded)).toEqual(Array.from({ length: 19 }, () => 1));
    expect(nested.refused).toMatchObject([{ file: 'organization_full.json', row: 1 }]);
  });
});
