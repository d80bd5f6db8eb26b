import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { type Person, type World, world } from '../../../tests/world.ts';
import { addText, beginStudy, publish, send } from '../../evidence/server/testing/study.ts';
import type { Coding, Quote } from '../contract.ts';
import { type MatrixRow, valences } from '../model.ts';

let at: World;
let evaluator: Person;
let studyId: string;
const text = 'P01: 😀 nobody had time.\r\nP01: The 👩‍👩‍👧 team helped, é!';
const points = [...text.replaceAll('\r\n', '\n')];
const textOf = (length: number) => 'abc 😀 def\n'.repeat(Math.ceil(length / 10)).slice(0, length);

beforeAll(async () => {
  at = await world();
  await publish(at);
  evaluator = await at.person('evaluator');
  studyId = await beginStudy(evaluator, 'main');
});
afterAll(() => at.close());

const where = (words: string) => {
  const start = [...(points.join('').split(words)[0] ?? '')].length;
  return { start, end: start + [...words].length };
};
const code = (person: Person, sourceId: string, one: object) => {
  const id = newId();
  return person
    .ok('coding.addCoding', { id, sourceId, code: 'inner.available-resources', valence: 'barrier', ...one })
    .then(() => id);
};
const codings = async (sourceId: string) =>
  (await evaluator.ok<{ rows: Coding[] }>('coding.listCodings', { sourceId })).rows;
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

describe('a coding', () => {
  let sourceId: string;
  beforeAll(async () => {
    sourceId = await addText(
      at,
      evaluator,
      studyId,
      { name: 'one.txt', content: text },
      { pseudonym: 'P01', siteId: at.sites.a1.id },
    );
  });
  test('holds its passage in code points, through emoji and line ends', async () => {
    await code(evaluator, sourceId, { ...where('nobody had time'), strength: 2, memo: 'time, again' });
    await code(evaluator, sourceId, {
      ...where('The 👩‍👩‍👧 team helped, é'),
      code: 'inner.available-resources.materials',
      valence: 'facilitator',
    });
    const rows = await codings(sourceId);
    expect(rows.map((row) => points.slice(row.start, row.end).join(''))).toEqual([
      'nobody had time',
      'The 👩‍👩‍👧 team helped, é',
    ]);
    expect(rows[0]).toMatchObject({
      strength: 2,
      memo: 'time, again',
      own: true,
      system: 'cfir-2022',
      systemVersion: '1.0.0',
    });
    const opened = await quotes({ key: 'inner.available-resources' });
    expect(opened.map((quote) => [quote.text, quote.label])).toEqual([
      ['nobody had time', 'P01'],
      ['The 👩‍👩‍👧 team helped, é', 'P01'],
    ]);
  });
  test('canary: read as UTF-16 the same offsets cut other words', () => {
    const { start, end } = where('nobody had time');
    expect(points.join('').slice(start, end)).not.toBe('nobody had time');
  });
  test('is changed under its version, kept in its history, removed and undone', async () => {
    const id = await code(evaluator, sourceId, where('time'));
    await evaluator.ok('coding.changeCoding', { id, version: 1, valence: 'mixed', memo: 'hm' });
    const second = await evaluator.call('coding.changeCoding', { id, version: 1, valence: 'neutral' });
    expect(second).toMatchObject({
      status: 409,
      body: { code: 'coding.changedMeanwhile', facts: { version: 2, current: { valence: 'mixed' } } },
    });
    await evaluator.ok('coding.removeCoding', { id, version: 2 });
    expect((await codings(sourceId)).some((row) => row.id === id)).toBe(false);
    await evaluator.ok('coding.undo', { studyId });
    expect((await codings(sourceId)).find((row) => row.id === id)).toMatchObject({
      valence: 'mixed',
      memo: 'hm',
      version: 4,
    });
    const { rows } = await evaluator.ok<{ rows: { version: number; valence: string; removed: boolean }[] }>(
      'coding.codingHistory',
      { id },
    );
    expect(rows.map((row) => [row.version, row.valence, row.removed])).toEqual([
      [3, 'mixed', true],
      [2, 'mixed', false],
      [1, 'barrier', false],
    ]);
  });
  test.each([
    ['beyond the text', { start: 0, end: points.length + 1 }, 'coding.outsideText'],
    ['without a character', { start: 3, end: 3 }, 'coding.emptyPassage'],
    ['with a code of no codebook', { start: 0, end: 3, code: 'nowhere' }, 'coding.notInCodebook'],
  ])('%s is refused', async (_, one, reason) => {
    const refused = await evaluator.call('coding.addCoding', {
      id: newId(),
      sourceId,
      code: 'inner.culture',
      valence: 'barrier',
      ...one,
    });
    expect(refused).toMatchObject({ status: 422, body: { code: reason } });
  });
  test('is nobody else’s business', async () => {
    for (const person of [
      await at.person([{ role: 'evaluator', studyId: newId() }]),
      await at.person('evaluator', at.sites.b1),
    ]) {
      expect((await person.call('coding.listCodings', { sourceId })).status).toBe(404);
    }
    expect(
      (await (await at.person('worker', at.sites.a1)).call('coding.matrix', { study: studyId, by: 'domain' }))
        .status,
    ).toBe(403);
  });
  test('its memo is sealed', async () => {
    const { rows } = await at.admin.query<{ line: string }>('select c::text as line from coding.coding c');
    expect(
      rows.some(
        (row) =>
          row.line.includes(Buffer.from('time, again').toString('hex')) || row.line.includes('time, again'),
      ),
    ).toBe(false);
  });
});

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

describe('an import of codings', () => {
  const line = (one: object) =>
    JSON.stringify({
      document: 'int.docx',
      start: 0,
      end: 5,
      code: 'outer.financing',
      valence: 'barrier',
      coder: 'Ada',
      ...one,
    });
  const lines = [
    line({}),
    line({ coder: 'Ben', strength: 1, memo: 'costs' }),
    line({ document: 'int', start: 6, end: 9, code: 'inner.culture.learning' }),
    line({ end: 10_000 }),
    line({ start: -1 }),
    line({ start: 5, end: 5 }),
    line({ start: 0.5 }),
    line({ code: 'nowhere' }),
    line({ document: 'missing.txt' }),
    line({ valence: 'bad' }),
    line({ strength: 3 }),
    'not json',
    '[]',
    line({}),
    '',
  ];
  const load = (content: string) =>
    send<{ loaded: Record<string, number>; refused: { row: number; reason: string }[] }>(
      at,
      evaluator,
      'coding.importCodings',
      { study: 'imported' },
      [{ name: 'codings.jsonl', content }],
    ).then(({ body }) => body);
  beforeAll(async () => {
    await send(at, evaluator, 'evidence.importTexts', { study: 'imported' }, [
      { name: 'int.txt', content: textOf(60) },
    ]);
  });
  test('loads what fits, refuses the rest by number, and accounts for every record', async () => {
    const content = `\ufeff${lines.join('\r\n')}`.replace('int.docx', 'int.txt');
    const answer = await load(content);
    expect(answer.loaded).toEqual({ codings: 4, unchanged: 0 });
    expect(answer.refused.map((one) => one.row)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(answer.refused.every((one) => one.reason.length > 10)).toBe(true);
    expect(await matrix('imported', 'domain')).toMatchObject([
      { key: 'outer', barrier: { codings: 3, passages: 1 } },
      { key: 'inner', barrier: { codings: 1, passages: 1 } },
    ]);
    expect((await load(content)).loaded).toEqual({ codings: 0, unchanged: 4 });
    expect((await matrix('imported', 'construct')).map((row) => row.key)).toEqual([
      'outer.financing',
      'inner.culture',
    ]);
    expect((await matrix('imported', 'site')).map((row) => row.key)).toEqual(['none']);
  });
  test('canary: without its fingerprint the same record would load again', async () => {
    await at.admin.query(
      `update coding.coding set fingerprint = null, version = version + 1 where coder_name = 'Ben'`,
    );
    expect((await load(lines.join('\n'))).loaded).toEqual({ codings: 1, unchanged: 3 });
  });
});
