import { found, refuse } from '../../../../kernel/refusal.ts';
import { destroySubjectKey, openMany } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { evidence } from '../../contract.ts';
import { nameTokens } from '../redaction/names.ts';
import { keyOf, keyRowOf, markKeyed } from './keyQueries.ts';
import { identityToken, keepKey, keyPlace } from './participants.ts';
import { participantById } from './queries.ts';

type Cases = UseCases<typeof evidence.operations>;

/** Reads the key of a study; who was forgotten stays without a name. */
export const readKey: Cases['readKey'] = async (tx, { studyId }) => {
  const rows = await keyOf(tx, studyId);
  const names = await openMany(
    tx,
    rows.map((row) => ({ subjectId: row.id, place: keyPlace, rowId: row.id, bytes: row.sealed })),
  );
  return {
    rows: rows.map(({ participantId, pseudonym, keptAt }, index) => ({
      participantId,
      pseudonym,
      identity: names[index] ?? null,
      keptAt: keptAt.toISOString(),
    })),
  };
};

/** Puts who somebody is into the key; it is written once and never replaced. */
export const keepIdentity: Cases['keepIdentity'] = async (tx, { participantId, identity }) => {
  const row = found(await participantById(tx, participantId), 'evidence.noSuchParticipant');
  const marks = { token: await identityToken(tx, identity), names: await nameTokens(tx, identity) };
  if ((await markKeyed(tx, participantId, marks)) === 0)
    throw refuse('conflict', 'evidence.keptAlready', { pseudonym: row.pseudonym });
  await keepKey(tx, { studyId: row.studyId, participantId, identity });
  return { id: participantId, version: row.version + 1 };
};

/** Destroys the key that opens who stands behind a pseudonym. */
export const forgetIdentity: Cases['forgetIdentity'] = async (tx, { participantId }) => {
  const row = found(await keyRowOf(tx, participantId), 'evidence.noSuchParticipant');
  await destroySubjectKey(tx, row.id);
  return { id: participantId, version: row.version };
};
