import { afterAll, beforeAll, expect, test } from 'vitest';
import { modules } from '../../../../app/modules.ts';
import { newId } from '../../../../kernel/id.ts';
import { type Answer, ask, type Named, operationsOf, writes } from '../../../../tests/crawl/ask.ts';
import { sampleInput, type Wanted } from '../../../../tests/fence/inputs.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import type { Speaker } from '../../contract.ts';
import { addText, beginStudy, publish } from '../testing/study.ts';

const places = ['evidence', 'coding', 'learning', 'exchange', 'reports'];
const canary = 'quillwortcanary';
const other = 'marshmallowcanary';
const content = [
  'Animatrice: What helped?',
  'Rosalind: The van helped us.',
  `P2: It was ${canary} all along, I tell you.`,
  'Rosalind: Well, 😀 for me it was the quiet room.',
  `P3: No. ${other}, that was it.`,
].join('\n');

let at: World;
let evaluator: Person;
let people: Person[];
let studyId: string;
let textId: string;
const [p1, p2, p3] = [newId(), newId(), newId()];
const codings: Record<string, string> = {};

type Told = { version: number; rows: Speaker[]; withdrew: string[] };
const list = () => evaluator.ok<Told>('evidence.listSpeakers', { id: textId });
const points = (words: string) => {
  const from = content.indexOf(words);
  const start = [...content.slice(0, from)].length;
  return { start, end: start + [...words].length };
};
const code = async (name: string, words: string, construct: string) => {
  codings[name] = newId();
  const passage = { id: codings[name], sourceId: textId, ...points(words) };
  await evaluator.ok('coding.addCoding', { ...passage, code: construct, valence: 'barrier' });
};
const stand = async (id: string, standing: string) => {
  const { rows } = await evaluator.ok<{ rows: { id: string; version: number; siteId: string | null }[] }>(
    'evidence.listParticipants',
    { studyId },
  );
  const row = rows.find((one) => one.id === id);
  return evaluator.ok<{ texts: number }>('evidence.changeParticipant', {
    ...{ id, version: row?.version, part: 'Nurse', siteId: row?.siteId ?? null, standing },
  });
};

beforeAll(async () => {
  at = await world();
  await publish(at);
  evaluator = await at.person('evaluator');
  people = [evaluator, await at.person('steward'), await at.person('lead', at.sites.a1)];
  studyId = await beginStudy(evaluator, 'voices');
  await evaluator.ok('evidence.addParticipant', {
    ...{ id: p2, studyId, pseudonym: 'P2', part: 'Nurse', standing: 'took_part', siteId: at.sites.a1.id },
  });
  const file = { name: 'group.txt', content };
  textId = await addText(at, evaluator, studyId, file, { siteId: at.sites.a1.id });
}, 120_000);
afterAll(() => at.close());

test('speakers are proposed from their labels and tied by a person; nothing is tied by itself', async () => {
  const told = await list();
  expect(told.rows.map(({ label, turns, role, guess }) => [label, turns, role, guess])).toEqual([
    ['Animatrice', 1, null, { role: 'team', participantId: null }],
    ['Rosalind', 2, null, null],
    ['P2', 1, null, { role: 'participant', participantId: p2 }],
    ['P3', 1, null, null],
  ]);
  expect(told.rows[1]?.sample).toBe('The van helped us.');
  const speakers = [
    { key: 'Animatrice', is: 'team' },
    { key: 'Rosalind', is: 'new', participantId: p1, pseudonym: 'P1', part: 'Nurse' },
    { key: 'P2', is: 'participant', participantId: p2 },
    { key: 'P3', is: 'new', participantId: p3, pseudonym: 'P3', part: 'Driver' },
  ];
  await evaluator.ok('evidence.settleSpeakers', { id: textId, version: told.version, speakers });
  expect((await list()).rows.map(({ role, pseudonym }) => [role, pseudonym])).toEqual([
    ['team', null],
    ['participant', 'P1'],
    ['participant', 'P2'],
    ['participant', 'P3'],
  ]);
  // The same again is a version that has moved on.
  const again = { id: textId, version: told.version, speakers: speakers.slice(0, 1) };
  expect((await evaluator.call('evidence.settleSpeakers', again)).status).toBe(409);
});

test('is for those who study: a lead and a worker are refused, and nobody is tied to a participant of another study', async () => {
  const [lead, worker] = [people[2], await at.person('worker', at.sites.a1)];
  const { version, rows } = await list();
  const ask = { id: textId, version, speakers: [{ key: rows[0]?.key, is: 'team' }] };
  expect((await lead?.call('evidence.listSpeakers', { id: textId }))?.status).toBe(403);
  expect((await worker.call('evidence.settleSpeakers', ask)).status).toBe(403);
  const elsewhere = newId();
  const otherStudy = await beginStudy(evaluator, 'elsewhere');
  await evaluator.ok('evidence.addParticipant', { id: elsewhere, studyId: otherStudy, pseudonym: 'X' });
  const foreign = [{ key: rows[1]?.key, is: 'participant', participantId: elsewhere }];
  const refused = await evaluator.call('evidence.settleSpeakers', { id: textId, version, speakers: foreign });
  expect(refused).toMatchObject({ status: 404, body: { code: 'evidence.noSuchParticipant' } });
});

test('a quote says who spoke; groups, saturation and the filter by participant follow the speaker, not the text', async () => {
  await code('p1', 'The van helped us.', 'inner.available-resources');
  await code('p2', canary, 'inner.culture');
  await code(
    'both',
    content.slice(content.indexOf('for me'), content.indexOf(', that')),
    'outer.policies-laws',
  );
  const shift = newId();
  const choices = ['Day', 'Night'];
  await evaluator.ok('evidence.defineVariable', {
    id: shift,
    studyId,
    name: 'Shift',
    kind: 'choice',
    choices,
  });
  for (const [participantId, value] of [
    [p1, 'Day'],
    [p2, 'Night'],
    [p3, 'Night'],
  ] as const)
    await evaluator.ok('evidence.setValue', { id: newId(), participantId, variableId: shift, value });
  type Quotes = { rows: { label: string; codings: { id: string }[] }[] };
  const quotes = (more: object) =>
    evaluator.ok<Quotes>('coding.listQuotes', { study: studyId, by: 'construct', ...more });
  const all = await quotes({});
  expect(all.rows.map((row) => row.label)).toEqual(['P1', 'P2', 'P1, P3']);
  const idsOf = (found: Quotes) => found.rows.flatMap((row) => row.codings.map((one) => one.id));
  expect(idsOf(await quotes({ within: { variableId: shift, value: 'Night' } }))).toEqual([
    codings['p2'],
    codings['both'],
  ]);
  expect(idsOf(await quotes({ within: { variableId: shift, value: 'Day' } }))).toEqual([
    codings['p1'],
    codings['both'],
  ]);
  const { rows: cells } = await evaluator
    .ok<{ rows?: never; cells: { codings: number }[] } & { rows: never }>('coding.heatMap', {
      ...{ study: studyId, by: 'construct', within: { variableId: shift, value: 'Day' } },
    })
    .then((map) => ({ rows: map.cells }));
  expect(cells.reduce((sum, cell) => sum + cell.codings, 0)).toBe(2);
  const by = async (per: string) =>
    (
      await evaluator.ok<{ rows: { label: string; codes: string[] }[] }>('coding.codesByText', {
        study: studyId,
        per,
      })
    ).rows;
  expect(await by('text')).toMatchObject([
    { codes: ['inner.available-resources', 'inner.culture', 'outer.policies-laws'] },
  ]);
  expect((await by('person')).map((row) => [row.label, row.codes.length])).toEqual([
    ['P1', 2],
    ['P2', 1],
    ['P3', 1],
  ]);
});

/** What every reading operation answers to everybody, with each record that is known where it asks for an id. */
async function everything() {
  const { rows } = await at.admin.query<{ id: string }>(
    `select id from evidence.source union select id from evidence.participant union select id from coding.coding union select id from coding.memo
     union select id from evidence.study`,
  );
  const choose =
    (id: string) =>
    ({ field, schema }: Wanted) => {
      if (field === 'studyId' || field === 'study') return studyId;
      if (field === 'sourceId') return textId;
      if (field === 'sourceIds' || field === 'ids') return [textId];
      if (field === 'codingId' || field === 'id' || field === 'participantId') return id;
      if (field === 'siteId') return at.sites.a1.id;
      if (field === 'key' || field === 'code' || field === 'construct') return 'inner.culture';
      if (field === 'contentVersion') return 1;
      if (field === 'small') return 'keep';
      if (field === 'reason') return 'asked by a test';
      if (field === 'from' && schema['type'] === 'string') return '2020-01-01';
      return undefined;
    };
  const told: { name: string; answer: Answer }[] = [];
  const reading = operationsOf(modules).filter((named) => places.includes(named.module) && !writes(named));
  for (const named of reading) {
    const all = rows.map(({ id }) => sampleInput(named.operation.input, choose(id)));
    const inputs = new Map(all.map((input) => [JSON.stringify(input), input])).values();
    for (const input of inputs)
      for (const { token } of people)
        told.push({ name: (named as Named).name, answer: await ask(at.url, token, named, input) });
  }
  return told;
}
const showing = (told: Awaited<ReturnType<typeof everything>>, asked: string) =>
  [
    ...new Set(
      told
        .filter(({ answer }) => answer.status === 200 && answer.text.includes(asked))
        .map(({ name }) => name),
    ),
  ].sort();
const tally = async () =>
  (
    await at.admin.query<{ key: string; codings: number }>(
      `select key, sum(codings)::int as codings from coding.tally where study_id = $1 and level = 'construct' group by 1 having sum(codings) > 0 order by 1`,
      [studyId],
    )
  ).rows;

test('whoever withdraws takes exactly their turns along out of everything, and brings them back; canaries: theirs is everywhere before, and that of the others stays', async () => {
  const on = (codingId: string) => ({
    id: newId(),
    studyId,
    on: { about: 'coding', codingId },
    text: `Of ${canary}.`,
  });
  await evaluator.ok('coding.addMemo', on(codings['p2'] ?? ''));
  const passage = { about: 'passage', sourceId: textId, contentVersion: 1, ...points(canary) };
  await evaluator.ok('coding.addMemo', { id: newId(), studyId, on: passage, text: `And ${canary}.` });
  const [before, counted] = [await everything(), await tally()];
  for (const name of ['evidence.readSource', 'coding.listMemos', 'exchange.exportRefi'])
    expect(showing(before, canary)).toContain(name);
  expect(await stand(p2, 'withdrew')).toMatchObject({ texts: 1 });
  const after = await everything();
  expect(showing(after, canary)).toEqual([]);
  // Earlier versions of the text stay shut as long as somebody is out; all else still shows the others.
  const stays = showing(before, other).filter((name) => name !== 'evidence.readTextVersion');
  expect(showing(after, other)).toEqual(stays);
  expect(await tally()).toEqual(counted.filter((row) => row.key !== 'inner.culture'));
  expect(await list()).toMatchObject({ withdrew: ['P2'] });
  // Neither putting something on these words, nor writing among them, nor tying their speaker anew brings them out.
  const put = { id: newId(), sourceId: textId, ...points(canary), code: 'inner.culture', valence: 'barrier' };
  expect(await evaluator.call('coding.addCoding', put)).toMatchObject({
    status: 409,
    body: { code: 'coding.wordsWithdrawn' },
  });
  const edits = [{ ...points(canary), text: 'x' }];
  const correct = { sourceId: textId, contentVersion: 1, edits };
  expect(await evaluator.call('coding.correctText', correct)).toMatchObject({
    body: { code: 'evidence.wordsWithdrawn' },
  });
  const { version } = await list();
  const { rows } = await at.admin.query<{ id: string }>('select id from evidence.speaker where silent');
  const tied = { id: textId, version, speakers: [{ key: rows[0]?.id, is: 'team' }] };
  expect(await evaluator.call('evidence.settleSpeakers', tied)).toMatchObject({
    body: { code: 'evidence.speakerWithdrew' },
  });
}, 600_000);

test('a text that is corrected while they are out carries their words and codings along; back, all is as it was', async () => {
  const start = content.indexOf('The van');
  const edits = [{ start, end: start + 7, text: 'The old white van' }];
  await evaluator.ok('coding.correctText', { sourceId: textId, contentVersion: 1, edits });
  await stand(p2, 'took_part');
  const told = await everything();
  expect(showing(told, canary)).toContain('coding.listMemos');
  const { rows } = await evaluator.ok<{ rows: { id: string; start: number; end: number }[] }>(
    'coding.listCodings',
    { sourceId: textId },
  );
  const { text } = await evaluator.ok<{ text: string }>('evidence.readSource', { id: textId });
  const row = rows.find((one) => one.id === codings['p2']);
  expect([...text].slice(row?.start, row?.end).join('')).toBe(canary);
  expect((await list()).rows.map((one) => one.pseudonym)).toEqual([null, 'P1', 'P2', 'P3']);
}, 600_000);

test('a passage over two people stays for the one, with a mark for the other', async () => {
  await stand(p3, 'withdrew');
  const { rows } = await evaluator.ok<{ rows: { label: string; text: string }[] }>('coding.listQuotes', {
    study: studyId,
    by: 'construct',
  });
  expect(rows.at(-1)).toMatchObject({ label: 'P1' });
  expect(rows.at(-1)?.text).toMatch(/quiet room\.\n\[…\]$/);
  await stand(p3, 'took_part');
});
