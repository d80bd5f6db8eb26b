import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { addText, beginStudy, publish } from '../../../evidence/server/testing/study.ts';
import type { AnswerRow, Proposal } from '../../asked/answers.ts';
import type { Coding } from '../../contract.ts';
import type { MatrixRow } from '../../model.ts';
import { rank } from '../proposals/rank.ts';

let at: World;
let ann: Person;
let studyId: string;
const texts = [
  'The waiting room is too small.',
  'We got no money for the second post.',
  'Funding ended in June 😀.',
];

beforeAll(async () => {
  at = await world();
  await publish(at);
  ann = await at.person('evaluator');
  studyId = await beginStudy(ann, 'answers');
  for (const [index, content] of texts.entries())
    await addText(
      at,
      ann,
      studyId,
      { name: `a${index}.txt`, content },
      {
        siteId: at.sites.a1.id,
        kind: 'survey',
      },
    );
  await addText(at, ann, studyId, { name: 'long.txt', content: 'word '.repeat(500) }, { kind: 'survey' });
  await addText(at, ann, studyId, { name: 'talk.txt', content: 'A short talk.' });
});
afterAll(() => at.close());

const answers = async () =>
  (await ann.ok<{ rows: AnswerRow[] }>('coding.listAnswers', { study: studyId })).rows;
const passages = async () =>
  (await ann.ok<{ rows: MatrixRow[] }>('coding.matrix', { study: studyId, by: 'domain' })).rows.reduce(
    (sum, row) => sum + row.barrier.passages,
    0,
  );

describe('short answers', () => {
  test('are listed with their variables, page by page, long texts and transcripts left out', async () => {
    const rows = await answers();
    expect(rows.map((row) => row.text)).toEqual(texts);
    expect(rows.every((row) => row.siteId === at.sites.a1.id)).toBe(true);
    const first = await ann.ok<{ rows: AnswerRow[]; next: string }>('coding.listAnswers', {
      study: studyId,
      limit: 2,
    });
    const second = await ann.ok<{ rows: AnswerRow[] }>('coding.listAnswers', {
      study: studyId,
      limit: 2,
      after: first.next,
    });
    expect([...first.rows, ...second.rows].map((row) => row.text)).toEqual(texts);
  });
  test('are coded whole, several in one step that is undone as one', async () => {
    const rows = (await answers()).slice(1);
    const asked = rows.map(({ sourceId, contentVersion }) => ({ id: newId(), sourceId, contentVersion }));
    await ann.ok('coding.codeRows', { studyId, code: 'outer.financing', valence: 'barrier', rows: asked });
    expect((await answers()).map((row) => row.codings.length)).toEqual([0, 1, 1]);
    const [coded] = (await ann.ok<{ rows: Coding[] }>('coding.listCodings', { sourceId: rows[1]?.sourceId }))
      .rows;
    expect([coded?.start, coded?.end]).toEqual([0, [...(texts[2] ?? '')].length]);
    expect(await passages()).toBe(2);
    await ann.ok('coding.undo', { studyId });
    expect(await passages()).toBe(0);
    await ann.ok('coding.redo', { studyId });
    expect(await passages()).toBe(2);
  });
  test('are nobody else’s business, and a text of another study is refused', async () => {
    const stranger = await at.person([{ role: 'evaluator', studyId: newId() }]);
    expect((await stranger.call('coding.listAnswers', { study: studyId })).status).toBe(404);
    const other = await addText(at, ann, await beginStudy(ann, 'another'), {
      name: 'x.txt',
      content: 'Elsewhere.',
    });
    const rows = [{ id: newId(), sourceId: other, contentVersion: 1 }];
    expect(
      (await ann.call('coding.codeRows', { studyId, code: 'outer.financing', valence: 'mixed', rows }))
        .status,
    ).toBe(404);
  });
});

describe('proposed codes', () => {
  test('come from the codebook and from what was coded, are never counted, and remember a refusal', async () => {
    const [waiting, money] = await answers();
    const passage = { sourceId: money?.sourceId ?? '', start: 0, end: [...(texts[1] ?? '')].length };
    const own = newId();
    await ann.ok('coding.addCode', {
      id: own,
      studyId,
      name: 'Second post',
      include: 'money for another post',
    });
    const before = await passages();
    const propose = async () => (await ann.ok<{ rows: Proposal[] }>('coding.proposeCodes', passage)).rows;
    const rows = await propose();
    expect(rows[0]).toMatchObject({ code: own, because: 'codebook' });
    expect(rows.some((row) => row.code === 'outer.financing' && row.because !== 'codebook')).toBe(true);
    expect(await passages()).toBe(before);
    const decide = (proposal: Proposal | undefined, accepted: object | null) =>
      ann.ok('coding.decideProposal', { id: newId(), ...passage, contentVersion: 1, proposal, accepted });
    await decide(rows[0], null);
    expect((await propose()).map((row) => row.code)).not.toContain(own);
    expect(await passages()).toBe(before);
    const codingId = newId();
    await decide(rows[0], { codingId, valence: 'barrier' });
    const { rows: kept } = await at.admin.query(
      'select decided, coding_id from coding.proposal where study_id = $1 order by created_at',
      [studyId],
    );
    expect(kept).toEqual([
      { decided: 'refused', coding_id: null },
      { decided: 'accepted', coding_id: codingId },
    ]);
    expect(
      (await ann.ok<{ rows: Coding[] }>('coding.listCodings', passage)).rows.map((row) => row.id),
    ).toContain(codingId);
    const stranger = await at.person([{ role: 'evaluator', studyId: newId() }]);
    expect(
      (await stranger.call('coding.proposeCodes', { ...passage, sourceId: waiting?.sourceId })).status,
    ).toBe(404);
  });
  test('rank what shares words first; canary: without the words nothing is proposed', () => {
    const codes = [
      { id: 'money', names: 'Money', rules: 'budget and funding', quotes: 'the grant ended' },
      { id: 'space', names: 'Space', rules: 'rooms and offices', quotes: '' },
    ];
    expect(rank('Our grant ended, no budget.', codes, [])).toMatchObject([
      { code: 'money', because: 'both' },
    ]);
    expect(rank('Our grant ended, no budget.', codes, ['money'])).toEqual([]);
    expect(rank('Nobody said anything.', codes, [])).toEqual([]);
  });
});

test('the pulse of a text changes with everything that changes on it, and with nothing else', async () => {
  const [row] = await answers();
  const beat = async () => (await ann.ok<{ mark: string }>('coding.pulse', { sourceId: row?.sourceId })).mark;
  const marks = [await beat()];
  const id = newId();
  const steps: [string, object][] = [
    ['coding.addCoding', { id, sourceId: row?.sourceId, start: 0, end: 3, code: 'inner', valence: 'mixed' }],
    ['coding.changeCoding', { id, version: 1, valence: 'barrier' }],
    ['coding.addCode', { id: newId(), studyId, name: 'New' }],
    [
      'coding.correctText',
      { sourceId: row?.sourceId, contentVersion: 1, edits: [{ start: 0, end: 3, text: 'This' }] },
    ],
    ['coding.undo', { studyId }],
  ];
  for (const [operation, input] of steps) {
    await ann.ok(operation, input);
    marks.push(await beat());
  }
  expect(new Set(marks).size).toBe(marks.length);
  expect(await beat()).toBe(marks.at(-1));
});

test('the pulse tells who else has the text open, to those who may read it, and nobody of another community or study', async () => {
  const [, row] = await answers();
  const beat = (person: Person) => person.call('coding.pulse', { sourceId: row?.sourceId });
  const other = await at.person('evaluator');
  const strangers = [
    await at.person([{ role: 'evaluator', studyId: newId() }]),
    await at.person('evaluator', at.sites.b1),
  ];
  expect((await beat(ann)).body).toMatchObject({ here: [] });
  for (const stranger of strangers) expect((await beat(stranger)).status).toBe(404);
  expect((await beat(other)).body).toMatchObject({ here: [{ id: ann.accountId, name: expect.any(String) }] });
  expect((await beat(ann)).body).toMatchObject({ here: [{ id: other.accountId }] });
});
