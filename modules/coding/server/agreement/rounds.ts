import { newId } from '../../../../kernel/id.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { openTexts } from '../../../evidence/server/index.ts';
import { namesOf } from '../../../identity/server/index.ts';
import { researchers } from '../../asked/who.ts';
import type { coding } from '../../contract.ts';
import { drawn } from '../../model.ts';
import { studiedGround } from '../code.ts';
import { studyAsked } from '../codebook.ts';
import {
  blindTexts,
  codersOf,
  consensusStates,
  endRound,
  holdText,
  insertReadings,
  insertRound,
  markFinished,
  markUnfinished,
  readingById,
  type ReadingRow,
  readingsOf,
  readingsOn,
  reveal,
  roundById,
  roundsOf,
  textFacts,
  textsToDraw,
} from './queries.ts';

type Cases = UseCases<typeof coding.operations>;

/** What coders are called, by key: accounts by their names, imported coders by the name in their file. */
export async function coderNames(tx: Tx, coders: readonly string[]): Promise<Map<string, string>> {
  const accounts = coders.filter((coder) => !coder.startsWith('name:'));
  const names = await namesOf(tx, accounts);
  return new Map(
    coders.map((coder) => [coder, coder.startsWith('name:') ? coder.slice(5) : (names.get(coder) ?? '')]),
  );
}

/** Lists who codes or may code in a study. */
export const listCoders: Cases['listCoders'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const rows = await codersOf(tx, study.id, researchers);
  const names = await coderNames(
    tx,
    rows.map(({ coder }) => coder),
  );
  return {
    rows: rows.map((row) => ({
      ...row,
      name: names.get(row.coder) ?? '',
      own: row.coder === tx.actor.accountId,
    })),
  };
};

/** Draws a sample and gives it to its coders. */
export const openRound: Cases['openRound'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const coders = [...new Set(input.coders)];
  if (coders.length < 2) throw refuse('invalid', 'coding.twoCoders');
  const able = new Set(
    (await codersOf(tx, study.id, researchers)).filter((one) => one.assignable).map(({ coder }) => coder),
  );
  if (coders.some((coder) => !able.has(coder))) throw refuse('invalid', 'coding.notACoder');
  const texts = await textsToDraw(tx, study.id, coders);
  if (texts.length === 0) throw refuse('invalid', 'coding.nothingToDraw');
  const sample = drawn(texts, input.share, input.seed);
  const { id, name, share, seed } = input;
  await insertRound(tx, { id, studyId: study.id, name, share, seed, drawnFrom: texts.length });
  const readings = sample.flatMap((sourceId) =>
    coders.map((coder) => ({ id: newId(), studyId: study.id, sourceId, roundId: id, coder })),
  );
  await insertReadings(tx, readings);
  return { id, version: 1, drawn: sample.length };
};

/** Lists the rounds of a study, and the texts with a reading. */
export const listRounds: Cases['listRounds'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const [rounds, readings] = [await roundsOf(tx, study.id), await readingsOf(tx, study.id)];
  const bySource = Map.groupBy(readings, ({ sourceId }) => sourceId);
  const texts = await openTexts(tx, [...bySource.keys()]);
  const [states, blind] = [await consensusStates(tx, study.id), await blindTexts(tx)];
  return {
    rows: rounds.map(({ studyId: _, ...round }) => ({
      ...round,
      closedAt: round.closedAt?.toISOString() ?? null,
      createdAt: round.createdAt.toISOString(),
    })),
    texts: [...bySource].flatMap(([sourceId, of]) => {
      const text = texts.get(sourceId);
      if (text === undefined) return [];
      return [
        {
          sourceId,
          label: text.label,
          roundId: of.find(({ roundId }) => roundId !== null)?.roundId ?? null,
          blind: blind.has(sourceId),
          readings: of.map((one) => shown(tx, one)),
          consensus: states.get(sourceId) ?? ('none' as const),
        },
      ];
    }),
  };
};

/** Shows this person's own mark on a text, and how many of those who read it have finished. */
export const showReading: Cases['showReading'] = async (tx, { sourceId }) => {
  const { studyId } = await studiedGround(tx, sourceId);
  const readings = await readingsOn(tx, sourceId);
  const own = readings.find(({ coder }) => coder === tx.actor.accountId);
  const round = own?.roundId == null ? undefined : await roundById(tx, own.roundId);
  const beside = readings.filter(({ roundId }) => roundId === (own?.roundId ?? null));
  return {
    studyId,
    reading:
      own === undefined
        ? null
        : {
            id: own.id,
            finishedAt: own.finishedAt?.toISOString() ?? null,
            version: own.version,
            round: round?.name ?? null,
          },
    blind: (await blindTexts(tx)).has(sourceId),
    coders: beside.length,
    finished: beside.filter(({ finishedAt }) => finishedAt !== null).length,
  };
};

/** Ends a round and shows everybody's codings. */
export const closeRound: Cases['closeRound'] = async (tx, { id, version }) => {
  const round = found(await roundById(tx, id), 'coding.noSuchRound');
  const texts = new Set(
    (await readingsOf(tx, round.studyId))
      .filter(({ roundId }) => roundId === id)
      .map(({ sourceId }) => sourceId),
  );
  for (const text of [...texts].sort()) await holdText(tx, text);
  if ((await endRound(tx, id, version)) === 0)
    throw refuse('conflict', 'coding.roundChanged', { version: round.version });
  await reveal(tx, [...texts]);
  return { id, version: version + 1 };
};

/** Marks a text finished; when all of its round have, their codings are shown and count. */
export const finishReading: Cases['finishReading'] = async (tx, { sourceId, coderName }) => {
  await holdText(tx, sourceId);
  const text = found((await textFacts(tx, [sourceId]))[0], 'coding.noSuchText');
  const coder = coderName === undefined ? { id: tx.actor.accountId } : { name: coderName };
  const studyId = found(text.studyId, 'coding.notInStudy');
  const marked = await markFinished(tx, {
    id: newId(),
    sourceId,
    studyId,
    coder,
    contentVersion: text.contentVersion,
  });
  if (marked === undefined) throw refuse('conflict', 'coding.alreadyFinished');
  if ((await waiting(tx, sourceId)).length === 0) await reveal(tx, [sourceId]);
  return marked;
};

/** Takes a finished mark back, as long as nobody has seen the other's codings. */
export const resumeReading: Cases['resumeReading'] = async (tx, { id, version }) => {
  const row = found(await readingById(tx, id), 'coding.noSuchReading');
  await holdText(tx, row.sourceId);
  const own = row.coder === tx.actor.accountId || row.coder.startsWith('name:');
  if (!own) throw refuse('forbidden', 'coding.notYourReading');
  const shownAlready = row.roundId !== null && (await waiting(tx, row.sourceId)).length === 0;
  if (shownAlready) throw refuse('conflict', 'coding.alreadyShown');
  if ((await markUnfinished(tx, id, version)) === 0)
    throw refuse('conflict', 'coding.readingChanged', { version: row.version });
  return { id, version: version + 1 };
};

/** The readings of a text that are still under way in a round that is open. */
export async function waiting(tx: Tx, sourceId: string): Promise<ReadingRow[]> {
  const readings = await readingsOn(tx, sourceId);
  const rounds = new Set(readings.flatMap(({ roundId }) => roundId ?? []));
  const open = new Set<string>();
  for (const id of rounds) if ((await roundById(tx, id))?.closedAt === null) open.add(id);
  return readings.filter((one) => one.roundId !== null && open.has(one.roundId) && one.finishedAt === null);
}

function shown(tx: Tx, row: ReadingRow) {
  const { id, coder, version } = row;
  return {
    id,
    coder,
    version,
    own: coder === tx.actor.accountId,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
