import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { makeDocx } from '../../../kernel/server/files/testing/zip.ts';
import { type Person, type World, world } from '../../../tests/world.ts';
import type { Imported, Source } from '../contract.ts';
import { addText, beginStudy, publish, send } from './testing/study.ts';

let at: World;
let evaluator: Person;
let studyId: string;
const said = 'Interviewer: How was it?\r\nP01: Nobody had time 😀, honestly.';
const kept = said.replaceAll('\r\n', '\n');

beforeAll(async () => {
  at = await world();
  await publish(at);
  evaluator = await at.person('evaluator');
  studyId = await beginStudy(evaluator, 'first');
});
afterAll(() => at.close());

type Read = Source & { text: string; turns: { speaker: string; start: number; end: number }[] };
const rowsOf = async (person: Person, operation: string, input: object) =>
  (await person.ok<{ rows: { id: string }[] }>(operation, input)).rows;

describe('a transcript', () => {
  test('is kept with its words untouched, its speakers, and its length in code points', async () => {
    const id = newId();
    const { body } = await send<{ characters: number; kind: string }>(
      at,
      evaluator,
      'evidence.addTranscript',
      { id, studyId, pseudonym: 'P01', part: 'nurse', siteId: at.sites.a1.id },
      [{ name: 'Jane Doe interview.txt', content: said }],
    );
    expect(body).toMatchObject({ kind: 'txt', characters: [...kept].length });
    const read = await evaluator.ok<Read>('evidence.readSource', { id });
    expect(read).toMatchObject({ text: kept, label: 'P01', part: 'nurse' });
    expect(read.turns.map((turn) => turn.speaker)).toEqual(['Interviewer', 'P01']);
    const turn = read.turns[1];
    expect([...read.text].slice(turn?.start, turn?.end).join('')).toBe('P01: Nobody had time 😀, honestly.');
  });
  test('reads Word by its content and refuses what it cannot read', async () => {
    const word = makeDocx('<w:p><w:r><w:t>Hello</w:t></w:r></w:p>');
    const id = await addText(at, evaluator, studyId, { name: 'wrong.pdf', content: word });
    expect((await evaluator.ok<Read>('evidence.readSource', { id })).documentKind).toBe('docx');
    const refused = await send<{ code: string }>(
      at,
      evaluator,
      'evidence.addTranscript',
      { id: newId(), studyId },
      [{ name: 'a.docx', content: '\0\0' }],
    );
    expect(refused).toMatchObject({ status: 422, body: { code: 'kernel.fileUnknown' } });
  });
  test('stands sealed in the database: neither its words nor the name of its file can be found there', async () => {
    const { rows } = await at.admin.query<{ line: string }>('select s::text as line from evidence.source s');
    const whole = rows.map((row) => row.line).join('\n');
    const find = (text: string) => whole.includes(text) || whole.includes(Buffer.from(text).toString('hex'));
    expect(whole.length).toBeGreaterThan(200);
    expect(find('Nobody had time') || find('Jane Doe')).toBe(false);
    await at.admin.query('begin');
    await at.admin.query(
      `update evidence.source set body_sealed = convert_to('Nobody had time', 'utf8'), version = version + 1`,
    );
    const planted = (
      await at.admin.query<{ line: string }>('select s::text as line from evidence.source s')
    ).rows
      .map((row) => row.line)
      .join();
    await at.admin.query('rollback');
    expect(planted.includes(Buffer.from('Nobody had time').toString('hex'))).toBe(true);
  });
  test('is read on the record', async () => {
    const [source] = await rowsOf(evaluator, 'evidence.listSources', { studyId });
    await evaluator.ok('evidence.readSource', { id: source?.id });
    const { rows } = await at.admin.query(
      `select 1 from kernel.audit_event where operation = 'evidence.readSource' and subjects @> array[$1::uuid]`,
      [source?.id],
    );
    expect(rows.length).toBeGreaterThan(0);
  });
});

describe('who sees a text', () => {
  test('people of the study, not colleagues, not another study, not another community', async () => {
    const [source] = await rowsOf(evaluator, 'evidence.listSources', { studyId });
    const other = await at.person([{ role: 'evaluator', studyId: newId() }]);
    const far = await at.person('evaluator', at.sites.b1);
    const member = await at.person([{ role: 'evaluator', studyId }]);
    expect((await member.call('evidence.readSource', { id: source?.id })).status).toBe(200);
    for (const person of [other, far])
      expect((await person.call('evidence.readSource', { id: source?.id })).status).toBe(404);
    for (const role of ['worker', 'clinician', 'lead', 'coordinator', 'funder']) {
      const person = await at.person(role, at.sites.a1);
      expect((await person.call('evidence.readSource', { id: source?.id })).status).toBe(403);
    }
  });
  test('one who leads a site sees what its people said, and no other site', async () => {
    const lead = await at.person('lead', at.sites.a1);
    const seen = await rowsOf(lead, 'evidence.listSources', { studyId });
    const all = await rowsOf(evaluator, 'evidence.listSources', { studyId });
    expect(seen.length).toBe(1);
    expect(all.length).toBeGreaterThan(1);
  });
});

describe('consent', () => {
  test('a withdrawn text leaves every list and is missing to everybody, and may come back', async () => {
    const id = await addText(at, evaluator, studyId, { name: 'leaves.txt', content: 'I want out.' });
    const before = await rowsOf(evaluator, 'evidence.listSources', { studyId });
    await evaluator.ok('evidence.setConsent', { id, version: 1, consent: 'withdrawn' });
    const after = await rowsOf(evaluator, 'evidence.listSources', { studyId });
    expect(before.map((row) => row.id)).toContain(id);
    expect(after.map((row) => row.id)).not.toContain(id);
    expect((await evaluator.call('evidence.readSource', { id })).status).toBe(404);
    expect((await evaluator.call('evidence.setConsent', { id, version: 1, consent: 'given' })).status).toBe(
      409,
    );
    await evaluator.ok('evidence.setConsent', { id, version: 2, consent: 'given' });
    expect((await evaluator.ok<Read>('evidence.readSource', { id })).text).toBe('I want out.');
  });
});

describe('a suggestion', () => {
  test('is kept from any screen by anybody, and seen by its writer, those who lead the site and those who study', async () => {
    const worker = await at.person('worker', at.sites.a1);
    const id = newId();
    await worker.ok('evidence.suggest', {
      id,
      text: '  Put the form on one page.\r\nPlease 😀 ',
      screen: '/clients',
    });
    const [own] = await worker
      .ok<{ rows: { text: string; own: boolean; siteId: string }[] }>('evidence.listSuggestions', {})
      .then(({ rows }) => rows);
    expect(own).toMatchObject({
      text: 'Put the form on one page.\nPlease 😀',
      own: true,
      siteId: at.sites.a1.id,
    });
    const sees = async (person: Person) =>
      (await rowsOf(person, 'evidence.listSuggestions', {})).some((row) => row.id === id);
    expect(await sees(await at.person('lead', at.sites.a1))).toBe(true);
    expect(await sees(evaluator)).toBe(true);
    expect(await sees(await at.person('lead', at.sites.a2))).toBe(false);
    expect(await sees(await at.person('worker', at.sites.a1))).toBe(false);
    await evaluator.ok('evidence.takeIntoStudy', { id, version: 1, studyId });
    expect((await rowsOf(evaluator, 'evidence.listSources', { studyId })).map((row) => row.id)).toContain(id);
  });
});

test('who leads one site and works at another sees what was said where they lead, and nothing of the other', async () => {
  const both = await at.person([
    { role: 'lead', site: at.sites.a1 },
    { role: 'worker', site: at.sites.a2 },
  ]);
  const said = async (site: typeof at.sites.a1) => {
    const id = newId();
    await (await at.person('worker', site)).ok('evidence.suggest', {
      id,
      text: `From ${site.code}.`,
      siteId: site.id,
    });
    const sourceId = await addText(
      at,
      evaluator,
      studyId,
      { name: `${site.code}.txt`, content: `Heard at ${site.code}.` },
      { siteId: site.id },
    );
    return [id, sourceId];
  };
  const [led, worked] = [await said(at.sites.a1), await said(at.sites.a2)];
  const seen = new Set(
    [
      ...(await rowsOf(both, 'evidence.listSuggestions', {})),
      ...(await rowsOf(both, 'evidence.listSources', { studyId })),
    ].map((row) => row.id),
  );
  expect([led.map((id) => seen.has(id)), worked.map((id) => seen.has(id))]).toEqual([
    [true, true],
    [false, false],
  ]);
});

describe('an import of texts', () => {
  const load = (files: { name: string; content: string | Uint8Array }[], site?: string) =>
    send<Imported>(
      at,
      evaluator,
      'evidence.importTexts',
      { study: 'new one', ...(site ? { site } : {}) },
      files,
    ).then(({ body }) => body);
  const files = [
    { name: 'a.txt', content: 'one' },
    { name: 'b.txt', content: '' },
    { name: 'c.vtt', content: 'WEBVTT\n\n00:01.000 --> 00:02.000\nhi' },
  ];
  test('begins the study, loads or refuses every file, and does nothing the second time', async () => {
    const first = await load(files, 'a1');
    expect(first).toEqual({
      loaded: { texts: 2, unchanged: 0 },
      refused: [{ file: 'b.txt', row: 1, reason: 'This file is empty. Choose another one.' }],
    });
    expect((await load(files, 'a1')).loaded).toEqual({ texts: 0, unchanged: 2 });
    const { rows } = await evaluator.ok<{
      rows: { code: string; texts: number; siteIds: string[]; codebook: object }[];
    }>('evidence.listStudies');
    expect(rows.find((row) => row.code === 'new one')).toMatchObject({
      texts: 2,
      siteIds: [at.sites.a1.id],
      codebook: { system: 'cfir-2022' },
    });
  });
  test('never replaces a text by another of the same name', async () => {
    expect((await load([{ name: 'a.txt', content: 'other words' }])).refused).toHaveLength(1);
  });
});
