import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../../app/installation.ts';
import { newId } from '../../../kernel/id.ts';
import { type Person, type World, world } from '../../../tests/world.ts';
import type { FoundCode } from '../contract.ts';
import { exampleSystem } from '../examples.ts';
import type { CodeSystem, Definition, Profiles, Program } from '../model.ts';
import { loadDefinitions, readDefinitions } from './index.ts';

let at: World;
let worker: Person;
let all: Definition[];
const load = async (definitions: readonly Definition[]) =>
  (await at.database.asWorker({ id: newId() }, (tx) => loadDefinitions(tx, definitions))).value;

beforeAll(async () => {
  at = await world();
  worker = await at.person('worker', at.sites.a1);
  all = await readDefinitions(join(root, 'definitions'));
  await load(all);
});
afterAll(() => at.close());

describe('reading files', () => {
  const folder = async (text: string) => {
    const path = await mkdtemp(join(at.temporary, 'definitions-'));
    await writeFile(join(path, 'planted.json'), text);
    return readDefinitions(path);
  };
  test('a definition without its kind is refused by name, never passed over', async () => {
    const { kind: _kind, ...rest } = exampleSystem;
    await expect(folder(JSON.stringify(rest))).rejects.toMatchObject({
      code: 'vocabulary.definitionIsWrong',
      facts: { file: 'planted.json' },
    });
  });
  test('a word list of a module is passed over', async () => {
    expect(await folder('{"about": "Words for needs.", "needs": []}')).toEqual([]);
  });
});

describe('loading', () => {
  test('the same definitions again change nothing', async () => {
    expect(await load(all)).toEqual({ published: 0, unchanged: all.length });
  });
  test('a published version with other content is refused, a new version is published beside it', async () => {
    await load([exampleSystem]);
    const changed: CodeSystem = { ...exampleSystem, name: { en: 'Climate', fr: 'Climat' } };
    await expect(load([changed])).rejects.toMatchObject({
      kind: 'conflict',
      code: 'vocabulary.versionIsPublished',
    });
    expect(await load([{ ...changed, version: '1.1.0' }])).toEqual({ published: 1, unchanged: 0 });
    const latest = await worker.ok<{ system: CodeSystem; versions: string[] }>('vocabulary.getSystem', {
      key: exampleSystem.key,
    });
    expect([latest.system.name.en, latest.versions]).toEqual(['Climate', ['1.1.0', '1.0.0']]);
    const first = await worker.ok<{ system: CodeSystem }>('vocabulary.getSystem', {
      key: exampleSystem.key,
      version: '1.0.0',
    });
    expect(first.system).toEqual(exampleSystem);
  });
  test('version 10 comes after version 9', async () => {
    await load([
      { ...exampleSystem, version: '9.0.0' },
      { ...exampleSystem, version: '10.0.0' },
    ]);
    const { versions } = await worker.ok<{ versions: string[] }>('vocabulary.getSystem', {
      key: exampleSystem.key,
    });
    expect(versions.slice(0, 2)).toEqual(['10.0.0', '9.0.0']);
  });
  test('a set with a fault is refused as a whole', async () => {
    const orphan: CodeSystem = {
      ...exampleSystem,
      key: 'example-orphan',
      codes: exampleSystem.codes.slice(1),
    };
    await expect(load([orphan])).rejects.toMatchObject({
      kind: 'invalid',
      code: 'vocabulary.definitionsHaveFaults',
    });
    expect((await worker.call('vocabulary.getSystem', { key: 'example-orphan' })).status).toBe(404);
  });
});

describe('only the loader writes, and nobody changes or removes', () => {
  const tries = [
    `insert into vocabulary.definition (kind, key, version, name_en, name_fr, content, digest) values ('scale', 'planted', '1.0.0', 'a', 'b', '{}', 'x')`,
    `update vocabulary.definition set name_en = 'planted'`,
    `delete from vocabulary.code`,
  ];
  test.each(tries)('as a person: %s', async (statement) => {
    await at.admin.query('begin; set local role tributary_app');
    await expect(at.admin.query(statement)).rejects.toMatchObject({ code: '42501' });
    await at.admin.query('rollback');
  });
  test.each(tries.slice(1))('as the loader: %s', async (statement) => {
    await at.admin.query('begin; set local role tributary_worker');
    await expect(at.admin.query(statement)).rejects.toMatchObject({ code: '42501' });
    await at.admin.query('rollback');
  });
  test('nobody who is not signed in reads', async () => {
    await at.admin.query('begin; set local role tributary_app');
    expect((await at.admin.query('select 1 from vocabulary.code')).rowCount).toBe(0);
    await at.admin.query('rollback');
  });
});

describe('reading', () => {
  test('every system, in every community alike', async () => {
    const far = await at.person('lead', at.sites.b1);
    const [here, there] = await Promise.all([worker, far].map((who) => who.ok('vocabulary.listSystems')));
    expect(here).toEqual(there);
    expect((here as unknown as { systems: unknown[] }).systems.length).toBeGreaterThanOrEqual(12);
  });
  test('CFIR 2022 comes back as it was written', async () => {
    const { system } = await worker.ok<{ system: CodeSystem }>('vocabulary.getSystem', { key: 'cfir-2022' });
    expect(system).toEqual(all.find((one) => one.key === 'cfir-2022'));
  });
  test('a program model, with the names of what it refers to', async () => {
    const { programs } = await worker.ok<{ programs: { key: string }[] }>('vocabulary.listPrograms');
    expect(programs.map((one) => one.key)).toEqual([
      'safer-supply',
      'social-prescribing',
      'supported-employment',
    ]);
    const answer = await worker.ok<{ program: Program; refersTo: { key: string }[] }>(
      'vocabulary.getProgram',
      { key: 'safer-supply' },
    );
    const names = new Set(answer.refersTo.map((one) => one.key));
    expect([...answer.program.measures, 'supply-formulary'].filter((key) => !names.has(key))).toEqual([]);
  });
  test('profiles come with the words that explain them', async () => {
    const { profiles, formulary } = await worker.ok<{ profiles: Profiles; formulary: CodeSystem }>(
      'vocabulary.getProfiles',
      {
        key: 'safer-supply-programs',
      },
    );
    expect([profiles.programs.length, formulary.key]).toEqual([10, 'supply-formulary']);
  });
  test('what was never published is missing', async () => {
    const { status, body } = await worker.call('vocabulary.getProgram', { key: 'tea-ceremony' });
    expect([status, (body as { code: string }).code]).toEqual([404, 'vocabulary.notPublished']);
  });
  test('modules to the right read codes with the top of their path', async () => {
    const rows = await at.database.asActor(worker.actor, { id: newId() }, (tx) =>
      tx.many({
        parts: [
          `select top, name_fr from vocabulary.code_entry where system = 'cfir-2022' and code = 'inner.culture.learning'`,
        ],
        values: [],
      }),
    );
    expect(rows.value).toEqual([{ top: 'inner', name_fr: 'Culture centrée sur l’apprentissage' }]);
  });
});

describe('searching codes', () => {
  const codes = async (text: string, more = {}) =>
    (await worker.ok<{ codes: FoundCode[] }>('vocabulary.searchCodes', { text, ...more })).codes.map(
      (one) => one.code,
    );
  test.each([
    ['learning culture', 'inner.culture.learning'],
    ['préparation', 'assess-for-readiness-and-identify-barriers-and-facilitators'],
    ['preparation OBSTACLES', 'assess-for-readiness-and-identify-barriers-and-facilitators'],
    ['retroaction', 'audit-and-provide-feedback'],
    ['III.D.4', 'inner.culture.learning'],
    ['purposefully reexamine', 'purposely-reexamine-the-implementation'],
  ])('"%s" finds %s', async (text, code) => {
    expect(await codes(text)).toContain(code);
  });
  test('names come before definitions, and the path tells twins apart', async () => {
    const { codes: found } = await worker.ok<{ codes: FoundCode[] }>('vocabulary.searchCodes', {
      text: 'innovation recipients',
      systems: ['cfir-2022'],
    });
    expect(found.slice(0, 3).map((one) => one.path.at(-1)?.en)).toEqual([
      'Roles',
      'Assessing Needs',
      'Engaging',
    ]);
  });
  test('only the systems asked for, and never more than the limit', async () => {
    expect(await codes('innovation', { systems: ['re-aim'] })).toEqual([]);
    expect(await codes('innovation', { limit: 5 })).toHaveLength(5);
  });
  test('signs alone find nothing: wildcards are not wild', async () => {
    expect(await codes('%%')).toEqual([]);
    expect(await codes('_ _')).toEqual([]);
  });
});
