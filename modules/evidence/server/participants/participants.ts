import { Readable } from 'node:stream';
import { newId } from '../../../../kernel/id.ts';
import { cutPage } from '../../../../kernel/page.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import { type Column, writeCsv, writeXlsx } from '../../../../kernel/server/files/index.ts';
import { blind, seal } from '../../../../kernel/server/keys/index.ts';
import type { LeavingFile, UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { say } from '../../../../kernel/words.ts';
import type { evidence, Participation } from '../../contract.ts';
import words from '../../words.json' with { type: 'json' };
import { nameTokens } from '../redaction/names.ts';
import { setSilent } from '../speakers/queries.ts';
import { insertStudySites, siteNames, studyById } from '../studyQueries.ts';
import { insertKey } from './keyQueries.ts';
import { participationIn } from './participation.ts';
import {
  allowTexts,
  insertParticipant,
  participantById,
  participantsOf,
  updateParticipant,
  withdrawTexts,
} from './queries.ts';
import { shownVariable, valuesShown } from './variables.ts';
import { variablesOf } from './variableQueries.ts';

type Cases = UseCases<typeof evidence.operations>;

/** Where the identity behind a pseudonym stands. */
export const keyPlace = 'evidence.pseudonym_key.identity';

/** Counts who took part. */
export const participation: Cases['participation'] = async (tx, { studyId }) => {
  found(await studyById(tx, studyId), 'evidence.noSuchStudy');
  return participationIn(tx, studyId);
};

/** Lists the participants of a study. */
export const listParticipants: Cases['listParticipants'] = async (tx, input) => {
  found(await studyById(tx, input.studyId), 'evidence.noSuchStudy');
  const page = cutPage(await participantsOf(tx, input), input.limit, (row) => row.id);
  const variables = await variablesOf(tx, input.studyId);
  const values = await valuesShown(
    tx,
    page.rows.map((row) => row.id),
  );
  return {
    ...page,
    variables: variables.map(shownVariable),
    rows: page.rows.map(({ studyId: _, ...row }) => ({
      ...row,
      standingAt: row.standingAt.toISOString(),
      values: row.standing === 'withdrew' ? [] : (values.get(row.id) ?? []),
    })),
  };
};

/** Adds a participant. */
export const addParticipant: Cases['addParticipant'] = async (tx, input) => {
  const { id, studyId, pseudonym, standing, identity } = input;
  found(await studyById(tx, studyId), 'evidence.noSuchStudy');
  const siteId = input.siteId ?? null;
  if (siteId !== null) await insertStudySites(tx, studyId, [{ id: newId(), siteId }]);
  const token = identity === undefined ? null : await identityToken(tx, identity);
  const made = await insertParticipant(tx, {
    id,
    studyId,
    siteId,
    pseudonym,
    part: input.part ?? null,
    standing,
    token,
    nameTokens: identity === undefined ? [] : await nameTokens(tx, identity),
    startedOn: input.startedOn ?? null,
  });
  if (made === 0) throw refuse('conflict', 'evidence.pseudonymTaken', { pseudonym });
  if (identity !== undefined) await keepKey(tx, { studyId, participantId: id, identity });
  return { id, version: 1 };
};

/** Changes a participant; their texts leave and come back with them. */
export const changeParticipant: Cases['changeParticipant'] = async (tx, input) => {
  const row = found(await participantById(tx, input.id), 'evidence.noSuchParticipant');
  const { siteId, startedOn = row.startedOn, leftOn = row.leftOn } = input;
  if (startedOn !== null && leftOn !== null && leftOn < startedOn)
    throw refuse('invalid', 'evidence.leftBefore');
  if (siteId !== null) await insertStudySites(tx, row.studyId, [{ id: newId(), siteId }]);
  const back =
    row.standing === 'withdrew' && input.standing !== 'withdrew' ? await allowTexts(tx, row.id) : [];
  if ((await updateParticipant(tx, { ...input, startedOn, leftOn })) === 0)
    throw refuse('conflict', 'evidence.participantChanged', { version: row.version });
  const gone =
    input.standing === 'withdrew' && row.standing !== 'withdrew' ? await withdrawTexts(tx, row.id) : [];
  const withdrew = input.standing === 'withdrew';
  const spoken = withdrew === (row.standing === 'withdrew') ? [] : await setSilent(tx, row.id, withdrew);
  for (const id of gone) tx.emit('evidence.consentChanged', id, { consent: 'withdrawn' });
  for (const id of back) tx.emit('evidence.consentChanged', id, { consent: 'given' });
  for (const id of spoken) tx.emit('evidence.speakerWithdrew', id, { silent: withdrew });
  return { id: row.id, version: input.version + 1, texts: new Set([...gone, ...back, ...spoken]).size };
};

/** The keyed hash that somebody is known again by: folded, without spaces and punctuation. */
export async function identityToken(tx: Tx, identity: string): Promise<bigint> {
  const [token = 0n] = await identityTokens(tx, [identity]);
  return token;
}

/** The keyed hashes of many identities. */
export function identityTokens(tx: Tx, identities: readonly string[]): Promise<bigint[]> {
  const folded = identities.map((one) =>
    one
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}@.]+/gu, ''),
  );
  return blind(tx, 'evidence.identity', folded);
}

/** Seals who somebody is under a key of its own. */
export async function keepKey(
  tx: Tx,
  one: { studyId: string; participantId: string; identity: string },
): Promise<string> {
  const id = newId();
  const sealed = await seal(tx, id, keyPlace, id, one.identity);
  insertKey(tx, [{ id, studyId: one.studyId, participantId: one.participantId, sealed }]);
  return id;
}

/** Participation as a table. */
export const exportParticipation: Cases['exportParticipation'] = async (tx, input) => {
  const study = found(await studyById(tx, input.studyId), 'evidence.noSuchStudy');
  const told = await participationIn(tx, study.id);
  const sites = await siteNames(tx);
  const t = (key: keyof typeof words) => say(words, key, tx.actor.locale);
  const all: Participation['rows'][number] = { ...told, part: t('participation.all'), siteId: null };
  const columns: Column<Participation['rows'][number]>[] = [
    { heading: t('texts.part'), value: (row) => row.part ?? '' },
    { heading: t('texts.site'), value: (row) => (row.siteId === null ? '' : (sites.get(row.siteId) ?? '')) },
    { heading: t('participation.asked'), value: (row) => row.asked },
    ...(['took_part', 'declined', 'missing', 'withdrew', 'invited'] as const).map((standing) => ({
      heading: t(`standing.${standing}`),
      value: (row: Participation['rows'][number]) => row.counts[standing],
    })),
    {
      heading: t('participation.rate'),
      value: (row) => (row.rate === null ? null : Math.round(row.rate * 1_000) / 10),
    },
  ];
  return asFile(`${study.code}-participation`, input.format, columns, [...told.rows, all]);
};

function asFile<Row>(
  name: string,
  format: 'csv' | 'xlsx',
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): LeavingFile {
  const type =
    format === 'csv'
      ? 'text/csv; charset=utf-8'
      : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const render =
    format === 'csv'
      ? async () => Readable.from(writeCsv(columns, rows))
      : () => writeXlsx(columns, rows, name);
  return { name: `${name}.${format}`, type, render };
}
