import { found, refuse } from '../../../../kernel/refusal.ts';
import { blind, blindEverywhere } from '../../../../kernel/server/keys/index.ts';
import type { Around, UseCases } from '../../../../kernel/server/module.ts';
import { readToken, type Tx } from '../../../../kernel/server/scope.ts';
import { addressBlock } from '../../../identity/model.ts';
import { actorOf, admitTry, enter, failTry } from '../../../identity/server/index.ts';
import type { evidence } from '../../contract.ts';
import { cleanText } from '../../model.ts';
import { answerFaults, type ItemAnswer, type SurveyContent } from '../../survey/asking.ts';
import { participantById } from '../participants/queries.ts';
import { loadSurvey } from '../survey/load.ts';
import { holdStudy, responsesKept } from '../survey/queries.ts';
import { columnsOf, rowOf } from './file.ts';
import { linkBy, linkById, type LinkRow, markDeclined, markUsed, responseBy } from './linkQueries.ts';
import { askedById, type AskedRow, editionOf, todayHere } from './queries.ts';

type Cases = UseCases<typeof evidence.operations>;

/**
 * How much is taken in a quarter of an hour before waiting begins: wrong links from one address, answers from one address by one link,
 * answers by one link from everywhere. A shared computer in a waiting room stays well below the second.
 */
const limits = { wrong: 40, address: 30, link: 300 } as const;

/** Counts under keys, each with its limit; refuses for a while when one is too much. */
async function throttle(tx: Tx, counted: Readonly<Record<string, number>>): Promise<void> {
  const keys: Buffer[] = [];
  for (const what of Object.keys(counted)) keys.push(await blindEverywhere(tx, 'survey', what));
  const seconds = await admitTry(tx, keys);
  if (seconds > 0) throw refuse('busy', 'evidence.tooMany', { seconds });
  await failTry(tx, keys, Object.values(counted));
}

type Held = {
  readonly link: LinkRow;
  readonly survey: AskedRow;
  readonly surveyId: string;
  readonly inside: Tx;
};

/** The survey behind a link that works, read as whoever holds it: somebody without an account, in that study. One that is unknown, taken back, over or closed says the same. */
async function heldBy(tx: Tx, token: string, around: Around): Promise<Held | undefined> {
  const read = readToken(token);
  const link = read && (await linkBy(tx, read.communityId, read.hash));
  if (read === undefined || link === undefined) {
    await throttle(tx, { [`wrong|${addressBlock(around.address)}`]: limits.wrong });
    return undefined;
  }
  const inside = await enter(tx, {
    ...actorOf(read.communityId, tx.actor.accountId),
    roles: [{ role: 'evaluator', siteId: null, studyId: link.studyId }],
  });
  const survey = await askedById(inside, link.askedId);
  if (survey === undefined || survey.surveyId === null || survey.closedAt !== null) return undefined;
  if (link.participantId !== null) {
    const person = await participantById(inside, link.participantId);
    if (person === undefined || person.standing === 'withdrew') return undefined;
  }
  return { link, survey, surveyId: survey.surveyId, inside };
}

/** Opens a survey by a link. */
export const openMySurvey: Cases['openMySurvey'] = async (tx, { token }, around) => {
  const held = await heldBy(tx, token, around);
  const gone = { state: 'gone', personal: false, draft: '', edition: 0, content: null } as const;
  if (held === undefined) return gone;
  const { link, survey, inside } = held;
  const { participantId, consent } = link;
  if (participantId !== null)
    inside.note({ operation: 'evidence.openMySurvey', action: 'read', subjects: [participantId] });
  const content = found(await editionOf(inside, survey.id, survey.edition), 'evidence.noSuchSurvey');
  const done = consent === null ? undefined : ({ given: 'answered', refused: 'refused' } as const)[consent];
  return {
    state: done ?? 'open',
    personal: participantId !== null,
    draft: link.id,
    edition: survey.edition,
    content: done === undefined ? content : null,
  };
};

/** Keeps what somebody answers, or that they do not wish to. */
export const answerMySurvey: Cases['answerMySurvey'] = async (tx, input, around) => {
  const held = found(await heldBy(tx, input.token, around), 'evidence.linkNotGood');
  const { link, survey, inside } = held;
  await throttleIn(tx, held, around);
  await holdStudy(inside, survey.studyId);
  if (!input.consent) return refuseConsent(inside, link);
  const content = found(await editionOf(inside, survey.id, input.edition), 'evidence.noSuchSurvey');
  const faults = [...answerFaults(content, input.answers)];
  const at = content.items.findIndex((item) => item.id === faults[0]?.[0]) + 1;
  if (faults[0] !== undefined) throw refuse('invalid', `evidence.answer_${faults[0][1]}`, { at });
  if (await isKept(inside, held, input.sending)) return { kept: true };
  const now = found(await linkById(inside, link.id), 'evidence.linkNotGood');
  if (now.answeredAt !== null) throw refuse('conflict', 'evidence.linkUsed');
  await keep(inside, held, { ...input, content });
  return { kept: true };
};

/** Counts a sending as the door, and comes back as whoever holds the link. */
async function throttleIn(tx: Tx, { link, inside }: Held, around: Around): Promise<void> {
  await enter(tx, tx.actor, 'tributary_door');
  await throttle(tx, {
    [`address|${addressBlock(around.address)}|${link.id}`]: limits.address,
    [`link|${link.id}`]: limits.link,
  });
  await enter(tx, inside.actor);
}

/** Somebody who does not wish to answer: their link is used and nothing is kept; by an open link there is nothing to keep at all. */
async function refuseConsent(inside: Tx, { id, participantId }: LinkRow): Promise<{ kept: boolean }> {
  if (participantId === null) return { kept: false };
  const now = found(await linkById(inside, id), 'evidence.linkNotGood');
  if (now.consent === 'given') throw refuse('conflict', 'evidence.linkUsed');
  if ((await markUsed(inside, { id, consent: 'refused', responseId: null })) > 0)
    await markDeclined(inside, participantId);
  inside.note({ operation: 'evidence.answerMySurvey', action: 'create', subjects: [participantId] });
  return { kept: false };
}

/** Whether this sending was kept before. */
async function isKept(inside: Tx, { link, surveyId }: Held, sending: string): Promise<boolean> {
  const tokens = await blind(inside, 'evidence.response.row', [`${surveyId}/a:${link.id}/${sending}`]);
  return (await responsesKept(inside, surveyId, tokens)).length > 0;
}

type Sent = {
  readonly sending: string;
  readonly edition: number;
  readonly language: 'en' | 'fr';
  readonly answers: readonly ItemAnswer[];
  readonly content: SurveyContent;
};

/** Keeps answers as the one row of a file that brings them; an open link makes a numbered participant, of whom nothing else is known. */
async function keep(inside: Tx, { link, survey, surveyId }: Held, sent: Sent): Promise<void> {
  const { sending, edition, language, content } = sent;
  const answers = sent.answers.map((one) =>
    one.words === undefined ? one : { ...one, words: cleanText(one.words).trim() },
  );
  const row = rowOf(content, answers, survey.filedIn);
  if (row.values.length === 0 && row.answers.length === 0) throw refuse('invalid', 'evidence.nothingSaid');
  const person = link.participantId === null ? undefined : await participantById(inside, link.participantId);
  const { studyId, occasion, filedIn } = survey;
  const into = {
    studyId,
    surveyId,
    occasion,
    title: '',
    columns: columnsOf(content, filedIn),
    documentKind: null,
  };
  const made = await loadSurvey(inside, into, [
    {
      ...row,
      row: 1,
      pseudonym: person?.pseudonym ?? null,
      identity: null,
      siteId: person === undefined ? link.siteId : person.siteId,
      part: person === undefined ? link.part : person.part,
      on: await todayHere(inside),
      language,
      asked: { linkId: link.id, sentAs: sending, edition },
    },
  ]);
  if (made.loaded.respondents !== 1) throw refuse('missing', 'evidence.linkNotGood');
  if (link.participantId === null) return;
  await markUsed(inside, { id: link.id, consent: 'given', responseId: await responseBy(inside, link.id) });
  inside.note({ operation: 'evidence.answerMySurvey', action: 'create', subjects: [link.participantId] });
}
