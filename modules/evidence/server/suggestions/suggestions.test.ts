import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import type { Suggestion } from '../../contract.ts';
import { beginStudy, publish } from '../testing/study.ts';

let at: World;
let worker: Person;
let lead: Person;
let ann: Person;

beforeAll(async () => {
  at = await world();
  await publish(at);
  worker = await at.person('worker', at.sites.a1);
  lead = await at.person('lead', at.sites.a1);
  ann = await at.person('evaluator');
});
afterAll(() => at.close());

type News = {
  news: { id: string; step: string; reason: string | null; subjectId: string | null }[];
  waiting: number;
  days: number;
};

async function suggested(text: string, more: object = {}): Promise<string> {
  const id = newId();
  await worker.ok('evidence.suggest', { id, text, ...more });
  return id;
}
const listed = async (person: Person, id: string) =>
  (await person.ok<{ rows: Suggestion[] }>('evidence.listSuggestions', { limit: 100 })).rows.find(
    (row) => row.id === id,
  );
const stepsOf = async (person: Person, id: string) =>
  (await listed(person, id))?.steps.map(({ step }) => step);
const say = (person: Person, suggestionId: string, more: object) =>
  person.call('evidence.answerSuggestion', { id: newId(), suggestionId, ...more });
const newsOf = (person: Person) => person.ok<News>('evidence.suggestionNews', {});

describe('an answer to a suggestion', () => {
  test('is seen by whoever made it, with its reason, sealed; by nobody who may not see the suggestion', async () => {
    const id = await suggested('One form on one page.');
    expect((await say(lead, id, { step: 'read' })).status).toBe(200);
    expect((await say(lead, id, { step: 'not_taken', reason: 'Zanzibarian canary reason' })).status).toBe(
      200,
    );
    expect(await stepsOf(worker, id)).toEqual(['read', 'not_taken']);
    expect((await newsOf(worker)).news[0]).toMatchObject({
      ...{ id, step: 'not_taken', reason: 'Zanzibarian canary reason', subjectId: null },
    });
    expect((await newsOf(await at.person('worker', at.sites.a1))).news).toEqual([]);
    const { rows } = await at.admin.query<{ line: string }>(
      'select x::text as line from evidence.suggestion_step x',
    );
    const dump = rows.map(({ line }) => line).join();
    expect(dump).not.toContain(Buffer.from('Zanzibarian').toString('hex'));
    expect(dump).not.toContain('Zanzibarian');
  });
  test('is given by those who lead the site or study, never by its writer, a colleague, or somebody elsewhere', async () => {
    const id = await suggested('A shelf at the door.');
    const other = await at.person('lead', at.sites.a2);
    const far = await at.person('evaluator', at.sites.b1);
    for (const person of [other, far]) expect((await say(person, id, { step: 'read' })).status).toBe(404);
    const colleague = await at.person('worker', at.sites.a1);
    for (const person of [worker, colleague])
      expect((await say(person, id, { step: 'read' })).status).toBe(403);
    const own = newId();
    await lead.ok('evidence.suggest', { id: own, text: 'My own idea.' });
    expect((await say(lead, own, { step: 'read' })).body['code']).toBe('evidence.ownSuggestion');
    expect((await say(lead, id, { step: 'not_taken' })).status).toBe(422);
    await at.admin.query('set role tributary_app');
    await expect(at.admin.query(`update evidence.suggestion_step set step = 'read'`)).rejects.toThrow(
      /permission denied/,
    );
    await at.admin.query('reset role');
    expect(await stepsOf(worker, id)).toEqual([]);
  });
  test('comes by itself when it is taken into a study, becomes a factor, or is tried out; named only as its writer wished', async () => {
    const [named, unnamed] = [
      await suggested('Meet on Tuesdays.', { signed: 'Robin of the health team' }),
      await suggested('Meet on Wednesdays.'),
    ];
    const siteId = at.sites.a1.id;
    const [factorId, strategyId] = [newId(), newId()];
    await lead.ok('learning.noteFactor', {
      ...{ id: factorId, siteId, system: 'cfir-2022', code: 'inner.communications', valence: 'barrier' },
      ...{ statement: 'The teams do not meet.', suggestionId: named },
    });
    await lead.ok('learning.chooseStrategy', {
      ...{
        id: strategyId,
        factorId,
        code: 'facilitate-relay-of-clinical-data-to-providers',
        specification: {},
      },
    });
    const trials: string[] = [];
    for (const suggestionId of [named, unnamed]) {
      const id = newId();
      trials.push(id);
      await lead.ok('learning.planTrial', {
        ...{
          id,
          strategyId,
          title: 'A weekly meeting',
          change: 'Meet weekly',
          prediction: 'More steps',
          suggestionId,
        },
        ...{ measure: 'contacts-with-next-step', expected: 'up', startsOn: '2026-01-05' },
      });
    }
    expect(await stepsOf(worker, named)).toEqual(['factor', 'trial']);
    expect((await newsOf(worker)).news[0]).toMatchObject({ step: 'trial', subjectId: trials[1] });
    const opened = async (id: string | undefined) =>
      worker.ok<{ trial: { fromSuggestion: boolean }; suggestedBy: string | null }>('learning.openTrial', {
        id,
      });
    expect(await opened(trials[0])).toMatchObject({
      trial: { fromSuggestion: true },
      suggestedBy: 'Robin of the health team',
    });
    const second = await opened(trials[1]);
    expect([second.trial.fromSuggestion, second.suggestedBy]).toEqual([true, null]);
    expect(JSON.stringify(second)).not.toContain(worker.accountId);
    const elsewhere = await at.person('lead', at.sites.a2);
    const stolen = await elsewhere.call('learning.noteFactor', {
      ...{ id: newId(), siteId: at.sites.a2.id, system: 'cfir-2022', code: 'inner.communications' },
      ...{ valence: 'barrier', statement: 'Not theirs to take.', suggestionId: unnamed },
    });
    expect(stolen.status).toBe(404);
    const study = await suggested('Ask the clients too.');
    const studyId = await beginStudy(ann, 'suggested');
    await ann.ok('evidence.takeIntoStudy', { id: study, version: 1, studyId });
    expect(await stepsOf(worker, study)).toEqual(['study']);
  });
});

test('what waits longer than promised is shown to those who answer; the promise is set by stewards alone', async () => {
  const id = await suggested('Still waiting.');
  await at.admin.query(
    `update evidence.source set created_at = now() - interval '5 days', version = version + 1 where id = $1`,
    [id],
  );
  const waits = async (person: Person) => (await listed(person, id))?.waiting;
  expect([await waits(lead), (await newsOf(lead)).days]).toEqual([false, 14]);
  const steward = await at.person('steward');
  expect((await lead.call('evidence.promiseAnswers', { id: newId(), days: 3 })).status).toBe(403);
  await steward.ok('evidence.promiseAnswers', { id: newId(), days: 4 });
  await steward.ok('evidence.promiseAnswers', { id: newId(), days: 3 });
  expect([await waits(lead), await waits(worker)]).toEqual([true, false]);
  expect((await newsOf(lead)).waiting).toBe(1);
  expect(await newsOf(worker)).toMatchObject({ waiting: 0, days: 3 });
  await say(lead, id, { step: 'read' });
  expect(await waits(lead)).toBe(true);
  await say(lead, id, { step: 'not_taken', reason: 'No room for it.' });
  expect(await waits(lead)).toBe(false);
  const far = await at.person('steward', at.sites.b1);
  expect((await newsOf(far)).days).toBe(14);
});
