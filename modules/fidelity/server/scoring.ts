import { refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { Scale } from '../../vocabulary/model.ts';
import type { fidelity } from '../contract.ts';
import { choicesOf } from '../model.ts';
import { heldReview, itemIn, reviewing, scaleOf, theReview } from './place.ts';
import { finish, layOpen } from './queries/review.ts';
import * as rows from './queries/score.ts';

type Cases = UseCases<typeof fidelity.operations>;

/** Refuses a score that the item does not offer, and one beside "could not be judged". */
export function knownScore(
  scale: Scale,
  code: string,
  said: { readonly score: number | null; readonly notJudged: boolean },
): void {
  const item = itemIn(scale, code);
  if (said.score === null) return;
  if (said.notJudged) throw refuse('invalid', 'fidelity.scoreAndNone');
  if (!choicesOf(scale, item).includes(said.score))
    throw refuse('invalid', 'fidelity.unknownScore', { score: said.score });
}

async function current(tx: Tx, reviewId: string, item: string) {
  const row = (await rows.scoresOf(tx, reviewId)).find(
    (one) => one.accountId === tx.actor.accountId && one.itemCode === item,
  );
  if (row === undefined) return {};
  const { id, version, score, notJudged, seen, why, sources } = row;
  return { current: { id, version, score, notJudged, seen, why, sources } };
}

/** Keeps what a reviewer says of an item. The same item said elsewhere meanwhile is a conflict that shows what stands there. */
export const scoreItem: Cases['scoreItem'] = async (tx, { reviewId, item, version, ...said }) => {
  const known = await theReview(tx, reviewId);
  reviewing(tx, known, 'scoring');
  const own = known.reviewers.find((one) => one.accountId === tx.actor.accountId);
  if (own?.finishedAt) throw refuse('conflict', 'fidelity.youFinished');
  const scale = await scaleOf(tx, known.review);
  knownScore(scale, item, said);
  const sources = [...new Set(said.sources)];
  const unknown = sources.find((code) => !scale.sources?.some((one) => one.code === code));
  if (unknown !== undefined) throw refuse('invalid', 'fidelity.unknownSource', { code: unknown });
  const row = { ...said, sources, reviewId, itemCode: item };
  const kept =
    version === undefined ? await rows.insertScore(tx, row) : await rows.updateScore(tx, { ...row, version });
  if (kept !== 1) throw refuse('conflict', 'fidelity.scoreChanged', await current(tx, reviewId, item));
  return { id: said.id, version: (version ?? 0) + 1 };
};

/** The numbers of the items that somebody has not scored, nor said why they could not judge. */
function missingIn(scale: Scale, scores: readonly rows.ScoreRow[]): number[] {
  const done = (code: string) =>
    scores.some((one) => one.itemCode === code && (one.score !== null || (one.notJudged && one.why !== '')));
  return scale.items.filter((item) => !done(item.code)).map((item) => item.number);
}

/** Says that a reviewer is done. Their scores stand from then on; when all are done, they are laid side by side. */
export const finishScores: Cases['finishScores'] = async (tx, { reviewId }) => {
  const known = await heldReview(tx, reviewId);
  reviewing(tx, known, 'scoring');
  const own = (await rows.scoresOf(tx, reviewId)).filter((one) => one.accountId === tx.actor.accountId);
  const missing = missingIn(await scaleOf(tx, known.review), own);
  if (missing.length > 0)
    throw refuse('invalid', 'fidelity.itemsOpen', { count: missing.length, numbers: missing.join(', ') });
  if ((await finish(tx, reviewId)) !== 1) throw refuse('conflict', 'fidelity.youFinished');
  const opened = (await layOpen(tx, reviewId)) === 1;
  if (opened) tx.emit('fidelity.scoresLaidOpen', reviewId, { siteId: known.review.siteId });
  return { id: reviewId, version: known.review.version + (opened ? 1 : 0) };
};
