import { afterAll, beforeAll, expect, test } from 'vitest';
import { modules } from '../app/modules.ts';
import { newId } from '../kernel/id.ts';
import { addText, beginStudy, publish } from '../modules/evidence/server/testing/study.ts';
import { type Answer, ask, type Named, operationsOf, writes } from './crawl/ask.ts';
import { sampleInput, type Wanted } from './fence/inputs.ts';
import { type Person, type World, world } from './world.ts';

const places = ['evidence', 'coding', 'learning', 'network', 'exchange', 'reports'];
const canary = 'quillwortcanary';
const code = 'inner.culture';

let at: World;
let studyId: string;
let sourceId: string;
let participantId: string;
let people: Person[];
const reading = operationsOf(modules).filter((named) => places.includes(named.module) && !writes(named));

beforeAll(async () => {
  at = await world();
  await publish(at);
  const steward = await at.person([{ role: 'steward' }, { role: 'evaluator' }]);
  people = [steward, await at.person('lead', at.sites.a1), await at.person('evaluator')];
  studyId = await beginStudy(steward, 'consent');
  participantId = newId();
  const standing = 'took_part';
  await steward.ok('evidence.addParticipant', {
    id: participantId,
    studyId,
    pseudonym: 'P1',
    standing,
    siteId: at.sites.a1.id,
  });
  const content = `Interviewer: And?\nP1: It was ${canary} all the way, ${canary} I say.`;
  sourceId = await addText(
    at,
    steward,
    studyId,
    { name: `${canary}.txt`, content },
    { pseudonym: 'P1', siteId: at.sites.a1.id },
  );
  const start = content.indexOf(canary);
  const passage = { sourceId, contentVersion: 1, start, end: start + canary.length };
  const codingId = newId();
  await steward.ok('coding.addCoding', {
    id: codingId,
    ...passage,
    code,
    valence: 'barrier',
    memo: `About ${canary}`,
  });
  await steward.ok('coding.addMemo', {
    id: newId(),
    studyId,
    on: { about: 'passage', ...passage },
    text: `Think of ${canary}.`,
  });
  await steward.ok('coding.addMemo', {
    id: newId(),
    studyId,
    on: { about: 'coding', codingId },
    text: `Again ${canary}.`,
  });
  await steward.ok('evidence.suggest', { id: newId(), text: 'Something else that stays.' });
}, 120_000);
afterAll(() => at.close());

/** Every way an operation is asked: each record that is known stands once where it asks for an id. */
async function inputsFor(named: Named): Promise<unknown[]> {
  const { rows } = await at.admin.query<{ id: string }>(
    `select id from evidence.source union select id from evidence.participant union select id from coding.coding union select id from coding.memo
     union select id from evidence.study`,
  );
  const choose =
    (id: string) =>
    ({ field, schema }: Wanted) => {
      if (field === 'studyId' || field === 'study') return studyId;
      if (field === 'sourceId') return sourceId;
      if (field === 'sourceIds' || field === 'ids') return [sourceId];
      if (field === 'codingId' || field === 'id' || field === 'participantId') return id;
      if (field === 'siteId') return at.sites.a1.id;
      if (field === 'key' || field === 'code' || field === 'construct') return code;
      if (field === 'contentVersion') return 1;
      if (field === 'small') return 'keep';
      if (field === 'reason') return 'asked by a test';
      if (field === 'from' && schema['type'] === 'string') return '2020-01-01';
      return undefined;
    };
  const all = rows.map(({ id }) => sampleInput(named.operation.input, choose(id)));
  return [...new Map(all.map((input) => [JSON.stringify(input), input])).values()];
}

/** What every reading operation answers to everybody, with what was asked. */
async function everything(): Promise<{ name: string; input: unknown; person: number; answer: Answer }[]> {
  const told = [];
  for (const named of reading)
    for (const input of await inputsFor(named))
      for (const [person, { token }] of people.entries())
        told.push({ name: named.name, input, person, answer: await ask(at.url, token, named, input) });
  return told;
}

const showing = (told: Awaited<ReturnType<typeof everything>>, asked: string) => [
  ...new Set(
    told.filter(({ answer }) => answer.status === 200 && answer.text.includes(asked)).map(({ name }) => name),
  ),
];

test('a person who withdraws leaves every list, count, quote, table, report and file at once, and comes back whole', async () => {
  const before = await everything();
  expect(showing(before, canary)).toEqual(
    expect.arrayContaining([
      'evidence.readSource',
      'coding.listCodingsOf',
      'coding.listMemos',
      'coding.exportQuotes',
      'coding.exportMemos',
      'exchange.exportRefi',
    ]),
  );
  const answered = new Set(before.filter(({ answer }) => answer.status === 200).map(({ name }) => name));
  expect(answered.size, [...answered].join(', ')).toBeGreaterThan(30);
  expect(showing(before, sourceId).length).toBeGreaterThan(4);
  expect(await counts()).toMatchObject({ texts: 1, codings: 1 });
  const [steward] = people;
  if (!steward) throw new Error('nobody is there');
  const change = (version: number, standing: string) =>
    steward.ok('evidence.changeParticipant', {
      id: participantId,
      version,
      part: null,
      siteId: at.sites.a1.id,
      standing,
    });
  await change(1, 'withdrew');
  const after = await everything();
  expect(showing(after, canary)).toEqual([]);
  expect(showing(after, sourceId)).toEqual([]);
  expect(await counts()).toMatchObject({ texts: 0, codings: 0 });
  const people2 = await steward.ok<{ rows: { id: string; standing: string; texts: number }[] }>(
    'evidence.listParticipants',
    { studyId },
  );
  expect(people2.rows).toMatchObject([{ id: participantId, standing: 'withdrew', texts: 0 }]);
  const gone = await steward.ok<{ rows: { id: string; label: string }[] }>('evidence.listSources', {
    studyId,
    withdrawn: true,
  });
  expect(gone.rows).toMatchObject([{ id: sourceId, consent: 'withdrawn' }]);
  expect(JSON.stringify(gone)).not.toContain(canary);
  await change(2, 'took_part');
  expect(showing(await everything(), canary)).toEqual(showing(before, canary));
}, 600_000);

/** What is counted of the study: texts, and codings of the matrix. */
async function counts(): Promise<{ texts: number; codings: number }> {
  const [steward] = people;
  const studies = await steward?.ok<{ rows: { id: string; texts: number }[] }>('evidence.listStudies');
  const { rows } = await at.admin.query<{ codings: number }>(
    `select coalesce(sum(codings), 0)::int as codings from coding.tally where study_id = $1 and level = 'construct'`,
    [studyId],
  );
  return {
    texts: studies?.rows.find(({ id }) => id === studyId)?.texts ?? -1,
    codings: rows[0]?.codings ?? -1,
  };
}
