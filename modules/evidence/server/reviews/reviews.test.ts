import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '../../../../kernel/id.ts';
import { type Person, type World, world } from '../../../../tests/world.ts';
import type { Study, StudyReview } from '../../contract.ts';
import { beginStudy, publish } from '../testing/study.ts';

let at: World;
let ann: Person;

beforeAll(async () => {
  at = await world();
  await publish(at);
  ann = await at.person('evaluator');
});
afterAll(() => at.close());

const today = new Date().toISOString().slice(0, 10);
const days = (by: number) => new Date(Date.now() + by * 86_400_000).toISOString().slice(0, 10);
const study = async (id: string) =>
  (await ann.ok<{ rows: Study[] }>('evidence.listStudies', {})).rows.find((row) => row.id === id);
const due = async (person: Person) =>
  (await person.ok<{ reviews: { studyId: string }[] }>('evidence.dueInStudies', {})).reviews.map(
    ({ studyId }) => studyId,
  );

test('a review is due on its day, is recorded with what was decided, and moves on by its rhythm', async () => {
  const id = await beginStudy(ann, 'rhythm');
  expect(await study(id)).toMatchObject({ reviewMonths: null, nextReviewOn: null });
  await ann.ok('evidence.setReviewRhythm', { id, version: 1, months: 6, nextOn: days(1) });
  expect(await due(ann)).not.toContain(id);
  await ann.ok('evidence.setReviewRhythm', { id, version: 2, months: 6, nextOn: today });
  expect(await due(ann)).toContain(id);
  const decided = 'Zanzibarian canary decision';
  const ahead = { id: newId(), studyId: id, heldOn: days(2), decided };
  expect((await ann.call('evidence.recordReview', ahead)).status).toBe(422);
  await ann.ok('evidence.recordReview', { id: newId(), studyId: id, heldOn: today, decided });
  expect(await due(ann)).not.toContain(id);
  const next = (await study(id))?.nextReviewOn ?? '';
  expect(next > days(170) && next < days(190)).toBe(true);
  await ann.ok('evidence.recordReview', { id: newId(), studyId: id, heldOn: days(-90), decided: 'Earlier.' });
  expect((await study(id))?.nextReviewOn).toBe(next);
  const { rows } = await ann.ok<{ rows: StudyReview[] }>('evidence.listReviews', { studyId: id });
  expect(rows.map((row) => row.decided)).toEqual([decided, 'Earlier.']);
  const dump = await at.admin.query<{ line: string }>('select x::text as line from evidence.study_review x');
  expect(JSON.stringify(dump.rows)).not.toContain(Buffer.from('Zanzibarian').toString('hex'));
  expect(
    (await ann.call('evidence.setReviewRhythm', { id, version: 1, months: 9, nextOn: null })).status,
  ).toBe(409);
});

test('the rhythm of a study is set and seen by those who work in it', async () => {
  const id = await beginStudy(ann, 'apart');
  await ann.ok('evidence.setReviewRhythm', { id, version: 1, months: 9, nextOn: today });
  const other = await at.person([{ role: 'evaluator', studyId: newId() }]);
  const far = await at.person('evaluator', at.sites.b1);
  for (const person of [other, far]) {
    const rhythm = { id, version: 2, months: 6, nextOn: null };
    expect((await person.call('evidence.setReviewRhythm', rhythm)).status).toBe(404);
    const review = { id: newId(), studyId: id, heldOn: today, decided: 'Not theirs.' };
    expect((await person.call('evidence.recordReview', review)).status).toBe(404);
    expect(await due(person)).not.toContain(id);
  }
  for (const role of ['worker', 'lead', 'funder'])
    expect((await (await at.person(role, at.sites.a1)).call('evidence.dueInStudies', {})).status).toBe(403);
});
