import { found, refuse } from '../../../../kernel/refusal.ts';
import { openMany, seal } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { evidence } from '../../contract.ts';
import { peopleAsked } from '../asking/linkQueries.ts';
import { askedOpen, todayHere } from '../asking/queries.ts';
import { studyById } from '../studyQueries.ts';
import { insertReview, isMine, moveOn, reviewsDue, reviewsOf, updateRhythm } from './queries.ts';

type Cases = UseCases<typeof evidence.operations>;

const place = 'evidence.study_review.decided';

/** Sets the rhythm of a study. */
export const setReviewRhythm: Cases['setReviewRhythm'] = async (tx, input) => {
  const row = found(await studyById(tx, input.id), 'evidence.noSuchStudy');
  if (!(await isMine(tx, row.id))) throw refuse('missing', 'evidence.noSuchStudy');
  if ((await updateRhythm(tx, input)) === 0)
    throw refuse('conflict', 'evidence.studyChanged', { version: row.version });
  return { id: row.id, version: input.version + 1 };
};

/** Records a review, and moves the next one on. */
export const recordReview: Cases['recordReview'] = async (tx, { id, studyId, heldOn, decided }) => {
  if (!(await isMine(tx, studyId))) throw refuse('missing', 'evidence.noSuchStudy');
  if (heldOn > (await todayHere(tx))) throw refuse('invalid', 'evidence.reviewAhead');
  await insertReview(tx, { id, studyId, heldOn, decided: await seal(tx, studyId, place, id, decided) });
  await moveOn(tx, studyId, heldOn);
  tx.emit('evidence.reviewHeld', studyId);
  return { id };
};

/** Lists the reviews of a study. */
export const listReviews: Cases['listReviews'] = async (tx, { studyId }) => {
  const rows = await reviewsOf(tx, studyId);
  const decided = await openMany(
    tx,
    rows.map((row) => ({ subjectId: studyId, place, rowId: row.id, bytes: row.decidedSealed })),
  );
  return { rows: rows.map(({ id, heldOn }, index) => ({ id, heldOn, decided: decided[index] ?? '' })) };
};

/** What is due in the studies one works in. */
export const dueInStudies: Cases['dueInStudies'] = async (tx) => {
  const asked = await askedOpen(tx);
  const people = await peopleAsked(
    tx,
    asked.map((row) => row.id),
  );
  const surveys = asked.map(({ id, draft }) => ({
    ...{ id, title: draft.title },
    due: people.filter((one) => one.askedId === id && one.due).length,
  }));
  return {
    reviews: await reviewsDue(tx, await todayHere(tx)),
    surveys: surveys.filter(({ due }) => due > 0),
  };
};
