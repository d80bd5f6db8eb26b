import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import { readToken, type Tx } from '../../../../kernel/server/scope.ts';
import { newId } from '../../../../kernel/id.ts';
import type { evidence } from '../../contract.ts';
import { insertStudySites } from '../studyQueries.ts';
import {
  insertLinks,
  insertOpenLink,
  linkById,
  peopleAsked,
  retireOver,
  revokeLink as revoke,
} from './linkQueries.ts';
import { theSurvey } from './write.ts';

type Cases = UseCases<typeof evidence.operations>;

/** The survey while it can be answered. */
async function asking(tx: Tx, id: string) {
  const row = await theSurvey(tx, id);
  if (row.edition === 0) throw refuse('conflict', 'evidence.surveyNotOut');
  if (row.closedAt !== null) throw refuse('conflict', 'evidence.surveyClosed');
  return row;
}

/** The hash of a secret that was made for this community. */
function hashOf(tx: Tx, token: string): Buffer {
  const read = readToken(token);
  if (read?.communityId !== tx.actor.communityId) throw refuse('invalid', 'evidence.linkNotGood');
  return read.hash;
}

/** Makes a link of their own for participants who may be asked and have not answered; each may have one that stands. */
export const inviteToSurvey: Cases['inviteToSurvey'] = async (tx, { askedId, days, links }) => {
  const survey = await asking(tx, askedId);
  const people = new Map((await peopleAsked(tx, [askedId])).map((one) => [one.participantId, one]));
  const kept = links.map(({ id, participantId, token }) => {
    const person = found(people.get(participantId), 'evidence.noSuchParticipant');
    if (person.state === 'answered') throw refuse('conflict', 'evidence.answeredAlready');
    return { id, participantId, hash: hashOf(tx, token) };
  });
  await retireOver(
    tx,
    askedId,
    kept.map((one) => one.participantId),
  );
  if ((await insertLinks(tx, { studyId: survey.studyId, askedId, days }, kept)) !== kept.length)
    throw refuse('conflict', 'evidence.hasLink');
  return { id: askedId, links: kept.length };
};

/** Makes a link that anybody may answer by. */
export const openSurveyLink: Cases['openSurveyLink'] = async (tx, input) => {
  const { id, askedId, days, siteId } = input;
  const { studyId } = await asking(tx, askedId);
  if (siteId !== null) await insertStudySites(tx, studyId, [{ id: newId(), siteId }]);
  const part = input.part === '' ? null : input.part;
  await insertOpenLink(tx, { id, studyId, askedId, hash: hashOf(tx, input.token), days, siteId, part });
  return { id, version: 1 };
};

/** Takes a link back. */
export const revokeSurveyLink: Cases['revokeSurveyLink'] = async (tx, at) => {
  const link = found(await linkById(tx, at.id), 'evidence.noSuchLink');
  if ((await revoke(tx, at)) === 0)
    throw refuse('conflict', 'evidence.linkChanged', { version: link.version });
  return { id: at.id, version: at.version + 1 };
};
