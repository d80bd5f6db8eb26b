import { found, refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { pathway } from '../contract.ts';
import { firstStage } from '../model.ts';
import { closeEnrolment, enrolmentById, insertEnrolment, stepStage } from './queries/enrolment.ts';
import { keepStep, known, mySite, programAt, programOf } from './record.ts';
import { referralById } from './queries/referral.ts';
import { eligibleReferral, moveReferral } from './wait.ts';
import { openWaitOf, stepWait } from './queries/wait.ts';

type Cases = UseCases<typeof pathway.operations>;

/** Enrols a client into the program's first stage; a wait ends here, and the referral is in progress from now on. */
export const enrol: Cases['enrol'] = async (tx, input) => {
  const { id, clientId, enrolledOn } = input;
  const { referral, programCode, organisationId } = await eligibleReferral(tx, clientId, input.referralId);
  const program = await programAt(tx, referral.siteId, programCode);
  const stageCode = found(firstStage(program), 'pathway.noSuchStage');
  if (enrolledOn < referral.referredOn)
    throw refuse('invalid', 'pathway.beforeReferral', { day: referral.referredOn });
  const wait = await openWaitOf(tx, referral.id);
  if (wait !== undefined) {
    if (!(await stepWait(tx, { id: wait.id, version: wait.version, to: 'enrolled' }))) {
      throw refuse('conflict', 'pathway.waitChanged', { state: wait.state, version: wait.version });
    }
    await keepStep(tx, {
      clientId,
      organisationId,
      subject: 'waitlist',
      subjectId: wait.id,
      fromCode: wait.state,
      toCode: 'enrolled',
    });
  }
  await moveReferral(tx, referral, {
    to: 'in_progress',
    enrolledOn,
    ...(wait === undefined ? {} : { waitingTo: enrolledOn }),
  });
  const { siteId } = referral;
  await insertEnrolment(tx, {
    id,
    clientId,
    organisationId,
    siteId,
    programCode,
    programVersion: program.version,
    referralId: referral.id,
    waitlistEntryId: wait?.id ?? null,
    referredOn: referral.referredOn,
    stageCode,
    enrolledOn,
  });
  await keepStep(tx, {
    clientId,
    organisationId,
    subject: 'enrolment',
    subjectId: id,
    fromCode: null,
    toCode: stageCode,
  });
  tx.emit('pathway.enrolled', id, { clientId, siteId, programCode });
  return { id, version: 1 };
};

/** Moves an enrolled client to another stage of the version they are enrolled under. */
export const moveStage: Cases['moveStage'] = async (tx, input) => {
  const { id, clientId, version, stageCode } = input;
  const enrolment = found(await enrolmentById(tx, clientId, id), 'pathway.noSuchEnrolment');
  const organisationId = await mySite(tx, enrolment.siteId);
  const program = await programOf(tx, enrolment.programCode, enrolment.programVersion);
  known(
    program.stages.filter((stage) => stage.state === 'enrolled'),
    stageCode,
  );
  const facts = { stage: enrolment.stageCode, version: enrolment.version };
  if (!(await stepStage(tx, id, version, stageCode)))
    throw refuse('conflict', 'pathway.enrolmentChanged', facts);
  await keepStep(tx, {
    clientId,
    organisationId,
    subject: 'enrolment',
    subjectId: id,
    fromCode: enrolment.stageCode,
    toCode: stageCode,
  });
  tx.emit('pathway.stageChanged', id, {
    clientId,
    siteId: enrolment.siteId,
    programCode: enrolment.programCode,
    stage: stageCode,
  });
  return { id, version: version + 1 };
};

/** Ends an enrolment and answers its referral: helped, or could not help. */
export const endEnrolment: Cases['endEnrolment'] = async (tx, input) => {
  const { id, clientId, version, endedOn, reasonCode } = input;
  const enrolment = found(await enrolmentById(tx, clientId, id), 'pathway.noSuchEnrolment');
  const { siteId, programCode } = enrolment;
  const organisationId = await mySite(tx, siteId);
  if (endedOn < enrolment.enrolledOn)
    throw refuse('invalid', 'pathway.endsBeforeStart', { day: enrolment.enrolledOn });
  const program = await programOf(tx, programCode, enrolment.programVersion);
  known(program.closeReasons, reasonCode);
  const stageCode = program.stages.find((stage) => stage.state === 'closed')?.code ?? enrolment.stageCode;
  const facts = { stage: enrolment.stageCode, version: enrolment.version };
  if (!(await closeEnrolment(tx, { id, version, endedOn, reasonCode, stageCode }))) {
    throw refuse('conflict', 'pathway.enrolmentChanged', facts);
  }
  await keepStep(tx, {
    clientId,
    organisationId,
    subject: 'enrolment',
    subjectId: id,
    fromCode: enrolment.stageCode,
    toCode: stageCode,
    reasonCode,
  });
  const referral = found(await referralById(tx, clientId, enrolment.referralId), 'pathway.noSuchReferral');
  await moveReferral(tx, referral, {
    to: input.helped ? 'helped' : 'could_not_help',
    reasonCode,
    closedOn: endedOn,
  });
  tx.emit('pathway.ended', id, { clientId, siteId, programCode, reason: reasonCode });
  return { id, version: version + 1 };
};
