import { newId } from '../../../kernel/id.ts';
import { found, refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { itemsOfRecords } from '../../employment/server/index.ts';
import { namesOf } from '../../identity/server/index.ts';
import { factorById } from '../../learning/server/index.ts';
import type { Scale } from '../../vocabulary/model.ts';
import type { fidelity, RecordShown } from '../contract.ts';
import { sameScore, totalOf, weakAtMost } from '../model.ts';
import {
  heldReview,
  itemIn,
  type Known,
  reviewing,
  reviewsIt,
  scaleOf,
  standing,
  theReview,
} from './place.ts';
import { close, takeUp } from './queries/review.ts';
import * as rows from './queries/score.ts';
import { knownScore } from './scoring.ts';

type Cases = UseCases<typeof fidelity.operations>;

/** What those who review said of an item; the scores of who was let off are not seen. */
const givenFor = (scores: readonly rows.ScoreRow[], code: string) =>
  scores.filter((one) => one.itemCode === code);

/** Keeps what was agreed of an item. Whoever comes second learns what stands there and who wrote it. */
export const agreeItem: Cases['agreeItem'] = async (tx, { reviewId, item, version, ...said }) => {
  const known = await heldReview(tx, reviewId);
  reviewing(tx, known, 'agreeing');
  const scale = await scaleOf(tx, known.review);
  knownScore(scale, item, said);
  if (said.score === null && !said.notJudged) throw refuse('invalid', 'fidelity.scoreNeeded');
  const same = sameScore(givenFor(await rows.scoresOf(tx, reviewId), item));
  if (said.reason === '' && (same === undefined || same !== said.score))
    throw refuse('invalid', 'fidelity.reasonNeeded');
  const row = { ...said, reviewId, itemCode: item };
  const kept =
    version === undefined
      ? await rows.insertAgreed(tx, row)
      : await rows.updateAgreed(tx, { ...row, version });
  if (kept !== 1) {
    const now = found(
      (await rows.agreedOf(tx, reviewId)).find((one) => one.itemCode === item),
      'fidelity.unknownItem',
    );
    const { id, version: stands, score, notJudged, reason, changedBy } = now;
    const by = (await namesOf(tx, [changedBy])).get(changedBy) ?? '';
    throw refuse('conflict', 'fidelity.agreedChanged', {
      current: { id, version: stands, score, notJudged, reason, by },
    });
  }
  return { id: said.id, version: (version ?? 0) + 1 };
};

/** Agrees on what all scored alike and is still open. */
export const agreeAlike: Cases['agreeAlike'] = async (tx, { reviewId }) => {
  const known = await heldReview(tx, reviewId);
  reviewing(tx, known, 'agreeing');
  const scale = await scaleOf(tx, known.review);
  const scores = await rows.scoresOf(tx, reviewId);
  for (const { code: itemCode } of scale.items) {
    const score = sameScore(givenFor(scores, itemCode));
    if (score === undefined) continue;
    await rows.insertAgreed(tx, { id: newId(), reviewId, itemCode, score, notJudged: false, reason: '' });
  }
  return { id: reviewId, version: known.review.version };
};

/** What the records show of a review's window, item by item; it says nothing where records can show nothing. */
async function recordsNow(tx: Tx, { review }: Known, scale: Scale): Promise<RecordShown[]> {
  const { siteId, from, to, programCode } = review;
  const items = await itemsOfRecords(tx, { siteId, from, to }, { scale, programs: [programCode] });
  return items.map(({ code, rule, unit, value, score, missing }) => ({
    code,
    rule,
    unit,
    value,
    score,
    missing,
  }));
}

/** What records show beside each item: now, or the day the review was closed. */
export const recordsBeside: Cases['recordsBeside'] = async (tx, { id }) => {
  const known = await theReview(tx, id);
  const scale = await scaleOf(tx, known.review);
  if (known.state !== 'closed') return { items: await recordsNow(tx, known, scale) };
  const edition = (await rows.editionsOf(tx, [id])).at(-1);
  return {
    items: (edition?.items ?? []).flatMap(({ code, records }) => {
      const rule = itemIn(scale, code).records?.rule;
      return records === null || rule === undefined ? [] : [{ code, rule, ...records }];
    }),
  };
};

/** Closes a review: every item agreed, the total by the scale's own rule, beside it what the records showed. */
export const closeReview: Cases['closeReview'] = async (tx, { id, version }) => {
  const known = await heldReview(tx, id);
  reviewing(tx, known, 'agreeing');
  const scale = await scaleOf(tx, known.review);
  const agreed = await rows.agreedOf(tx, id);
  const open = scale.items.filter((item) => !agreed.some((one) => one.itemCode === item.code));
  if (open.length > 0) {
    const numbers = open.map((item) => item.number).join(', ');
    throw refuse('invalid', 'fidelity.itemsOpen', { count: open.length, numbers });
  }
  if ((await close(tx, { id, version })) !== 1)
    throw refuse('conflict', 'fidelity.changed', { current: { version: known.review.version } });
  const beside = new Map((await recordsNow(tx, known, scale)).map((one) => [one.code, one]));
  const items = scale.items.map(({ code }) => {
    const said = agreed.find((one) => one.itemCode === code);
    const shown = beside.get(code);
    const records = shown && {
      value: shown.value,
      unit: shown.unit,
      score: shown.score,
      missing: shown.missing,
    };
    return { code, score: said?.score ?? null, reason: said?.reason ?? '', records: records ?? null };
  });
  const { judged, total, band } = totalOf(scale, items);
  const { edition: number, reason } = known.review;
  await rows.insertEdition(tx, { id: newId(), reviewId: id, number, reason, items, judged, total, band });
  tx.emit('fidelity.reviewClosed', id, { siteId: known.review.siteId, edition: number });
  return { id, version: version + 1 };
};

/** Takes a closed review up again; the edition that was closed stays as it is. */
export const correctReview: Cases['correctReview'] = async (tx, { id, version, reason }) => {
  const known = await heldReview(tx, id);
  reviewing(tx, known, 'closed');
  if ((await takeUp(tx, { id, version, reason })) !== 1)
    throw refuse('conflict', 'fidelity.changed', { current: { version: known.review.version } });
  return { id, version: version + 1 };
};

/** Ties a weak item of a closed review to the barrier it is carried on as, at the same site. */
export const carryItem: Cases['carryItem'] = async (tx, { id, reviewId, item: code, factorId }) => {
  const known = await theReview(tx, reviewId);
  if (!known.review.runs && !reviewsIt(tx, known)) throw refuse('forbidden', 'fidelity.notReviewer');
  standing(known, 'closed');
  const scale = await scaleOf(tx, known.review);
  const item = itemIn(scale, code);
  const score = (await rows.agreedOf(tx, reviewId)).find((one) => one.itemCode === code)?.score ?? null;
  if (score === null || score > weakAtMost(scale, item)) throw refuse('conflict', 'fidelity.notWeak');
  const factor = found(await factorById(tx, factorId), 'fidelity.noSuchFactor');
  if (factor.siteId !== known.review.siteId) throw refuse('missing', 'fidelity.noSuchFactor');
  if ((await rows.insertCarried(tx, { id, reviewId, itemCode: code, factorId })) !== 1)
    throw refuse('conflict', 'fidelity.alreadyCarried');
  return { id, version: 1 };
};
