import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { addText, beginStudy, publish } from '../../../evidence/server/testing/study.ts';
import type { Original } from '../../asked/consensus.ts';
import type { MatrixRow } from '../../model.ts';

let at: World;
let third: Person;
let ana: Person;
let ben: Person;
const words = 'Ana: nobody had time. \nBen: the team helped us a lot. \nAna: we never had a room.\n';
const timeless = { start: 5, end: 21 };
const helped = { start: 28, end: 53 };
const room = { start: 60, end: 80 };

beforeAll(async () => {
  at = await world();
  await publish(at);
  [third, ana, ben] = [
    await at.person('evaluator'),
    await at.person('evaluator'),
    await at.person('evaluator'),
  ];
});
afterAll(() => at.close());

const code = async (person: Person, sourceId: string, one: object) => {
  const id = newId();
  await person.ok('coding.addCoding', { id, sourceId, code: 'inner.culture', valence: 'barrier', ...one });
  return id;
};
const passages = async (study: string) => {
  const { rows } = await third.ok<{ rows: MatrixRow[] }>('coding.matrix', { study, by: 'construct' });
  return rows.map((row) => [row.key, row.barrier.codings, row.facilitator.codings]);
};
type Shown = {
  ready: boolean;
  consensus: { id: string; version: number; doneAt: string | null } | null;
  originals: Original[];
  agreed: { id: string; code: string; start: number; end: number; valence: string; memo: string | null }[];
};
const read = (person: Person, sourceId: string) => person.ok<Shown>('coding.readConsensus', { sourceId });

/** A text that Ana and Ben have coded apart and finished: alike on one passage, differently on another, one alone on a third. */
async function twice(
  name: string,
): Promise<{ study: string; text: string; ids: Record<'a1' | 'a2' | 'a3' | 'b1' | 'b2', string> }> {
  const study = await beginStudy(third, name);
  const text = await addText(at, third, study, { name: `${name}.txt`, content: words });
  await third.ok('coding.openRound', {
    id: newId(),
    study,
    name,
    coders: [ana.accountId, ben.accountId],
    share: 1,
    seed: 1,
  });
  const ids = {
    a1: await code(ana, text, { ...timeless, strength: 2 }),
    b1: await code(ben, text, { start: 5, end: 22, strength: 1 }),
    a2: await code(ana, text, { ...helped, valence: 'facilitator' }),
    b2: await code(ben, text, { ...helped, valence: 'facilitator', code: 'inner.available-resources' }),
    a3: await code(ana, text, room),
  };
  for (const person of [ana, ben]) await person.ok('coding.finishReading', { sourceId: text });
  return { study, text, ids };
}

describe('agreement on what was coded apart', () => {
  test('is worked out per code and over all, with what differs in the words of the text', async () => {
    const { study } = await twice('figures');
    const coders = [ana.accountId, ben.accountId];
    const asked = { study, coders, unit: 'sentence' };
    const found = await third.ok<Record<string, unknown>>('coding.compareCoders', asked);
    expect(found).toMatchObject({
      documents: 1,
      changedSince: 0,
      codes: [
        {
          code: 'inner.culture',
          units: 3,
          byCoder: [1, 1 / 3],
          percent: { value: 1 / 3 },
          cohen: { value: 0 },
        },
        { code: 'inner.available-resources', byCoder: [0, 1 / 3], percent: { value: 2 / 3, interval: null } },
      ],
      mean: { percent: { of: 2, leftOut: 0 } },
    });
    const where = await third.ok<{
      total: number;
      rows: { text: string; from: number; coders: { start: number }[][] }[];
    }>('coding.listDisagreements', { ...asked, code: 'inner.culture' });
    expect(where.total).toBe(2);
    expect(where.rows.map(({ coders: by }) => by.map((list) => list.length))).toEqual([
      [1, 0],
      [1, 0],
    ]);
    expect(where.rows[0]?.text).toContain('the team helped');
    expect(await third.ok('coding.compareCoders', { ...asked, level: 'domain' })).toMatchObject({
      codes: [{ code: 'inner', units: 3, percent: { value: 2 / 3 } }],
    });
    const trimmed = { study, coders, unit: 'character', code: 'inner.culture' };
    const differing = (more: object) =>
      third.ok<{ total: number }>('coding.listDisagreements', { ...trimmed, ...more });
    expect([(await differing({ trim: true })).total, (await differing({ trim: false })).total]).toEqual([
      2, 3,
    ]);
  });
  test('leaves out texts that only one has finished, and those finished in another version of the text', async () => {
    const { study, text } = await twice('left');
    const other = await addText(at, third, study, { name: 'more.txt', content: words });
    await ana.ok('coding.finishReading', { sourceId: other });
    const coders = [ana.accountId, ben.accountId];
    const asked = { study, coders };
    expect(await third.ok('coding.compareCoders', asked)).toMatchObject({
      documents: 1,
      leftOut: { unfinished: 1, otherVersion: 0 },
    });
    await at.admin.query(
      'update coding.reading set content_version = 2, version = version + 1 where source_id = $1 and coder_id = $2',
      [text, ben.accountId],
    );
    expect(await third.ok('coding.compareCoders', asked)).toMatchObject({
      documents: 0,
      leftOut: { unfinished: 1, otherVersion: 1 },
    });
    const far = await at.person('evaluator', at.sites.b1);
    expect(await far.call('coding.compareCoders', asked)).toMatchObject({ status: 404 });
    expect(await (await at.person('lead', at.sites.a1)).call('coding.compareCoders', asked)).toMatchObject({
      status: 403,
    });
  });
});

describe('a consensus', () => {
  test('takes up what was said alike, waits for the rest, counts in place of the originals and keeps them', async () => {
    const { study, text, ids } = await twice('agreed');
    const id = newId();
    expect(await third.ok('coding.openConsensus', { id, sourceId: text })).toMatchObject({ together: 1 });
    const begun = await read(third, text);
    expect(
      begun.originals
        .filter((one) => one.together)
        .map((one) => one.id)
        .sort(),
    ).toEqual([ids.a1, ids.b1].sort());
    expect(begun.agreed).toMatchObject([{ start: 5, end: 21, valence: 'barrier' }]);
    expect(await third.call('coding.closeConsensus', { id, version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'coding.stillOpen', facts: { count: 3 } },
    });
    expect(await passages(study)).toEqual([
      ['inner.culture', 3, 1],
      ['inner.available-resources', 0, 1],
    ]);
    const kept = newId();
    await third.ok('coding.takeUp', {
      id: kept,
      sourceId: text,
      from: [ids.a2, ids.b2],
      ...helped,
      code: 'inner.available-resources',
      valence: 'facilitator',
      memo: 'both meant help',
      reason: 'see the codebook',
    });
    await third.ok('coding.leaveOut', {
      sourceId: text,
      codings: [ids.a3],
      reason: 'said by the interviewer',
    });
    await third.ok('coding.closeConsensus', { id, version: 1 });
    expect(await passages(study)).toEqual([
      ['inner.culture', 1, 0],
      ['inner.available-resources', 0, 1],
    ]);
    const done = await read(third, text);
    expect(done.originals.map((one) => [one.id, one.fate]).sort()).toEqual(
      [
        [ids.a1, 'kept'],
        [ids.b1, 'kept'],
        [ids.a2, 'kept'],
        [ids.b2, 'kept'],
        [ids.a3, 'left'],
      ].sort(),
    );
    expect(done.originals.find((one) => one.id === ids.a3)?.reason).toBe('said by the interviewer');
    expect(done.agreed.find((one) => one.id === kept)?.memo).toBe('both meant help');
    const { rows } = await third.ok<{ rows: { codings: { id: string }[] }[] }>('coding.listQuotes', {
      study,
      by: 'site',
    });
    expect(
      rows
        .flatMap((row) => row.codings)
        .map((one) => one.id)
        .sort(),
    ).toEqual(done.agreed.map((one) => one.id).sort());
    const still = await third.ok('coding.compareCoders', { study, coders: [ana.accountId, ben.accountId] });
    expect(still).toMatchObject({ documents: 1, changedSince: 0 });
    await third.ok('coding.reopenConsensus', { id, version: 2 });
    expect((await passages(study)).map(([key, barriers]) => [key, barriers])).toContainEqual([
      'inner.culture',
      3,
    ]);
  });
  test('that is done changes by nobody’s coding until it is opened again', async () => {
    const { text, ids } = await twice('locked');
    const id = newId();
    await third.ok('coding.openConsensus', { id, sourceId: text });
    await third.ok('coding.leaveOut', { sourceId: text, codings: [ids.a2, ids.a3, ids.b2] });
    await third.ok('coding.closeConsensus', { id, version: 1 });
    const refused = { status: 409, body: { code: 'coding.consensusDone' } };
    const [agreed] = (await read(third, text)).agreed;
    const add = { id: newId(), sourceId: text, code: 'inner.culture', valence: 'barrier', ...room };
    expect(await third.call('coding.addCoding', add)).toMatchObject(refused);
    expect(await third.call('coding.removeCoding', { id: agreed?.id, version: 2 })).toMatchObject(refused);
    expect(await third.call('coding.leaveOut', { sourceId: text, codings: [ids.a1] })).toMatchObject(refused);
    expect(await third.call('coding.closeConsensus', { id, version: 2 })).toMatchObject(refused);
  });
  test('a decision is taken once, and can be taken back', async () => {
    const { text, ids } = await twice('taken');
    await third.ok('coding.openConsensus', { id: newId(), sourceId: text });
    const kept = newId();
    const take = { sourceId: text, from: [ids.a3], ...room, code: 'inner.culture', valence: 'barrier' };
    await third.ok('coding.takeUp', { ...take, id: kept });
    expect(await ben.call('coding.takeUp', { ...take, id: newId() })).toMatchObject({
      status: 409,
      body: { code: 'coding.decidedMeanwhile' },
    });
    expect(
      await third.ok('coding.reconsider', { sourceId: text, codings: [ids.a3], agreed: [] }),
    ).toMatchObject({ reopened: 1 });
    const back = await read(third, text);
    expect([back.agreed.length, back.originals.find((one) => one.id === ids.a3)?.fate]).toEqual([1, 'open']);
    expect(await third.call('coding.takeUp', { ...take, id: newId(), end: 10_000 })).toMatchObject({
      body: { code: 'coding.outsideText' },
    });
    expect(
      await third.call('coding.takeUp', { ...take, id: newId(), from: [], code: 'nowhere' }),
    ).toMatchObject({ body: { code: 'coding.notInCodebook' } });
  });
  test('begins only when all have finished', async () => {
    const study = await beginStudy(third, 'early');
    const text = await addText(at, third, study, { name: 'x.txt', content: words });
    await third.ok('coding.openRound', {
      id: newId(),
      study,
      name: 'x',
      coders: [ana.accountId, ben.accountId],
      share: 1,
      seed: 1,
    });
    await ana.ok('coding.finishReading', { sourceId: text });
    expect(await third.call('coding.openConsensus', { id: newId(), sourceId: text })).toMatchObject({
      body: { code: 'coding.notAllFinished' },
    });
    expect((await read(third, text)).ready).toBe(false);
  });
});
