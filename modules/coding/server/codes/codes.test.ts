import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { addText, beginStudy, publish } from '../../../evidence/server/testing/study.ts';
import type { Coding, OwnCode } from '../../contract.ts';
import type { MatrixRow } from '../../model.ts';

let at: World;
let ann: Person;
let bob: Person;
let studyId: string;
let sourceId: string;

beforeAll(async () => {
  at = await world();
  await publish(at);
  [ann, bob] = [await at.person('evaluator'), await at.person('evaluator')];
  studyId = await beginStudy(ann, 'tree');
  sourceId = await addText(at, ann, studyId, {
    name: 'a.txt',
    content: 'Nobody had time to call, and nobody was told why.',
  });
});
afterAll(() => at.close());

const addCode = async (name: string, more: object = {}, person = ann) => {
  const id = newId();
  await person.ok('coding.addCode', { id, studyId, name, ...more });
  return id;
};
const codes = async () => (await ann.ok<{ rows: OwnCode[] }>('coding.listCodes', { study: studyId })).rows;
const codeNamed = async (id: string) => (await codes()).find((row) => row.id === id);
const addCoding = async (code: string, more: object = {}, person = ann) => {
  const id = newId();
  await person.ok('coding.addCoding', { id, sourceId, start: 0, end: 15, code, valence: 'barrier', ...more });
  return id;
};
const codings = async () => (await ann.ok<{ rows: Coding[] }>('coding.listCodings', { sourceId })).rows;
const codingOf = async (id: string) => (await codings()).find((row) => row.id === id);
const cells = async (by: 'domain' | 'construct') =>
  (await ann.ok<{ rows: MatrixRow[] }>('coding.matrix', { study: studyId, by })).rows.map((row) => row.key);
const undo = (person = ann) => person.ok<{ what: string }>('coding.undo', { studyId });
const redo = (person = ann) => person.ok<{ what: string }>('coding.redo', { studyId });

describe('a code of the team’s own', () => {
  test('stands below a locked code, counts there, and carries its rules and the codes to use instead', async () => {
    const id = await addCode('No time to call', {
      parent: 'inner.culture',
      include: 'Calls nobody had time for',
      instead: ['inner.available-resources'],
      color: '#aa5500',
    });
    expect(await codeNamed(id)).toMatchObject({
      own: true,
      parent: 'inner.culture',
      instead: ['inner.available-resources'],
    });
    await addCoding(id);
    expect(await cells('construct')).toContain('inner.culture');
    const top = await addCode('Telephone');
    await ann.ok('coding.moveCode', { id, version: 1, parent: top });
    expect(await cells('construct')).not.toContain('inner.culture');
    expect(await cells('domain')).toEqual([top]);
    expect((await undo()).what).toBe('movedCode');
    expect(await cells('domain')).toEqual(['inner']);
    expect((await redo()).what).toBe('movedCode');
    expect(await cells('domain')).toEqual([top]);
  });
  test('cannot stand below itself, below nothing known, nor change what is published', async () => {
    const [upper, lower] = [await addCode('Upper'), await addCode('Lower')];
    await ann.ok('coding.moveCode', { id: lower, version: 1, parent: upper });
    const refused = async (operation: string, input: object) =>
      (await ann.call(operation, input)) as { status: number; body: { code: string } };
    expect(await refused('coding.moveCode', { id: upper, version: 1, parent: lower })).toMatchObject({
      status: 422,
      body: { code: 'coding.belowItself' },
    });
    expect(await refused('coding.mergeCodes', { id: upper, version: 1, into: lower })).toMatchObject({
      status: 422,
    });
    expect(await refused('coding.moveCode', { id: upper, version: 1, parent: 'nowhere' })).toMatchObject({
      body: { code: 'coding.notInCodebook' },
    });
    const guide = newId();
    await ann.ok('coding.guideCode', {
      id: guide,
      studyId,
      code: 'inner.culture',
      include: 'How calls are seen here',
    });
    for (const operation of ['coding.retireCode', 'coding.mergeCodes', 'coding.moveCode'])
      expect(
        await refused(operation, { id: guide, version: 1, retired: true, into: 'outer', parent: null }),
      ).toMatchObject({ status: 422, body: { code: 'coding.codeLocked' } });
    expect(await codeNamed(guide)).toMatchObject({
      own: false,
      name: null,
      include: 'How calls are seen here',
    });
  });
  test('two who rename it at once both learn of it', async () => {
    const id = await addCode('Waiting');
    await ann.ok('coding.changeCode', { id, version: 1, name: 'Waiting time' });
    expect(await bob.call('coding.changeCode', { id, version: 1, name: 'Delay' })).toMatchObject({
      status: 409,
      body: { code: 'coding.codeChanged', facts: { version: 2, current: { name: 'Waiting time' } } },
    });
    const { rows } = await ann.ok<{ rows: { name: string }[] }>('coding.codeHistory', { id });
    expect(rows.map((row) => row.name)).toEqual(['Waiting']);
  });
  test('out of use takes no new codings, and its old ones stay readable', async () => {
    const id = await addCode('Old');
    const coding = await addCoding(id);
    await ann.ok('coding.retireCode', { id, version: 1, retired: true });
    expect(
      await ann.call('coding.addCoding', {
        id: newId(),
        sourceId,
        start: 0,
        end: 3,
        code: id,
        valence: 'mixed',
      }),
    ).toMatchObject({ status: 422, body: { code: 'coding.codeRetired' } });
    expect(await codingOf(coding)).toMatchObject({ code: id, system: 'own', systemVersion: '1' });
    await ann.ok('coding.changeCoding', { id: coding, version: 1, strength: 2 });
  });
});

describe('merging and splitting codes', () => {
  test('merging moves every coding with its memo, and undoing puts each back where it was', async () => {
    const [from, into] = [await addCode('Phone'), await addCode('Calls')];
    const below = await addCode('Voicemail', { parent: from });
    const mine = await addCoding(from, { memo: 'why here' });
    const theirs = await addCoding(from, { start: 3, end: 9 }, bob);
    const merged = await ann.ok<{ codings: number }>('coding.mergeCodes', { id: from, version: 1, into });
    expect(merged.codings).toBe(2);
    expect([(await codingOf(mine))?.code, (await codingOf(theirs))?.code]).toEqual([into, into]);
    expect(await codingOf(mine)).toMatchObject({ memo: 'why here' });
    expect(await codeNamed(from)).toMatchObject({ retired: true, mergedInto: into });
    expect((await codeNamed(below))?.parent).toBe(into);
    await undo();
    expect([(await codingOf(mine))?.code, (await codingOf(theirs))?.code]).toEqual([from, from]);
    expect((await codeNamed(below))?.parent).toBe(from);
    await redo();
    await bob.ok('coding.changeCoding', { id: theirs, version: 4, valence: 'facilitator' });
    expect(await ann.call('coding.undo', { studyId })).toMatchObject({
      status: 409,
      body: { code: 'coding.changedSince' },
    });
    expect((await codingOf(mine))?.code).toBe(into);
  });
  test('splitting takes the chosen codings along; a code others use cannot be unmade', async () => {
    const study = await beginStudy(ann, 'split');
    const text = await addText(at, ann, study, { name: 'b.txt', content: 'One two three four five six.' });
    const put = async (start: number) => {
      const id = newId();
      await ann.ok('coding.addCoding', {
        id,
        sourceId: text,
        start,
        end: start + 3,
        code: 'inner.culture',
        valence: 'mixed',
      });
      return id;
    };
    const [first] = [await put(0), await put(4)];
    const id = newId();
    await ann.ok('coding.splitCode', {
      id,
      studyId: study,
      from: 'inner.culture',
      name: 'Culture of numbers',
      codings: [{ id: first, version: 1 }],
    });
    const seen = async () =>
      (await ann.ok<{ rows: Coding[] }>('coding.listCodings', { sourceId: text })).rows.map(
        (row) => row.code,
      );
    expect(await seen()).toEqual([id, 'inner.culture']);
    await bob.ok('coding.addCoding', {
      id: newId(),
      sourceId: text,
      start: 8,
      end: 13,
      code: id,
      valence: 'mixed',
    });
    expect(await ann.call('coding.undo', { studyId: study })).toMatchObject({
      body: { code: 'coding.codeInUse' },
    });
    expect(await seen()).toEqual([id, 'inner.culture', id]);
  });
});

describe('undo and redo', () => {
  test('walk back and forth through everything one person did, and only that', async () => {
    const study = await beginStudy(ann, 'walk');
    const text = await addText(at, ann, study, { name: 'c.txt', content: 'One two three four five six.' });
    const id = newId();
    const list = async () => {
      const { rows } = await ann.ok<{ rows: Coding[] }>('coding.listCodings', { sourceId: text });
      return rows.map(({ start, end, code, valence, memo }) => [start, end, code, valence, memo]);
    };
    const states: unknown[] = [await list()];
    const step = async (operation: string, input: object) => {
      await ann.ok(operation, input);
      states.push(await list());
    };
    await step('coding.addCoding', {
      id,
      sourceId: text,
      start: 0,
      end: 13,
      code: 'inner.culture',
      valence: 'barrier',
      memo: 'm',
    });
    await bob.ok('coding.addCoding', {
      id: newId(),
      sourceId: text,
      start: 24,
      end: 27,
      code: 'outer.financing',
      valence: 'mixed',
    });
    states[1] = await list();
    await step('coding.changeCoding', { id, version: 1, start: 4, end: 18 });
    await step('coding.changeCoding', { id, version: 2, code: 'outer.financing' });
    const half = newId();
    await step('coding.splitCoding', { id, version: 3, at: 8, newId: half });
    await step('coding.joinCodings', {
      codings: [
        { id, version: 4 },
        { id: half, version: 1 },
      ],
    });
    await step('coding.removeCoding', { id, version: 5 });
    const back = async (steps: number) => {
      for (let index = states.length - 2; index >= states.length - 1 - steps; index -= 1) {
        await ann.ok('coding.undo', { studyId: study });
        if (index > 0) expect(await list()).toEqual(states[index]);
      }
    };
    await back(6);
    expect((await list()).length).toBe(1);
    expect(await ann.call('coding.undo', { studyId: study })).toMatchObject({
      status: 404,
      body: { code: 'coding.nothingToUndo' },
    });
    for (let index = 1; index < states.length; index += 1) {
      await ann.ok('coding.redo', { studyId: study });
      expect(await list()).toEqual(states[index]);
    }
    await back(3);
    await ann.ok('coding.addCoding', {
      id: newId(),
      sourceId: text,
      start: 0,
      end: 3,
      code: 'inner',
      valence: 'mixed',
    });
    expect(await ann.call('coding.redo', { studyId: study })).toMatchObject({ status: 404 });
    expect(await bob.ok('coding.listDeeds', { studyId: study })).toMatchObject({
      undo: { what: 'coded' },
      redo: null,
    });
  });
  test('refuse politely what somebody changed since, and let the person leave that step', async () => {
    const study = await beginStudy(ann, 'polite');
    const text = await addText(at, ann, study, { name: 'd.txt', content: 'One two three four five six.' });
    const put = async () => {
      const id = newId();
      await ann.ok('coding.addCoding', {
        id,
        sourceId: text,
        start: 0,
        end: 3,
        code: 'inner',
        valence: 'mixed',
      });
      return id;
    };
    const [first, second] = [await put(), await put()];
    await bob.ok('coding.changeCoding', { id: second, version: 1, memo: 'mine now' });
    const refused = (await ann.call('coding.undo', { studyId: study })) as {
      body: { code: string; facts: { deedId: string } };
    };
    expect(refused.body.code).toBe('coding.changedSince');
    expect((await bob.call('coding.leaveDeed', { id: refused.body.facts.deedId })).status).toBe(404);
    await ann.ok('coding.leaveDeed', { id: refused.body.facts.deedId });
    await ann.ok('coding.undo', { studyId: study });
    const { rows } = await ann.ok<{ rows: Coding[] }>('coding.listCodings', { sourceId: text });
    expect(rows.map((row) => [row.id, row.memo])).toEqual([[second, 'mine now']]);
    expect(first).not.toBe(second);
    await bob.ok('coding.undo', { studyId: study });
    expect(
      (await ann.ok<{ rows: Coding[] }>('coding.listCodings', { sourceId: text })).rows[0]?.memo,
    ).toBeNull();
  });
  test('canary: a coding changed behind the versions’ back is noticed', async () => {
    const id = await addCoding('inner');
    await at.admin.query(
      `update coding.coding set valence = 'neutral', version = version + 1 where id = $1`,
      [id],
    );
    expect(await ann.call('coding.undo', { studyId })).toMatchObject({
      body: { code: 'coding.changedSince' },
    });
  });
});

describe('a role and what is said of it', () => {
  test('are coded as a pair and count in both; other pairs are refused', async () => {
    const pair = { code: 'individuals.roles.deliverers', crossed: 'individuals.characteristics.need' };
    const id = await addCoding(pair.code, { crossed: pair.crossed });
    expect(await codingOf(id)).toMatchObject(pair);
    const keys = await cells('construct');
    expect(keys).toEqual(expect.arrayContaining([pair.code, pair.crossed]));
    for (const crossed of ['individuals.roles.recipients', 'inner.culture'])
      expect(
        await ann.call('coding.addCoding', {
          id: newId(),
          sourceId,
          start: 0,
          end: 3,
          code: pair.code,
          crossed,
          valence: 'mixed',
        }),
      ).toMatchObject({ status: 422, body: { code: 'coding.doNotCross' } });
  });
});

test('the codebook of a study is its people’s to change, and theirs to read who lead', async () => {
  const id = await addCode('Private');
  const stranger = await at.person([{ role: 'evaluator', studyId: newId() }]);
  const far = await at.person('evaluator', at.sites.b1);
  for (const person of [stranger, far]) {
    expect((await person.call('coding.changeCode', { id, version: 1, name: 'Taken' })).status).toBe(404);
    expect((await person.call('coding.addCode', { id: newId(), studyId, name: 'Planted' })).status).toBe(404);
    expect((await person.call('coding.codeHistory', { id })).status).toBe(404);
  }
  const lead = await at.person('lead', at.sites.a1);
  expect((await lead.call('coding.listCodes', { study: studyId })).status).toBe(200);
  expect((await lead.call('coding.changeCode', { id, version: 1, name: 'Taken' })).status).toBe(403);
  expect(
    (await (await at.person('worker', at.sites.a1)).call('coding.listCodes', { study: studyId })).status,
  ).toBe(403);
});
