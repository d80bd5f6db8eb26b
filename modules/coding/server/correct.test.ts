import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../kernel/id.ts';
import { type Person, type World, world } from '../../../tests/world.ts';
import { addText, beginStudy, publish } from '../../evidence/server/testing/study.ts';
import type { Coding, Memo } from '../contract.ts';

let at: World;
let ann: Person;
let bob: Person;
let studyId: string;
const said = 'P01: 😀 we had no tiem to call.\nP02: Well, you know, nobody called.';

beforeAll(async () => {
  at = await world();
  await publish(at);
  [ann, bob] = [await at.person('evaluator'), await at.person('evaluator')];
  studyId = await beginStudy(ann, 'typos');
});
afterAll(() => at.close());

let count = 0;
const text = () => {
  count += 1;
  return addText(at, ann, studyId, { name: `t${count}.txt`, content: said });
};
const where = (words: string, within = said) => {
  const start = [...(within.split(words)[0] ?? '')].length;
  return { start, end: start + [...words].length };
};
const put = async (sourceId: string, words: string, person = ann) => {
  const id = newId();
  await person.ok('coding.addCoding', {
    id,
    sourceId,
    ...where(words),
    code: 'inner.culture',
    valence: 'barrier',
    memo: words,
  });
  return id;
};
const words = async (sourceId: string) => {
  const read = await ann.ok<{ text: string; turns: { start: number; end: number }[] }>(
    'evidence.readSource',
    { id: sourceId },
  );
  const { rows } = await ann.ok<{ rows: Coding[] }>('coding.listCodings', { sourceId });
  const slice = ({ start, end }: { start: number; end: number }) => [...read.text].slice(start, end).join('');
  return { codings: rows.map(slice), turns: read.turns.map(slice), text: read.text };
};
const edit = (sourceId: string, contentVersion: number, from: string, to: string, within = said) => ({
  sourceId,
  contentVersion,
  edits: [{ ...where(from, within), text: to }],
});

describe('a corrected text', () => {
  test('keeps codings, memos and speakers on their words, and what it was before', async () => {
    const sourceId = await text();
    for (const one of ['no tiem to call', 'tiem', 'nobody called']) await put(sourceId, one);
    const memo = newId();
    await ann.ok('coding.addMemo', {
      id: memo,
      studyId,
      on: { about: 'passage', sourceId, ...where('nobody') },
      text: 'who?',
    });
    const answer = await ann.ok<{ moved: number; lost: number }>(
      'coding.correctText',
      edit(sourceId, 1, 'tiem', 'spare time'),
    );
    expect(answer).toMatchObject({ moved: 3, lost: 0, contentVersion: 2 });
    const now = await words(sourceId);
    expect(now.codings.toSorted()).toEqual(['no spare time to call', 'nobody called', 'spare time']);
    expect(now.turns).toEqual([
      'P01: 😀 we had no spare time to call.',
      'P02: Well, you know, nobody called.',
    ]);
    const { rows } = await ann.ok<{ rows: Memo[] }>('coding.listMemos', { study: studyId, sourceId });
    expect(rows[0]).toMatchObject({ quote: 'nobody', text: 'who?' });
    expect(await ann.ok('evidence.readTextVersion', { id: sourceId, contentVersion: 1 })).toMatchObject({
      text: said,
    });
    expect(await ann.ok('evidence.listTextVersions', { id: sourceId })).toMatchObject({
      contentVersion: 2,
      rows: [{ contentVersion: 2, open: true, correctedBy: ann.accountId }],
    });
  });
  test('shows what each correction changed among its words, to the people of the study alone, and nothing of a text that was withdrawn', async () => {
    const sourceId = await text();
    await ann.ok('coding.correctText', edit(sourceId, 1, 'tiem', 'time'));
    await ann.ok('coding.correctText', {
      sourceId,
      contentVersion: 2,
      edits: [
        { start: 0, end: 0, text: 'Good. ' },
        { ...where('you know'), text: 'you see' },
      ],
    });
    const change = (contentVersion: number, person = ann) =>
      person.call('evidence.showCorrection', { id: sourceId, contentVersion });
    expect((await change(2)).body).toMatchObject({
      more: 0,
      changes: [
        {
          before: 'tiem',
          after: 'time',
          lead: 'P01: 😀 we had no ',
          tail: ' to call.\nP02: Well, you know, nobody ca',
        },
      ],
    });
    expect((await change(3)).body).toMatchObject({
      changes: [
        { before: '', after: 'Good. ', lead: '' },
        { before: 'know', after: 'see' },
      ],
    });
    expect((await change(4)).status).toBe(404);
    const stranger = await at.person([{ role: 'evaluator', studyId: newId() }]);
    for (const person of [stranger, await at.person('evaluator', at.sites.b1)])
      expect((await change(2, person)).status).toBe(404);
    expect((await change(2, await at.person('lead', at.sites.a1))).status).toBe(403);
    const { version } = await ann.ok<{ version: number }>('evidence.readSource', { id: sourceId });
    await ann.ok('evidence.setConsent', { id: sourceId, version, consent: 'withdrawn' });
    expect((await change(2)).status).toBe(404);
  });
  test('lists codings whose words were deleted, and lets them be put elsewhere', async () => {
    const sourceId = await text();
    await put(sourceId, 'you know', bob);
    await put(sourceId, 'nobody called');
    expect(await ann.ok('coding.correctText', edit(sourceId, 1, ' you know,', ''))).toMatchObject({
      moved: 1,
      lost: 1,
    });
    expect((await words(sourceId)).codings).toEqual(['nobody called']);
    const lost = async () =>
      (
        await ann.ok<{ rows: { id: string; version: number; memo: string }[] }>('coding.listLost', {
          sourceId,
        })
      ).rows;
    const [one] = await lost();
    expect(one).toMatchObject({ memo: 'you know', own: false });
    expect(await bob.call('coding.undo', { studyId })).toMatchObject({
      body: { code: 'coding.changedSince' },
    });
    await ann.ok('coding.placeLost', { id: one?.id, version: one?.version, start: 0, end: 3 });
    expect(await lost()).toEqual([]);
    expect((await words(sourceId)).codings.toSorted()).toEqual(['P01', 'nobody called']);
  });
  test('lets an earlier step be undone on the words it was about', async () => {
    const sourceId = await text();
    const id = await put(sourceId, 'no tiem');
    await ann.ok('coding.changeCoding', { id, version: 1, ...where('nobody') });
    await ann.ok('coding.correctText', edit(sourceId, 1, 'we had no tiem', 'sadly we had no time'));
    await ann.ok('coding.undo', { studyId });
    expect((await words(sourceId)).codings).toEqual(['no time']);
    await ann.ok('coding.redo', { studyId });
    expect((await words(sourceId)).codings).toEqual(['nobody']);
    await ann.ok('coding.removeCoding', { id, version: 5 });
    await ann.ok('coding.correctText', {
      sourceId,
      contentVersion: 2,
      edits: [{ start: 0, end: 0, text: 'Good. ' }],
    });
    await ann.ok('coding.undo', { studyId });
    expect((await words(sourceId)).codings).toEqual(['nobody']);
  });
  test('refuses who looks at an older version, to correct or to code', async () => {
    const sourceId = await text();
    await ann.ok('coding.correctText', edit(sourceId, 1, 'tiem', 'time'));
    expect(await bob.call('coding.correctText', edit(sourceId, 1, 'Well', 'Wel'))).toMatchObject({
      status: 409,
      body: { code: 'evidence.textCorrected' },
    });
    const late = {
      id: newId(),
      sourceId,
      contentVersion: 1,
      start: 0,
      end: 3,
      code: 'inner',
      valence: 'mixed',
    };
    expect(await bob.call('coding.addCoding', late)).toMatchObject({
      status: 409,
      body: { code: 'coding.textCorrected' },
    });
    for (const edits of [
      [{ start: 0, end: 9_999, text: '' }],
      [{ start: 0, end: 3, text: 'P01' }],
      [{ start: 0, end: [...said].length, text: '' }],
    ])
      expect((await ann.call('coding.correctText', { sourceId, contentVersion: 2, edits })).status).toBe(422);
    const stranger = await at.person([{ role: 'evaluator', studyId: newId() }]);
    expect((await stranger.call('coding.correctText', edit(sourceId, 2, 'Well', 'Wel'))).status).toBe(404);
    expect(
      (await stranger.call('evidence.readTextVersion', { id: sourceId, contentVersion: 1 })).status,
    ).toBe(404);
  });
  test('and codings put on it at the same moment all stand on the right words', async () => {
    const sourceId = await text();
    const adding = Array.from({ length: 8 }, async (_, index) => {
      const id = newId();
      const person = index % 2 ? ann : bob;
      const answer = await person.call('coding.addCoding', {
        id,
        sourceId,
        contentVersion: 1,
        ...where('nobody called'),
        code: 'inner',
        valence: 'mixed',
      });
      return answer.status;
    });
    const correcting = ann.call('coding.correctText', {
      sourceId,
      contentVersion: 1,
      edits: [{ start: 0, end: 0, text: 'Indeed. ' }],
    });
    const statuses = await Promise.all(adding);
    expect((await correcting).status).toBe(200);
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true);
    const { codings } = await words(sourceId);
    expect(codings.length).toBe(statuses.filter((status) => status === 200).length);
    expect(new Set(codings).size).toBeLessThanOrEqual(1);
    expect(codings.every((one) => one === 'nobody called')).toBe(true);
  });
  test('canary: a coding that did not move along stands on other words', async () => {
    const sourceId = await text();
    const id = await put(sourceId, 'nobody called');
    await at.admin.query('begin');
    await at.admin.query(
      `create temp table kept as select start_at, end_at from coding.coding where id = '${id}'`,
    );
    await at.admin.query('commit');
    await ann.ok('coding.correctText', {
      sourceId,
      contentVersion: 1,
      edits: [{ start: 0, end: 0, text: 'Indeed. ' }],
    });
    await at.admin.query(
      `update coding.coding c set start_at = k.start_at, end_at = k.end_at, version = version + 1 from kept k where c.id = '${id}'`,
    );
    expect((await words(sourceId)).codings).not.toEqual(['nobody called']);
  });
});
