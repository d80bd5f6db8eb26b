import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeXlsx } from '../../../../kernel/server/files/index.ts';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import type { FoundColumn, Participant, RowAhead } from '../../contract.ts';
import { beginStudy, publish, send } from '../testing/study.ts';

let at: World;
let evaluator: Person;

beforeAll(async () => {
  at = await world();
  await publish(at);
  evaluator = await at.person('evaluator');
});
afterAll(() => at.close());

type Loaded = {
  loaded: { respondents: number; answers: number; values: number; unchanged: number };
  refused: { row: number; reason: string }[];
};
type Looked = { columns: FoundColumn[]; fits: number; refused: Loaded['refused']; ahead: RowAhead[] };
type Answers = {
  variables: { id: string; name: string }[];
  rows: {
    sourceId: string;
    text: string;
    label: string;
    question: string;
    occasion: string;
    language: string;
    siteId: string;
    values: { variableId: string; value: string }[];
  }[];
};

const head = 'Participant;Site;Language;Shift;Score;"What helped, and what did not?"';
const rows = [
  'S-01;a1;English;Day;4;"Somebody had time,\nand a room."',
  'S-02;Site a2;Français;Night;3,5;« Le temps » a manqué; 😀'.replace('manqué; 😀', 'manqué 😀'),
  'S-03;a1;English;Day;;',
];
const file = (lines: readonly string[], name = 'six months.csv') => ({
  name,
  content: [head, ...lines].join('\r\n'),
});
const load = async (
  studyId: string,
  one: { name: string; content: string | Uint8Array },
  more: object = {},
) => {
  const input = { study: studyId, title: 'Six months', occasion: 'six_months', ...more };
  return send<Loaded>(at, evaluator, 'evidence.importSurvey', input, [one]);
};
const answersOf = (study: string) => evaluator.ok<Answers>('coding.listAnswers', { study });

describe('a survey', () => {
  test('is looked at without being kept, and comes in with its variables, its sites and its people', async () => {
    const studyId = await beginStudy(evaluator, 'surveyed');
    const looked = await send<Looked>(at, evaluator, 'evidence.lookAtSurvey', {}, [file(rows)]);
    expect(looked.body.columns.map(({ use, kind }) => (use === 'variable' ? kind : use))).toEqual([
      'pseudonym',
      'site',
      'language',
      'choice',
      'number',
      'open',
    ]);
    expect(looked.body.ahead[1]).toMatchObject({ who: 'S-02', siteId: at.sites.a2.id });
    expect((await answersOf(studyId)).rows).toEqual([]);
    const { body } = await load(studyId, file(rows));
    expect(body).toEqual({ loaded: { respondents: 3, answers: 2, values: 5, unchanged: 0 }, refused: [] });
    const { variables, rows: answers } = await answersOf(studyId);
    expect(variables.map(({ name }) => name)).toEqual(['Shift', 'Score']);
    const named = (row: Answers['rows'][number] | undefined) =>
      Object.fromEntries(
        (row?.values ?? []).map(({ variableId, value }) => [
          variables.find(({ id }) => id === variableId)?.name,
          value,
        ]),
      );
    expect(answers[0]).toMatchObject({
      text: 'Somebody had time,\nand a room.',
      label: 'S-01',
      question: 'What helped, and what did not?',
      occasion: 'six_months',
      language: 'en',
      siteId: at.sites.a1.id,
    });
    expect(named(answers[1])).toEqual({ Shift: 'Night', Score: '3.5' });
    const told = await evaluator.ok<{ asked: number; counts: { took_part: number } }>(
      'evidence.participation',
      { studyId },
    );
    expect(told).toMatchObject({ asked: 3, counts: { took_part: 3 } });
  });
  test('twice changes nothing; a longer file brings only its new rows; other answers of somebody known are refused', async () => {
    const studyId = await beginStudy(evaluator, 'twice');
    await load(studyId, file(rows));
    expect((await load(studyId, file(rows, 'another name.csv'))).body).toEqual({
      loaded: { respondents: 0, answers: 0, values: 0, unchanged: 3 },
      refused: [],
    });
    const grown = await load(
      studyId,
      file([...rows.slice(1), 'S-04;a1;English;Day;5;New here', 'S-01;a1;English;Day;1;Changed my mind']),
    );
    expect(grown.body.loaded).toEqual({ respondents: 1, answers: 1, values: 2, unchanged: 2 });
    expect(grown.body.refused).toMatchObject([{ row: 4 }]);
    const year = await load(studyId, file(rows.slice(0, 1)), { title: 'A year', occasion: 'year' });
    expect(year.body.loaded.respondents).toBe(1);
    expect((await load(studyId, file(rows), { occasion: 'year' })).status).toBe(409);
    const people = await evaluator.ok<{ rows: Participant[] }>('evidence.listParticipants', { studyId });
    expect(people.rows.map(({ pseudonym }) => pseudonym).sort()).toEqual(['S-01', 'S-02', 'S-03', 'S-04']);
  });
  test('without a column of participants numbers them, two equal rows being two people', async () => {
    const studyId = await beginStudy(evaluator, 'numbered');
    const content = 'Again?,Why not?\nYes,too far away for me by bus\nYes,too far away for me by bus\nNo,\n';
    const columns = [
      { heading: 'Again?', use: 'variable' },
      { heading: 'Why not?', use: 'open' },
    ];
    const one = { name: 'a.csv', content };
    expect((await load(studyId, one, { columns })).body.loaded).toMatchObject({ respondents: 3, answers: 2 });
    expect((await load(studyId, one, { columns })).body.loaded).toMatchObject({
      respondents: 0,
      unchanged: 3,
    });
    expect((await answersOf(studyId)).rows.map(({ label }) => label)).toEqual(['R1', 'R2']);
  });
  test('puts e-mail addresses into the key and nowhere else, and knows the same person again', async () => {
    const studyId = await beginStudy(evaluator, 'keyed');
    const content =
      'Email,Comment on the first half year\ncanary@example.org,It was far better than I thought it would be\n';
    const { body } = await load(studyId, { name: 'a.csv', content });
    expect(body.loaded).toMatchObject({ respondents: 1, answers: 1 });
    await load(
      studyId,
      { name: 'b.csv', content: content.replace('canary@', 'Canary@').replace('better', 'worse') },
      { title: 'A year', occasion: 'year' },
    );
    const people = await evaluator.ok<{ rows: Participant[] }>('evidence.listParticipants', { studyId });
    expect(people.rows).toMatchObject([{ pseudonym: 'R1', keyed: true, texts: 2 }]);
    const { rows: dump } = await at.admin.query<{ line: string }>(
      `select x::text as line from evidence.participant x union all select x::text from evidence.pseudonym_key x union all select x::text from evidence.response x
       union all select x::text from evidence.value x union all select x::text from evidence.source x union all select x::text from evidence.variable x`,
    );
    const whole = dump
      .map(({ line }) => line)
      .join()
      .toLowerCase();
    expect(whole).not.toContain('canary@example');
    expect(whole).not.toContain(Buffer.from('canary@example').toString('hex'));
    await at.person('privacy').then(async (keeper) => {
      const key = await keeper.ok<{ rows: { identity: string }[] }>('evidence.readKey', { studyId });
      expect(key.rows).toMatchObject([{ pseudonym: 'R1', identity: 'canary@example.org' }]);
    });
  });
  test('keeps the rows that fit and refuses the others by number and reason, in the reader’s language', async () => {
    const studyId = await beginStudy(evaluator, 'refusing');
    const bad = [
      'S-01;nowhere;English;Day;4;x',
      'S-02;a1;English;Day;four;x',
      'S-03;a1;English;Day;4;kept',
      ';a1;English;Day;4;x',
    ];
    const columns = (
      await send<Looked>(at, evaluator, 'evidence.lookAtSurvey', {}, [file(rows)])
    ).body.columns.map(({ heading, use, kind, order }) => ({ heading, use, kind, order }));
    const { body } = await load(studyId, file(bad), { columns });
    expect(body.loaded).toMatchObject({ respondents: 1, answers: 1 });
    expect(body.refused.map(({ row, reason }) => [row, reason])).toEqual([
      [1, '“Site” names no site that is known here.'],
      [2, '“Score” does not fit its kind.'],
      [4, 'Nothing says whose answers these are.'],
    ]);
  });
  test('of somebody who withdrew stays out', async () => {
    const studyId = await beginStudy(evaluator, 'withdrawn');
    const id = newId();
    await evaluator.ok('evidence.addParticipant', { id, studyId, pseudonym: 'S-02', standing: 'invited' });
    await evaluator.ok('evidence.changeParticipant', {
      id,
      version: 1,
      part: null,
      siteId: null,
      standing: 'withdrew',
    });
    const { body } = await load(studyId, file(rows));
    expect(body.loaded.respondents).toBe(2);
    expect(body.refused).toMatchObject([{ row: 2, reason: 'This participant withdrew.' }]);
  });
  test('as a workbook of two thousand rows comes in whole', async () => {
    const studyId = await beginStudy(evaluator, 'many');
    const book = await writeXlsx(
      [
        { heading: 'id', value: (n: number) => `W${n}` },
        { heading: 'Shift', value: (n: number) => (n % 2 ? 'Day' : 'Night') },
        {
          heading: 'What would you change first?',
          value: (n: number) => `I would change the number ${n} and then the rest of it.`,
        },
      ],
      Array.from({ length: 2_000 }, (_, n) => n),
    );
    const { body } = await load(studyId, { name: 'a.xlsx', content: book });
    expect(body).toEqual({
      loaded: { respondents: 2_000, answers: 2_000, values: 2_000, unchanged: 0 },
      refused: [],
    });
  });
});

test('is loaded by those who study alone, into their own study', async () => {
  const studyId = await beginStudy(evaluator, 'mine');
  const other = await at.person([{ role: 'evaluator', studyId: newId() }]);
  const input = { study: studyId, title: 'x', occasion: 'year' };
  expect((await send(at, other, 'evidence.importSurvey', input, [file(rows)])).status).toBeGreaterThan(399);
  for (const role of ['lead', 'worker', 'privacy']) {
    const person = await at.person(role, at.sites.a1);
    expect((await send(at, person, 'evidence.importSurvey', input, [file(rows)])).status).toBe(403);
  }
  expect((await answersOf(studyId)).rows).toEqual([]);
});
