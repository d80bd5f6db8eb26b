import { found, refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { pathway } from '../contract.ts';
import { mayGo, rankOf } from '../model.ts';
import { keepStep, known, mySite, programAt, todayOf } from './record.ts';
import { type ReferralRow, referralById, type ReferralStep, stepReferral } from './queries/referral.ts';
import { latestDecision } from './queries/screening.ts';
import { insertWait, stepWait, waitById, type WaitState } from './queries/wait.ts';

type Cases = UseCases<typeof pathway.operations>;

/** A program referral at one of the actor's sites whose client meets the conditions by the latest decision; refuses otherwise. */
export async function eligibleReferral(tx: Tx, clientId: string, referralId: string) {
  const referral = found(await referralById(tx, clientId, referralId), 'pathway.noSuchReferral');
  const { programCode } = referral;
  if (programCode === null) throw refuse('invalid', 'pathway.noSuchStep', { state: referral.state });
  const organisationId = await mySite(tx, referral.siteId);
  const latest = await latestDecision(tx, clientId, referral.siteId, programCode);
  if (latest === undefined) throw refuse('invalid', 'pathway.screenFirst');
  if (latest.decision !== 'eligible') throw refuse('invalid', 'pathway.notEligible');
  return { referral, programCode, organisationId };
}

/** Moves a referral in the same transaction as what moved it; refuses when somebody was faster or there is no such step. */
export async function moveReferral(
  tx: Tx,
  referral: ReferralRow,
  step: Omit<ReferralStep, 'id' | 'version'>,
): Promise<void> {
  const facts = { state: referral.state, version: referral.version };
  if (!mayGo(referral.state, step.to)) throw refuse('invalid', 'pathway.noSuchStep', facts);
  const moved = await stepReferral(tx, { ...step, id: referral.id, version: referral.version });
  if (!moved) throw refuse('conflict', 'pathway.referralChanged', facts);
  await keepStep(tx, {
    clientId: referral.clientId,
    organisationId: referral.organisationId,
    subject: 'referral',
    subjectId: referral.id,
    fromCode: referral.state,
    toCode: step.to,
    reasonCode: step.reasonCode,
  });
}

/** Puts a client on the waitlist where the program's rule places them. */
export const joinWaitlist: Cases['joinWaitlist'] = async (tx, input) => {
  const { id, clientId } = input;
  const { referral, programCode, organisationId } = await eligibleReferral(tx, clientId, input.referralId);
  const program = await programAt(tx, referral.siteId, programCode);
  if (input.priorityCode !== undefined) known(program.waitlist.priorities, input.priorityCode);
  const { siteId } = referral;
  const joinedOn = await insertWait(tx, {
    id,
    clientId,
    organisationId,
    siteId,
    programCode,
    programVersion: program.version,
    referralId: referral.id,
    priorityCode: input.priorityCode ?? null,
    rank: rankOf(program.waitlist, input.priorityCode),
  });
  await moveReferral(tx, referral, { to: 'waiting', waitingFrom: joinedOn });
  await keepStep(tx, {
    clientId,
    organisationId,
    subject: 'waitlist',
    subjectId: id,
    fromCode: null,
    toCode: 'waiting',
  });
  tx.emit('pathway.waitlisted', id, { clientId, siteId, programCode });
  return { id, version: 1 };
};

type Moving = {
  readonly clientId: string;
  readonly id: string;
  readonly version: number;
  readonly from: readonly WaitState[];
  readonly to: WaitState;
  readonly reasonCode?: string | undefined;
  readonly offeredUntil?: string | undefined;
};

/** One step of a wait; when it ends the wait without a place, the referral is declined with the same reason. */
async function moveWait(tx: Tx, move: Moving) {
  const { clientId, id, version, to, reasonCode } = move;
  const wait = found(await waitById(tx, clientId, id), 'pathway.noSuchWait');
  const facts = { state: wait.state, version: wait.version };
  const organisationId = await mySite(tx, wait.siteId);
  if (wait.version !== version) throw refuse('conflict', 'pathway.waitChanged', facts);
  if (!move.from.includes(wait.state)) throw refuse('invalid', 'pathway.noSuchStep', facts);
  if (reasonCode !== undefined)
    known((await programAt(tx, wait.siteId, wait.programCode)).declineReasons, reasonCode);
  if (!(await stepWait(tx, { id, version, to, reasonCode, offeredUntil: move.offeredUntil }))) {
    throw refuse('conflict', 'pathway.waitChanged', facts);
  }
  await keepStep(tx, {
    clientId,
    organisationId,
    subject: 'waitlist',
    subjectId: id,
    fromCode: wait.state,
    toCode: to,
    reasonCode,
  });
  if (to === 'declined' || to === 'left') {
    const referral = found(await referralById(tx, clientId, wait.referralId), 'pathway.noSuchReferral');
    await moveReferral(tx, referral, { to: 'declined', reasonCode });
  }
  return { id, version: version + 1 };
}

/** Offers a place. */
export const offerPlace: Cases['offerPlace'] = async (tx, input) => {
  const saved = await moveWait(tx, { ...input, from: ['waiting'], to: 'offered', offeredUntil: input.until });
  tx.emit('pathway.offered', input.id, { clientId: input.clientId });
  return saved;
};

/** A client says no to a place: they keep their turn, or leave the list. */
export const declineOffer: Cases['declineOffer'] = (tx, { stays, ...input }) =>
  moveWait(tx, { ...input, from: ['offered'], to: stays ? 'waiting' : 'declined' });

/** An offer ran out without an answer: back in line. Refused while it still holds. */
export const letOfferLapse: Cases['letOfferLapse'] = async (tx, input) => {
  const wait = found(await waitById(tx, input.clientId, input.id), 'pathway.noSuchWait');
  const over = wait.offeredUntil !== null && wait.offeredUntil < (await todayOf(tx));
  if (!over) throw refuse('invalid', 'pathway.offerStillHolds', { day: wait.offeredUntil ?? '' });
  return moveWait(tx, { ...input, from: ['offered'], to: 'waiting' });
};

/** A client leaves the list. */
export const leaveWaitlist: Cases['leaveWaitlist'] = (tx, input) =>
  moveWait(tx, { ...input, from: ['waiting', 'offered'], to: 'left' });
