import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { type Person, type World, world } from '../../../tests/world.ts';
import { addText, beginStudy, publish } from '../../evidence/server/testing/study.ts';
import type { Coding, Quote } from '../contract.ts';
import { merged } from '../listing.ts';

let at: World;
let evaluator: Person;
let studyId: string;
const text = 'P01: 😀 nobody had time.\r\nP01: The 👩‍👩‍👧 team helped, é!';
const points = [...text.replaceAll('\r\n', '\n')];

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
  test('comes to whoever has the list as a change of it; one that was missed is noticed by the sum', async () => {
    type Listed = { rows: Coding[]; gone: string[]; sum: number; asOf: string };
    const ask = (since?: string) =>
      evaluator.ok<Listed>('coding.listCodings', { sourceId, ...(since === undefined ? {} : { since }) });
    const colleague = await at.person('evaluator');
    let before = await ask();
    const id = await code(colleague, sourceId, { ...where('nobody'), memo: 'by somebody else' });
    const steps = [
      () => evaluator.ok('coding.changeCoding', { id, version: 1, valence: 'mixed' }),
      () => colleague.ok('coding.removeCoding', { id, version: 2 }),
      () => colleague.ok('coding.undo', { studyId }),
    ];
    for (const step of [() => Promise.resolve(), ...steps]) {
      await step();
      const [changes, whole] = [await ask(before.asOf), await ask()];
      expect(merged(before.rows, changes)).toEqual(whole.rows);
      before = whole;
    }
    expect(before.rows.map((row) => row.id)).toContain(id);
    const late = await code(colleague, sourceId, where('time'));
    await at.admin.query(
      `update coding.coding set version = version + 1, changed_at = now() - interval '1 hour' where id = $1`,
      [late],
    );
    const changes = await ask(before.asOf);
    expect(changes.rows.map((row) => row.id)).not.toContain(late);
    expect(merged(before.rows, changes)).toBeUndefined();
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
