import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { newId } from '../../kernel/id.ts';
import { addDays, dayOf } from '../../kernel/time.ts';
import { leaveOut, putIn } from '../fence/inputs.ts';
import { worldZone } from '../world.ts';
import type { Setting } from './setting.ts';

/** The day it is where the communities of the test world are. */
const today = dayOf(new Date(), worldZone);
const token = (bytes: number) => () => randomBytes(bytes).toString('base64url');
const secret = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const studyOf = (at: Setting) => at.rows.find((row) => row.table === 'evidence.study');
const sentences = ['wants-to-work', 'working-age', 'health-centre-client', 'living-situation'];

/**
 * Values that an input needs to be sensible: codes of programs and vocabularies, days in order, who is brought in.
 * Looked up by operation and path, operation and field, module and field, field; everything else comes from the schema.
 */
export const hints: Readonly<Record<string, unknown>> = {
  programCode: 'supported-employment',
  program: 'supported-employment',
  measure: 'contacts-recorded',
  language: 'en',
  origin: 'http://localhost:4870',
  password: 'violet canoe under thaw',
  birthDate: '1981-02-03',
  until: addDays(today, 30),
  dueOn: addDays(today, 3),
  startsOn: addDays(today, -2),
  startedOn: addDays(today, -100),
  answers: sentences.map((sentenceId) => ({ sentenceId, answer: 'yes' })),

  'identity.token': (at: Setting) =>
    Buffer.concat([Buffer.from(at.site.communityId.replaceAll('-', ''), 'hex'), randomBytes(32)]).toString(
      'base64url',
    ),
  'identity.device': leaveOut,
  'identity.roles': (at: Setting) => [{ role: 'worker', siteId: at.site.id }],
  'identity.role': 'worker',
  'identity.studyId': leaveOut,
  'identity.siteId': (at: Setting) => at.site.id,
  'identity.secret': secret,
  'identity.startSingle.secret': token(32),
  'identity.finishSingle.secret': token(32),
  'identity.confirmTotp.code': () => new TOTP({ secret: Secret.fromBase32(secret) }).generate(),
  'identity.signInWithPassword.code': leaveOut,

  'people.registerClient.id': (at: Setting) => at.clientId,
  'people.effect': 'deny',
  'people.binds': 'person',
  'people.targetId': (at: Setting) => at.strangerId,
  'people.targetRole': leaveOut,
  'people.joinCircle.siteId': leaveOut,
  'people.joinCircle.accountId': (at: Setting) => at.helperId,
  'people.joinCircle.kind': 'support',
  'people.otherId': (at: Setting) => at.otherClientId,
  'people.locateClient.name': (at: Setting) => `${at.clientWord ?? 'nobody'} was said here`,
  'people.reviseIdentity.name': leaveOut,
  'people.locateClient.birthDate': '1981-02-03',
  'people.searchClients.text': (at: Setting) => at.clientWord ?? 'nobody',

  'fidelity.from': addDays(today, -180),
  'fidelity.to': today,
  'fidelity.scale': 'ips-25',
  'fidelity.siteId': (at: Setting) => at.site.id,
  'fidelity.reviewers': (at: Setting) => [at.planterId],
  'fidelity.addReviewer.accountId': (at: Setting) => at.helperId,
  'evidence.openSurveyLink.token': (at: Setting) =>
    Buffer.concat([Buffer.from(at.site.communityId.replaceAll('-', ''), 'hex'), randomBytes(32)]).toString(
      'base64url',
    ),

  'directory.searchServices.text': '',
  'directory.keeperId': null,
  'exchange.importHsds.source': (at: Setting) => `crawl ${at.site.code}`,

  'pathway.sourceCode': 'health-team',
  'pathway.decision': 'eligible',
  'pathway.answerReferral.to': 'accepted',
  'pathway.declineOffer.reasonCode': 'modality',
  'pathway.declineOffer.stays': true,
  'pathway.leaveWaitlist.reasonCode': 'other-service',
  'pathway.moveStage.stageCode': 'job-search',
  'pathway.endEnrolment.reasonCode': 'steady-work',
  'pathway.places': 5,
  'pathway.resource': 'employment-specialist',
  'pathway.referToService.agreementId': leaveOut,
  'pathway.programVersion': '1.0.0',
  'pathway.sentenceId': 'wants-to-work',

  'care.kindCode': 'job-search',
  'care.placeCode': 'community',
  'care.recordContact.nextStep': putIn,
  'care.stepCode': 'call',
  'care.attendees': [],
  'care.unnamed': 3,
  'care.days': [1, 2],
  'care.opensAt': '08:00',
  'care.closesAt': '16:00',
  'care.keepCrisisLine.version': 0,
  'care.formKey': 'clinical-supervision',
  'care.formVersion': '1.0.0',
  'care.fillForm.answers': [{ question: 'supervised-advice', words: 'Said in supervision.' }],
  'care.getForm.key': 'clinical-supervision',
  'care.getForm.version': leaveOut,
  'care.continueForm.key': 'clinical-supervision',
  'care.getQuestion.code': 'supervised-advice',
  'care.answersOverTime.code': 'supervised-advice',
  'care.answerCounts.code': 'supervised-about',
  'care.answerCounts.from': addDays(today, -90),
  'care.answerCounts.to': addDays(today, 1),

  'supply.programCode': 'safer-supply',
  'supply.formulationCode': 'hydromorphone-sa-tablet',
  'supply.protocolVersion': leaveOut,
  'supply.since': addDays(today, -90),
  'supply.unitCode': 'mg',
  'supply.observationCode': 'observed',
  'supply.wayCode': 'swallow',
  'supply.stepId': () => newId(),
  'supply.prescriberId': leaveOut,
  'supply.ruleId': leaveOut,
  'supply.wishCode': 'smoke-d',
  'supply.placeCode': 'at-site',
  'supply.jurisdictionCode': 'ca-on',
  'supply.questionCode': 'street-days',
  'supply.figure': 3,
  'supply.recordCheck.kindCode': 'urine-screen',
  'supply.resultCode': 'done',
  'supply.nextFrom': leaveOut,
  'supply.nextTo': leaveOut,
  'supply.recordIncident.kindCode': 'pressure',
  'supply.writeChart.kindCode': 'plan',
  'supply.sendAlert.kindCode': 'unexpected',
  'supply.concerns': [],
  'supply.changePrescription.reasonCode': 'client-asked',
  'supply.endPrescription.reasonCode': 'end-asked',
  'supply.from': addDays(today, -90),
  'supply.to': today,
  'supply.scope': 'client',
  'supply.previewPacket.id': (at: Setting) => at.clientId,
  'supply.fetchPacket.id': (at: Setting) => at.clientId,
  'supply.startWorklist.question': { programCode: 'safer-supply' },
  'supply.publishRule.code': 'missed-doses',

  'employment.from': addDays(today, -90),
  'employment.to': today,
  'employment.scale': leaveOut,
  'employment.openFidelityItem.scale': 'ips-25',

  'staffing.roleCode': 'employment-specialist',
  'staffing.kind': 'regular',
  'staffing.fte': 1,
  'staffing.toOn': today,
  'staffing.openedOn': addDays(today, -100),
  'staffing.fromOn': addDays(today, -50),
  'staffing.closedOn': today,
  'staffing.endCode': 'resigned',
  'staffing.kindCode': 'one-to-one',
  'staffing.accountId': (at: Setting) => at.helperId,
  'staffing.supervisorId': (at: Setting) => at.strangerId,
  'staffing.recordTraining.code': 'privacy',
  'staffing.codes': ['benefits'],
  'staffing.answers': { energy: 3 },

  'groundwork.kindCode': 'buy-in',
  'groundwork.levelCode': 'board',
  'groundwork.stanceCode': 'for',
  'groundwork.phaseCode': 'placing',
  'groundwork.estimateCode': 'records',
  'groundwork.opensOn': addDays(today, 60),
  'groundwork.happenedOn': today,
  'groundwork.doneOn': today,
  'groundwork.nextOn': today,
  'groundwork.lastOn': addDays(today, 60),
  'groundwork.notNeeded': false,
  'groundwork.withdrawn': false,
  'groundwork.accountId': leaveOut,
  'groundwork.trialId': leaveOut,
  'groundwork.ruleId': leaveOut,
  'groundwork.low': leaveOut,
  'groundwork.high': leaveOut,
  'groundwork.asOf': today,
  'groundwork.forFunder': false,
  'groundwork.year': 2024,
  'groundwork.percent': 20,
  'groundwork.measure': 'found-work',
  'groundwork.addRate.programCode': leaveOut,
  'groundwork.listEntries.kindCode': leaveOut,
  'groundwork.sourceId': () => newId(),

  'measures.from': addDays(today, -90),
  'measures.to': addDays(today, 1),
  'reports.format': 'docx',
  'reports.year': Number(today.slice(0, 4)),
  'reports.quarter': Math.ceil(Number(today.slice(5, 7)) / 3),

  'evidence.columns': leaveOut,
  'evidence.value': 'walks to work',
  'evidence.settleSpeakers.speakers': [{ key: 'P01', is: 'team' }],
  'evidence.changeParticipant.standing': 'took_part',
  'coding.redactText.accepted': [{ start: 0, end: 1, kind: 'name', text: '[name 1]' }],
  'coding.redactText.refused': [],
  'evidence.createStudy.code': () => `crawl ${randomBytes(4).toString('hex')}`,
  'evidence.siteIds': (at: Setting) => [at.site.id],
  'evidence.study': (at: Setting) => `crawl texts ${at.site.code}`,
  'evidence.site': (at: Setting) => at.site.code,

  'coding.newId': () => newId(),
  'coding.at': 3,
  'coding.domain': 'inner',
  'coding.construct': 'innovation.source',
  'coding.coders': (at: Setting) => [at.helperId, at.strangerId],
  'coding.seed': 1,
  'coding.parent': leaveOut,
  'coding.color': leaveOut,
  'coding.instead': leaveOut,
  'coding.codings': (at: Setting) =>
    at.rows
      .filter((row) => row.table === 'coding.coding')
      .slice(0, 2)
      .map(({ id, version }) => ({ id, version })),
  'coding.rate.participantId': leaveOut,
  'coding.end': 5,
  'coding.code': 'innovation.source',
  'coding.study': (at: Setting) => studyOf(at)?.id,
  'coding.importCodings.study': (at: Setting) => `crawl texts ${at.site.code}`,

  'coding.openRanking.places': 1,
  'coding.openRanking.siteId': leaveOut,
  'coding.openRanking.question': { en: 'What weighs most?', fr: 'Qu’est-ce qui pèse le plus ?' },
  'coding.openRanking.challenges': () => [
    { id: newId(), name: { en: 'Rooms', fr: 'Locaux' } },
    { id: newId(), name: { en: 'Time', fr: 'Temps' } },
  ],
  'coding.castBallot.weighty': (at: Setting) =>
    at.rows
      .filter((row) => row.table === 'coding.ranking_item')
      .flatMap((row) => row.id ?? [])
      .slice(0, 1),
  'coding.castBallot.easy': [],
  'coding.castBallot.version': 0,

  'learning.system': 'cfir-2022',
  'learning.code': 'innovation.source',
  'learning.chooseStrategy.code': 'audit-and-provide-feedback',

  ...Object.fromEntries(
    ['learning.noteAdaptation', 'learning.reviseAdaptation'].flatMap((operation) => [
      [`${operation}.codes`, ['planned.planned-reactive', 'what.contextual', 'fidelity.unknown']],
      [`${operation}.beganOn`, addDays(today, -30)],
      [`${operation}.endedOn`, leaveOut],
      [`${operation}.trialId`, leaveOut],
      [`${operation}.factorId`, leaveOut],
    ]),
  ),

  'network.profile': leaveOut,
  'network.construct': leaveOut,
  'network.useLesson.communityId': (at: Setting) => at.lesson?.communityId,
  'network.useLesson.lessonId': (at: Setting) => at.lesson?.id,

  'vocabulary.getSystem.key': 'cfir-2022',
  'vocabulary.pattern': 'supported-employment',
  'oversight.token': (at: Setting) =>
    Buffer.concat([Buffer.from(at.site.communityId.replaceAll('-', ''), 'hex'), randomBytes(32)]).toString(
      'base64url',
    ),
  'vocabulary.getProgram.key': 'supported-employment',
  'vocabulary.getScale.key': 'ips-25',
  'vocabulary.getProfiles.key': 'safer-supply-programs',
};

/** Operations that no input made from a schema can make answer, each with what proves them instead. */
export const beyond: Readonly<Record<string, string>> = {
  'identity.startSingle': 'needs the organisation’s own sign-in page: adversary/single.test.ts',
  'identity.addPasskey': 'needs an authenticator’s signature: adversary/passkey.test.ts',
  'identity.removePasskey': 'needs an authenticator’s signature: adversary/passkey.test.ts',
  'identity.endSession': 'needs a second session of one’s own: adversary/session.test.ts',
  'oversight.retryJob': 'needs work that failed every time: oversight.test.ts',
};
