import { newId } from '../../../kernel/id.ts';
import { found, refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { namesOf } from '../../identity/server/index.ts';
import { programAt } from '../../pathway/server/index.ts';
import type { Scale } from '../../vocabulary/model.ts';
import { findDefinition, latestDefinitions } from '../../vocabulary/server/index.ts';
import type { fidelity } from '../contract.ts';
import { canBeReviewed } from '../model.ts';
import { heldReview, runsSite, standing } from './place.ts';
import { whoMayReview } from './queries/place.ts';
import * as rows from './queries/review.ts';

type Cases = UseCases<typeof fidelity.operations>;

/** The fidelity scales that a site's model of a program names and people can score, in their latest versions. */
async function scalesOf(tx: Tx, siteId: string, programCode: string): Promise<Scale[]> {
  const program = await programAt(tx, siteId, programCode);
  const named = program.scales.filter((one) => one.for === 'fidelity').map(({ key }) => key);
  const scales = await Promise.all(named.map((key) => findDefinition(tx, 'scale', { key })));
  return scales.filter(canBeReviewed);
}

/** What can be reviewed at a site, and who may be asked. */
export const listReviewable: Cases['listReviewable'] = async (tx, { siteId }) => {
  await runsSite(tx, siteId);
  const scales = [];
  for (const { key: programCode } of await latestDefinitions(tx, 'program'))
    for (const { key, name } of await scalesOf(tx, siteId, programCode))
      scales.push({ programCode, key, name });
  const people = await whoMayReview(tx);
  const names = await namesOf(tx, people);
  return {
    scales,
    people: people
      .map((accountId) => ({ accountId, name: names.get(accountId) ?? '' }))
      .filter(({ name }) => name !== '')
      .sort((left, right) => left.name.localeCompare(right.name, tx.actor.locale)),
  };
};

async function mayReview(tx: Tx, accountIds: readonly string[]): Promise<void> {
  const known = await whoMayReview(tx);
  if (!accountIds.every((id) => known.includes(id))) throw refuse('missing', 'fidelity.noSuchPerson');
}

/** Begins a review on a fidelity scale of the program, in the scale's version of today. */
export const startReview: Cases['startReview'] = async (tx, input) => {
  const { id, siteId, programCode, from, to } = input;
  const { organisationId } = await runsSite(tx, siteId);
  if (to <= from) throw refuse('invalid', 'fidelity.windowEmpty');
  const scale = (await scalesOf(tx, siteId, programCode)).find(({ key }) => key === input.scale);
  if (scale === undefined) throw refuse('invalid', 'fidelity.notItsScale');
  const people = [...new Set(input.reviewers)];
  await mayReview(tx, people);
  const row = { id, siteId, organisationId, programCode, from, to };
  await rows.insertReview(tx, { ...row, scaleKey: scale.key, scaleVersion: scale.version });
  await rows.insertReviewers(
    tx,
    { id, siteId },
    people.map((accountId) => ({ id: newId(), accountId })),
  );
  tx.emit('fidelity.reviewStarted', id, { siteId, programCode, scale: scale.key });
  return { id, version: 1 };
};

/** Asks one more person, while nobody has seen another's scores. */
export const addReviewer: Cases['addReviewer'] = async (tx, { id, reviewId, accountId }) => {
  const known = await heldReview(tx, reviewId);
  await runsSite(tx, known.review.siteId);
  standing(known, 'scoring');
  await mayReview(tx, [accountId]);
  if ((await rows.insertReviewers(tx, known.review, [{ id, accountId }])) !== 1)
    throw refuse('conflict', 'fidelity.alreadyAsked');
  return { id, version: 1 };
};

/** Lets a reviewer off; when all others are done, the scores are laid side by side. */
export const excuseReviewer: Cases['excuseReviewer'] = async (tx, { id, version }) => {
  const reviewer = found(await rows.reviewerById(tx, id), 'fidelity.noSuchReviewer');
  const known = await heldReview(tx, reviewer.reviewId);
  await runsSite(tx, known.review.siteId);
  standing(known, 'scoring');
  if (reviewer.finishedAt !== null) throw refuse('conflict', 'fidelity.alreadyFinished');
  if (known.reviewers.filter((one) => one.excusedAt === null && one.id !== id).length === 0)
    throw refuse('conflict', 'fidelity.lastReviewer');
  if ((await rows.excuse(tx, { id, version })) !== 1)
    throw refuse('conflict', 'fidelity.changed', { current: { version: reviewer.version } });
  await rows.layOpen(tx, reviewer.reviewId);
  return { id, version: version + 1 };
};

/** Gives up a review that was never closed. */
export const withdrawReview: Cases['withdrawReview'] = async (tx, { id, version, reason }) => {
  const known = await heldReview(tx, id);
  await runsSite(tx, known.review.siteId);
  if (known.review.edition > 1) throw refuse('conflict', 'fidelity.wasClosed');
  if (known.state === 'withdrawn' || known.state === 'closed') standing(known, 'scoring');
  if ((await rows.withdraw(tx, { id, version, reason })) !== 1)
    throw refuse('conflict', 'fidelity.changed', { current: { version: known.review.version } });
  tx.emit('fidelity.reviewWithdrawn', id, { siteId: known.review.siteId });
  return { id, version: version + 1 };
};
