import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { type Person, type World, world } from '../../../tests/world.ts';
import { addText, beginStudy, publish } from '../../evidence/server/testing/study.ts';
import type { Quote } from '../contract.ts';
import { type MatrixRow, valences } from '../model.ts';

let at: World;
let evaluator: Person;
let studyId: string;
const textOf = (length: number) => 'abc 😀 def\n'.repeat(Math.ceil(length / 10)).slice(0, length);

beforeAll(async () => {
  at = await world();
  await publish(at);
  evaluator = await at.person('evaluator');
  studyId = await beginStudy(evaluator, 'main');
});
afterAll(() => at.close());

const code = (person: Person, sourceId: string, one: object) => {
  const id = newId();
  return person
    .ok('coding.addCoding', { id, sourceId, code: 'inner.available-resources', valence: 'barrier', ...one })
    .then(() => id);
};
const matrix = async (study: string, by: string) =>
  (await evaluator.ok<{ rows: MatrixRow[] }>('coding.matrix', { study, by })).rows;
const quotes = async (input: object) =>
  (
    await evaluator.ok<{ rows: Quote[]; next?: string }>('coding.listQuotes', {
      study: studyId,
      by: 'construct',
      ...input,
    })
  ).rows;

/** The slow, independent way to the same figures: every standing coding read as a row and counted by hand. */
async function slowMatrix(study: string, by: 'domain' | 'construct' | 'site') {
  const { rows } = await at.admin.query(
    `select c.*, t.code as site, (select array_agg(e.code order by e.position) from vocabulary.code e join vocabulary.code own on own.system = e.system and own.version = e.version
        and own.code = c.code where e.code = any(own.path) and e.kind = 'construct') as constructs, split_part(c.code, '.', 1) as top
      from coding.coding c join evidence.source s on s.id = c.source_id left join identity.site t on t.id = c.site_id
      where c.study_id = $1 and c.removed_at is null and s.consent <> 'withdrawn'`,
    [study],
  );
  const counted = new Map<string, { codings: number; passages: Set<string> }>();
  for (const row of rows) {
    const key =
      by === 'site' ? (row.site ?? 'none') : by === 'domain' ? row.top : (row.constructs?.[0] ?? row.code);
    for (const one of by === 'construct' && row.crossed_code !== null ? [key, row.crossed_code] : [key]) {
      const cell = counted.get(`${one}/${row.valence}`) ?? { codings: 0, passages: new Set<string>() };
      cell.codings += 1;
      cell.passages.add(`${row.source_id}/${row.start_at}/${row.end_at}`);
      counted.set(`${one}/${row.valence}`, cell);
    }
  }
  return Object.fromEntries([...counted].map(([key, cell]) => [key, [cell.codings, cell.passages.size]]));
}

const flat = (rows: readonly MatrixRow[]) =>
  Object.fromEntries(
    rows.flatMap((row) =>
      valences.flatMap((valence) =>
        row[valence].codings > 0
          ? [[`${row.key}/${valence}`, [row[valence].codings, row[valence].passages]]]
          : [],
      ),
    ),
  );

describe('the matrix', () => {
  test('equals a slow count after any sequence of adding, changing, removing, undoing and withdrawing', async () => {
    const study = await beginStudy(evaluator, 'counted');
    const sources = [
      await addText(
        at,
        evaluator,
        study,
        { name: 'x.txt', content: textOf(100) },
        { siteId: at.sites.a1.id },
      ),
      await addText(at, evaluator, study, { name: 'y.txt', content: textOf(90) }, { siteId: at.sites.a2.id }),
      await addText(at, evaluator, study, { name: 'z.txt', content: textOf(80) }),
    ];
    const codes = [
      'inner.culture',
      'inner.culture.learning',
      'outer.financing',
      'outer',
      'individuals.roles.deliverers',
      'innovation.cost',
    ];
    const made: { id: string; version: number }[] = [];
    const now = async (id: string) =>
      (await at.admin.query<{ version: number }>('select version from coding.coding where id = $1', [id]))
        .rows[0]?.version ?? 0;
    const consents = sources.map(() => 1);
    const step = fc.record({
      what: fc.constantFrom('add', 'add', 'add', 'change', 'remove', 'undo', 'redo', 'cross', 'withdraw'),
      source: fc.nat({ max: 2 }),
      passage: fc.nat({ max: 2 }),
      code: fc.constantFrom(...codes),
      valence: fc.constantFrom(...valences),
      pick: fc.nat(),
    });
    const run = async (one: {
      what: string;
      source: number;
      passage: number;
      code: string;
      valence: string;
      pick: number;
    }) => {
      const known = made[one.pick % Math.max(1, made.length)];
      const stretch = { start: one.passage * 10, end: one.passage * 10 + 8 };
      if (one.what === 'add') {
        const id = newId();
        const answer = await evaluator.call('coding.addCoding', {
          id,
          sourceId: sources[one.source],
          ...stretch,
          code: one.code,
          valence: one.valence,
        });
        if (answer.status === 200) made.push({ id, version: 1 });
      } else if (one.what === 'withdraw') {
        const version = consents[one.source] ?? 1;
        await evaluator.ok('evidence.setConsent', {
          id: sources[one.source],
          version,
          consent: version % 2 === 1 ? 'withdrawn' : 'given',
        });
        consents[one.source] = version + 1;
      } else if (one.what === 'undo' || one.what === 'redo') {
        await evaluator.call(`coding.${one.what}`, { studyId: study });
      } else if (known !== undefined) {
        const input = {
          id: known.id,
          version: await now(known.id),
          ...(one.what === 'change' ? { ...stretch, code: one.code, valence: one.valence } : {}),
          ...(one.what === 'cross'
            ? { code: 'individuals.roles.deliverers', crossed: 'individuals.characteristics.need' }
            : {}),
        };
        await evaluator.call(`coding.${one.what === 'cross' ? 'change' : one.what}Coding`, input);
      }
    };
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 15 }), async (steps) => {
        for (const one of steps) await run(one);
        for (const by of ['domain', 'construct', 'site'] as const)
          expect(flat(await matrix(study, by))).toEqual(await slowMatrix(study, by));
      }),
      { numRuns: 12, endOnFailure: true, seed: 4_870 },
    );
    expect(made.length).toBeGreaterThan(12);
  }, 120_000);

  test('canary: a coding that bypasses the counting is noticed by the slow count', async () => {
    const source = await addText(at, evaluator, studyId, { name: 'bypass.txt', content: textOf(50) });
    await code(evaluator, source, { start: 0, end: 3 });
    await at.admin.query('begin');
    await at.admin.query('alter table coding.coding disable trigger count_added');
    await at.admin.query(
      `insert into coding.coding select (c).* from (select jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid())) as c from coding.coding c where c.source_id = $1) s`,
      [source],
    );
    await at.admin.query('alter table coding.coding enable trigger count_added');
    await at.admin.query('commit');
    expect(flat(await matrix(studyId, 'domain'))).not.toEqual(await slowMatrix(studyId, 'domain'));
    await at.admin.query(
      'delete from coding.coding where source_id = $1 and id <> (select min(id::text)::uuid from coding.coding where source_id = $1)',
      [source],
    );
  });

  test('counts a passage that two code at the same moment once', async () => {
    const study = await beginStudy(evaluator, 'at once');
    const source = await addText(at, evaluator, study, { name: 'x.txt', content: textOf(50) });
    const other = await at.person('evaluator');
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        code(index % 2 ? evaluator : other, source, { start: 5, end: 9 }),
      ),
    );
    expect(await matrix(study, 'domain')).toMatchObject([
      { key: 'inner', barrier: { codings: 12, passages: 1 } },
    ]);
    expect(flat(await matrix(study, 'site'))).toEqual(await slowMatrix(study, 'site'));
  });

  test('a withdrawn text leaves the matrix and the quotes for everybody, also for one who leads another site', async () => {
    const study = await beginStudy(evaluator, 'leaving');
    const source = await addText(
      at,
      evaluator,
      study,
      { name: 'x.txt', content: textOf(50) },
      { siteId: at.sites.a1.id },
    );
    await code(evaluator, source, { start: 5, end: 9 });
    const elsewhere = await at.person('lead', at.sites.a2);
    const seen = async () => [
      (await elsewhere.ok<{ rows: [] }>('coding.matrix', { study, by: 'construct' })).rows.length,
      (await evaluator.ok<{ rows: [] }>('coding.listQuotes', { study, by: 'domain', key: 'inner' })).rows
        .length,
    ];
    expect(await seen()).toEqual([1, 1]);
    await evaluator.ok('evidence.setConsent', { id: source, version: 1, consent: 'withdrawn' });
    expect(await seen()).toEqual([0, 0]);
  });

  test('every cell opens as many passages as it counts', async () => {
    const source = await addText(at, evaluator, studyId, { name: 'cells.txt', content: textOf(50) });
    for (const start of [5, 10, 20, 20]) await code(evaluator, source, { start, end: start + 5 });
    for (const row of await matrix(studyId, 'construct')) {
      for (const valence of valences)
        expect((await quotes({ key: row.key, valence, limit: 100 })).length).toBe(row[valence].passages);
    }
    const first = await evaluator.ok<{ rows: Quote[]; next?: string }>('coding.listQuotes', {
      study: studyId,
      by: 'site',
      limit: 1,
    });
    const second = await evaluator.ok<{ rows: Quote[] }>('coding.listQuotes', {
      study: studyId,
      by: 'site',
      limit: 1,
      after: first.next,
    });
    expect(second.rows[0]?.start).not.toBe(first.rows[0]?.start);
  });
});
