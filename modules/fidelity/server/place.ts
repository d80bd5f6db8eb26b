import { found, refuse } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { Scale } from '../../vocabulary/model.ts';
import { findDefinition } from '../../vocabulary/server/index.ts';
import { type ReviewState, stateOf } from '../model.ts';
import { siteOf } from './queries/place.ts';
import { holdReview, type ReviewerRow, reviewById, reviewersOf, type ReviewRow } from './queries/review.ts';

/** Refuses whoever does not run a site; a site of another community is missing. */
export async function runsSite(tx: Tx, siteId: string): Promise<{ organisationId: string }> {
  const site = found(await siteOf(tx, siteId), 'fidelity.noSuchSite');
  if (!site.runs) throw refuse('forbidden', 'fidelity.notYourSite');
  return site;
}

/** A review with its reviewers and how it stands; one that the actor may not see is missing. */
export type Known = {
  readonly review: ReviewRow;
  readonly reviewers: readonly ReviewerRow[];
  readonly state: ReviewState;
};

/** Reads a review that the actor may see. */
export async function theReview(tx: Tx, id: string): Promise<Known> {
  const review = found(await reviewById(tx, id), 'fidelity.noSuchReview');
  return { review, reviewers: await reviewersOf(tx, [id]), state: stateOf(review) };
}

/** Holds a review until the transaction ends and reads it: what two people do at once comes one after the other. */
export async function heldReview(tx: Tx, id: string): Promise<Known> {
  await holdReview(tx, id);
  return theReview(tx, id);
}

/** Whether the actor reviews and was not let off. */
export const reviewsIt = (tx: Tx, { reviewers }: Known): boolean =>
  reviewers.some((one) => one.accountId === tx.actor.accountId && one.excusedAt === null);

/** Refuses whoever does not review, and a review that does not stand where it must. */
export function reviewing(tx: Tx, known: Known, state: ReviewState): void {
  if (!reviewsIt(tx, known)) throw refuse('forbidden', 'fidelity.notReviewer');
  standing(known, state);
}

const stands: Readonly<Record<ReviewState, string>> = {
  scoring: 'fidelity.isScoring',
  agreeing: 'fidelity.isAgreeing',
  closed: 'fidelity.isClosed',
  withdrawn: 'fidelity.isWithdrawn',
};

/** Refuses a review that does not stand where it must. */
export function standing({ state }: Known, wanted: ReviewState): void {
  if (state !== wanted) throw refuse('conflict', stands[state]);
}

/** The scale of a review, in the version it began with. */
export function scaleOf(tx: Tx, review: ReviewRow): Promise<Scale> {
  return findDefinition(tx, 'scale', { key: review.scaleKey, version: review.scaleVersion });
}

/** The item of a code. Refuses one that the scale does not have. */
export function itemIn(scale: Scale, code: string): Scale['items'][number] {
  const item = scale.items.find((one) => one.code === code);
  if (item === undefined) throw refuse('invalid', 'fidelity.unknownItem', { code });
  return item;
}
