import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import { addText, beginStudy, publish } from '../../../evidence/server/testing/study.ts';
import type { Coding } from '../../contract.ts';
import type { MatrixRow } from '../../model.ts';

let at: World;
let lead: Person;
let ana: Person;
let ben: Person;
const words = 'Ana: nobody had time. \nBen: the team helped us a lot. \nAna: we never had a room.\n';
const timeless = { start: 5, end: 21 };
const helped = { start: 28, end: 53 };

beforeAll(async () => {
  at = await world();
  await publish(at);
  [lead, ana, ben] = [await at.person('steward'), await at.person('evaluator'), await at.person('evaluator')];
});
afterAll(() => at.close());

const code = async (person: Person, sourceId: string, one: object) => {
  const id = newId();
  await person.ok('coding.addCoding', { id, sourceId, code: 'inner.culture', valence: 'barrier', ...one });
  return id;
};
const seenBy = async (person: Person, sourceId: string) =>
  (await person.ok<{ rows: Coding[] }>('coding.listCodings', { sourceId })).rows.map(({ id }) => id);
const counted = async (study: string) => {
  const { rows } = await lead.ok<{ rows: MatrixRow[] }>('coding.matrix', { study, by: 'domain' });
  return rows.map((row) => [row.key, row.barrier.codings, row.facilitator.codings]);
};
type Round = {
  rows: { id: string; version: number; drawnFrom: number; seed: number }[];
  texts: {
    sourceId: string;
    blind: boolean;
    consensus: string;
    readings: { id: string; coder: string; finishedAt: string | null; version: number; own: boolean }[];
  }[];
};
const rounds = (person: Person, study: string) => person.ok<Round>('coding.listRounds', { study });

/** A study of so many texts, all of them in one round of Ana and Ben. */
async function studyInRound(
  name: string,
  texts = 1,
): Promise<{ study: string; sources: string[]; round: string }> {
  const study = await beginStudy(lead, name);
  const sources: string[] = [];
  for (let index = 0; index < texts; index += 1)
    sources.push(await addText(at, lead, study, { name: `${name} ${index}.txt`, content: words }));
  const round = newId();
  await lead.ok('coding.openRound', {
    id: round,
    study,
    name,
    coders: [ana.accountId, ben.accountId],
    share: 1,
    seed: 5,
  });
  return { study, sources, round };
}

describe('a round', () => {
  test('draws a share by a seed that it shows, gives each text to every coder, and draws no text twice', async () => {
    const study = await beginStudy(lead, 'drawn');
    for (let index = 0; index < 10; index += 1)
      await addText(at, lead, study, { name: `${index}.txt`, content: words });
    const open = (more: object) => ({
      id: newId(),
      study,
      name: 'first',
      coders: [ana.accountId, ben.accountId],
      seed: 42,
      ...more,
    });
    expect(await lead.ok('coding.openRound', open({}))).toMatchObject({ drawn: 2 });
    const first = await rounds(ana, study);
    expect(first.rows).toMatchObject([{ drawnFrom: 10, seed: 42, share: 0.2 }]);
    expect(first.texts.map((text) => text.readings.map(({ coder }) => coder).sort())).toEqual(
      first.texts.map(() => [ana.accountId, ben.accountId].sort()),
    );
    expect(await lead.ok('coding.openRound', open({ share: 1 }))).toMatchObject({ drawn: 8 });
    expect(await lead.call('coding.openRound', open({}))).toMatchObject({
      status: 422,
      body: { code: 'coding.nothingToDraw' },
    });
  });
  test('is for two different people who may code here', async () => {
    const study = await beginStudy(lead, 'refused');
    await addText(at, lead, study, { name: 'x.txt', content: words });
    const open = (coders: string[]) =>
      lead.call('coding.openRound', { id: newId(), study, name: 'x', coders, seed: 1 });
    const worker = await at.person('worker', at.sites.a1);
    const elsewhere = await at.person([{ role: 'evaluator', studyId: newId() }]);
    expect(await open([ana.accountId, ana.accountId])).toMatchObject({ body: { code: 'coding.twoCoders' } });
    for (const other of [worker, elsewhere, await at.person('evaluator', at.sites.b1)])
      expect(await open([ana.accountId, other.accountId])).toMatchObject({
        status: 422,
        body: { code: 'coding.notACoder' },
      });
    expect(await elsewhere.call('coding.listRounds', { study })).toMatchObject({
      body: { rows: [], texts: [] },
    });
  });
});

describe('until both have finished', () => {
  test('each coder is told on the text how it stands, and others have no mark there', async () => {
    const { sources } = await studyInRound('stands');
    const stands = (who: Person) => who.ok('coding.showReading', { sourceId: sources[0] });
    expect(await stands(ana)).toMatchObject({
      reading: { finishedAt: null, round: 'stands' },
      blind: true,
      coders: 2,
      finished: 0,
    });
    await ben.ok('coding.finishReading', { sourceId: sources[0] });
    expect(await stands(ana)).toMatchObject({ reading: { finishedAt: null }, blind: true, finished: 1 });
    await ana.ok('coding.finishReading', { sourceId: sources[0] });
    expect(await stands(ana)).toMatchObject({ blind: false, finished: 2 });
    expect(await stands(lead)).toMatchObject({ reading: null });
    const elsewhere = await at.person([{ role: 'evaluator', studyId: newId() }]);
    expect((await elsewhere.call('coding.showReading', { sourceId: sources[0] })).status).toBe(404);
  });
  test('neither coder sees the other’s codings, memos or their history, and nothing counts yet', async () => {
    const {
      study,
      sources: [text = ''],
    } = await studyInRound('blind');
    const hers = await code(ana, text, { ...timeless, memo: 'hers alone' });
    await ana.ok('coding.changeCoding', { id: hers, version: 1, valence: 'mixed' });
    const his = await code(ben, text, { ...timeless, valence: 'facilitator' });
    expect([await seenBy(ana, text), await seenBy(ben, text)]).toEqual([[hers], [his]]);
    expect((await seenBy(lead, text)).sort()).toEqual([hers, his].sort());
    expect(await ben.call('coding.codingHistory', { id: hers })).toMatchObject({ status: 404 });
    const through = await at.database.asActor({ ...ben.actor }, { id: newId() }, (tx) =>
      tx.many<{ id: string }>(hidden(hers)),
    );
    expect(through.value).toEqual([]);
    expect(await counted(study)).toEqual([]);
    await ana.ok('coding.finishReading', { sourceId: text });
    expect(await seenBy(ana, text)).toEqual([hers]);
    expect((await rounds(ana, study)).texts[0]?.blind).toBe(true);
    await ben.ok('coding.finishReading', { sourceId: text });
    expect((await seenBy(ana, text)).sort()).toEqual([hers, his].sort());
    expect(await counted(study)).toEqual([['inner', 0, 1]]);
  });
  test('canary: without the blind condition in the policy the other’s codings are read', async () => {
    const {
      sources: [text = ''],
    } = await studyInRound('canary');
    const hers = await code(ana, text, timeless);
    expect(await seenBy(ben, text)).toEqual([]);
    await at.admin.query(`alter function coding.blind_texts() rename to blind_texts_kept`);
    await at.admin.query(
      `create function coding.blind_texts() returns uuid[] language sql stable as $$ select '{}'::uuid[] $$`,
    );
    const { rows } = await at.admin.query<{ using: string }>(
      `select pg_get_expr(polqual, polrelid) as using from pg_policy where polrelid = 'coding.coding'::regclass and polname = 'guard'`,
    );
    await at.admin.query(
      `alter policy guard on coding.coding using (${rows[0]?.using.replaceAll('blind_texts_kept', 'blind_texts') ?? 'false'})`,
    );
    expect(await seenBy(ben, text)).toEqual([hers]);
    await at.admin.query(`alter policy guard on coding.coding using (${rows[0]?.using ?? 'false'})`);
    await at.admin.query(`drop function coding.blind_texts()`);
    await at.admin.query(`alter function coding.blind_texts_kept() rename to blind_texts`);
    expect(await seenBy(ben, text)).toEqual([]);
  });
  test('a count kept by a blind coder’s change still takes in everybody’s codings', async () => {
    const study = await beginStudy(lead, 'counting');
    const text = await addText(at, lead, study, { name: 'x.txt', content: words });
    const before = await code(ana, text, timeless);
    await code(lead, text, timeless);
    await lead.ok('coding.openRound', {
      id: newId(),
      study,
      name: 'x',
      coders: [ana.accountId, ben.accountId],
      share: 1,
      seed: 1,
    });
    expect(await seenBy(ana, text)).toEqual([before]);
    await ana.ok('coding.removeCoding', { id: before, version: 1 });
    const { rows } = await lead.ok<{ rows: MatrixRow[] }>('coding.matrix', { study, by: 'domain' });
    expect(rows[0]?.barrier).toEqual({ codings: 1, passages: 1 });
    await ana.ok('evidence.setConsent', { id: text, version: 1, consent: 'withdrawn' });
    expect(await counted(study)).toEqual([]);
  });
  test('a finished reading stays as it is until its coder takes the mark off, and for good once it was shown', async () => {
    const {
      study,
      sources: [text = ''],
    } = await studyInRound('finished');
    const id = await code(ana, text, timeless);
    await ana.ok('coding.finishReading', { sourceId: text });
    expect(await ana.call('coding.finishReading', { sourceId: text })).toMatchObject({
      body: { code: 'coding.alreadyFinished' },
    });
    const locked = { status: 409, body: { code: 'coding.readingFinished' } };
    const add = { id: newId(), sourceId: text, code: 'inner.culture', valence: 'barrier', ...helped };
    expect(await ana.call('coding.addCoding', add)).toMatchObject(locked);
    expect(await ana.call('coding.changeCoding', { id, version: 1, valence: 'mixed' })).toMatchObject(locked);
    expect(await ana.call('coding.removeCoding', { id, version: 1 })).toMatchObject(locked);
    const mine = (await rounds(ana, study)).texts[0]?.readings.find(({ own }) => own);
    expect(await ben.call('coding.resumeReading', { id: mine?.id, version: mine?.version })).toMatchObject({
      status: 403,
    });
    await ana.ok('coding.resumeReading', { id: mine?.id, version: mine?.version });
    await ana.ok('coding.addCoding', { ...add, id: newId() });
    await ana.ok('coding.finishReading', { sourceId: text });
    await ben.ok('coding.finishReading', { sourceId: text });
    const again = (await rounds(ana, study)).texts[0]?.readings.find(({ own }) => own);
    expect(await ana.call('coding.resumeReading', { id: again?.id, version: again?.version })).toMatchObject({
      body: { code: 'coding.alreadyShown' },
    });
  });
  test('a round that ends early shows what there is and compares nothing unfinished', async () => {
    const {
      study,
      sources: [text = ''],
      round,
    } = await studyInRound('early');
    await code(ana, text, timeless);
    await ana.ok('coding.finishReading', { sourceId: text });
    await lead.ok('coding.closeRound', { id: round, version: 1 });
    expect(await lead.call('coding.closeRound', { id: round, version: 1 })).toMatchObject({
      body: { code: 'coding.roundChanged' },
    });
    expect(await seenBy(ben, text)).toHaveLength(1);
    expect(await counted(study)).toEqual([['inner', 1, 0]]);
    const compared = await lead.ok('coding.compareCoders', { study, coders: [ana.accountId, ben.accountId] });
    expect(compared).toMatchObject({
      documents: 0,
      leftOut: { unfinished: 1 },
      codes: [],
      pooled: { cohen: { value: null, why: 'noUnits' } },
    });
  });
});

/** A question no operation asks: a coding by its id, with nothing but the database to refuse it. */
function hidden(id: string) {
  return sql`select c.id from coding.coding c where c.id = ${id}
    union all select h.row_id from coding.history h where h.row_id = ${id}`;
}
