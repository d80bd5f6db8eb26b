import { found, refuse } from '../../../kernel/refusal.ts';
import { seal } from '../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import { bringIntoCircle } from '../../people/server/index.ts';
import type { pathway } from '../contract.ts';
import { comesFromElsewhere, mayGo, needsReason } from '../model.ts';
import { daysToAnswer } from './agreements.ts';
import { agreementById } from './queries/agreement.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { keepStep, known, programAt, recordedAt, theClient, todayOf } from './record.ts';
import {
  insertReferral,
  type ReferralRow,
  referralById,
  serviceName,
  siteById,
  stepReferral,
} from './queries/referral.ts';

type Cases = UseCases<typeof pathway.operations>;

/** Refers a client to a program; the site that is asked comes into the client's circle, so that it can answer. */
export const referClient: Cases['referClient'] = async (tx, input) => {
  await theClient(tx, input.clientId);
  const target = found(await siteById(tx, input.siteId), 'pathway.noSuchSite').organisationId;
  const own = tx.actor.organisationIds.includes(target) ? target : tx.actor.organisationIds[0];
  if (own === undefined) throw refuse('forbidden', 'pathway.notMySite');
  const program = await programAt(tx, input.siteId, input.programCode);
  known(program.referralSources, input.sourceCode);
  await bringIntoCircle(tx, { clientId: input.clientId, siteId: input.siteId, kind: 'site' });
  const { id, clientId, siteId, programCode } = input;
  const state = input.draft ? 'draft' : 'sent';
  const agreementId = input.agreementId ?? null;
  const days = await daysToAnswer(tx, { siteId, direction: 'in', programCode, agreementId });
  await insertReferral(tx, {
    agreementId,
    days,
    id,
    clientId,
    siteId,
    programCode,
    organisationId: own,
    toOrganisationId: own === target ? null : target,
    direction: 'in',
    serviceId: null,
    serviceNameEn: null,
    serviceNameFr: null,
    sourceCode: input.sourceCode,
    channelCode: input.channelCode,
    state,
    referredAt: input.referredAt ?? tx.now.toISOString(),
    note: input.note ? await seal(tx, clientId, 'pathway.referral.note', id, input.note) : null,
  });
  await keepStep(tx, {
    clientId,
    organisationId: own,
    subject: 'referral',
    subjectId: id,
    fromCode: null,
    toCode: state,
  });
  if (!input.draft) tx.emit('pathway.referred', id, { clientId, siteId, programCode });
  return { id, version: 1 };
};

/** Refers a client to a service of the directory; its answer is entered by whoever hears it. */
export const referToService: Cases['referToService'] = async (tx, input) => {
  const { id, clientId, serviceId } = input;
  const service = found(await serviceName(tx, serviceId), 'pathway.noSuchService');
  const { siteId, organisationId } = await recordedAt(tx, clientId);
  const agreementId = input.agreementId ?? null;
  const days = await daysToAnswer(tx, { siteId, direction: 'out', programCode: null, agreementId });
  await insertReferral(tx, {
    agreementId,
    days,
    id,
    clientId,
    organisationId,
    siteId,
    serviceId,
    direction: 'out',
    toOrganisationId: null,
    programCode: null,
    serviceNameEn: service.en,
    serviceNameFr: service.fr,
    sourceCode: 'us',
    channelCode: input.channelCode,
    state: 'sent',
    referredAt: tx.now.toISOString(),
    note: input.note ? await seal(tx, clientId, 'pathway.referral.note', id, input.note) : null,
  });
  await keepStep(tx, {
    clientId,
    organisationId,
    subject: 'referral',
    subjectId: id,
    fromCode: null,
    toCode: 'sent',
  });
  tx.emit('pathway.referredToService', id, { clientId, siteId, serviceId });
  return { id, version: 1 };
};

/** Days until an answer when a referral is sent at last or anew; an agreement that has ended meanwhile no longer counts. */
async function daysAgain(tx: Tx, referral: ReferralRow): Promise<number> {
  const { siteId, direction, programCode, agreementId } = referral;
  const agreement = agreementId === null ? undefined : await agreementById(tx, agreementId);
  const ended = agreement === undefined || (agreement.to !== null && agreement.to <= (await todayOf(tx)));
  return daysToAnswer(tx, { siteId, direction, programCode, agreementId: ended ? null : agreementId });
}

/** Moves a referral along its states. Waiting, enrolling and helping of a program referral have operations of their own. */
export const answerReferral: Cases['answerReferral'] = async (tx, input) => {
  const { id, clientId, to, version } = input;
  const referral = found(await referralById(tx, clientId, id), 'pathway.noSuchReferral');
  const facts = { state: referral.state, version: referral.version };
  if (referral.version !== version) throw refuse('conflict', 'pathway.referralChanged', facts);
  if (!mayGo(referral.state, to)) throw refuse('invalid', 'pathway.noSuchStep', facts);
  const inward = referral.direction === 'in';
  const enrolled = referral.state === 'waiting' || referral.state === 'in_progress';
  if (inward && (comesFromElsewhere(to) || enrolled))
    throw refuse('invalid', 'pathway.comesFromElsewhere', facts);
  if (needsReason(to) && input.reasonCode === undefined) throw refuse('invalid', 'pathway.reasonNeeded');
  if (inward && input.reasonCode !== undefined && referral.programCode !== null) {
    known((await programAt(tx, referral.siteId, referral.programCode)).declineReasons, input.reasonCode);
  }
  const days = to === 'sent' ? await daysAgain(tx, referral) : undefined;
  if (!(await stepReferral(tx, { id, version, to, reasonCode: input.reasonCode, days }))) {
    throw refuse('conflict', 'pathway.referralChanged', facts);
  }
  const organisationId = tx.actor.organisationIds.includes(referral.toOrganisationId ?? '')
    ? (referral.toOrganisationId ?? referral.organisationId)
    : referral.organisationId;
  await keepStep(tx, {
    clientId,
    organisationId,
    subject: 'referral',
    subjectId: id,
    fromCode: referral.state,
    toCode: to,
    reasonCode: input.reasonCode,
    note: input.note,
  });
  tx.emit(referral.state === 'draft' && to === 'sent' ? 'pathway.referred' : 'pathway.answered', id, {
    clientId,
    siteId: referral.siteId,
    state: to,
  });
  return { id, version: version + 1 };
};
