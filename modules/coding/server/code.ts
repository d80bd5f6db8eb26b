import { found, refuse } from '../../../kernel/refusal.ts';
import { openMany, seal } from '../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { openTexts } from '../../evidence/server/index.ts';
import type { coding } from '../contract.ts';
import { faultOf, type Stretch } from '../model.ts';
import { codebookOf, type Home, studyAsked } from './codebook.ts';
import {
  codingById,
  type CodingRow,
  codingsOf,
  earlier,
  insertCodings,
  markRemoved,
  putBack,
  updateCoding,
} from './queries.ts';

type Cases = UseCases<typeof coding.operations>;

const memoPlace = 'coding.coding.memo';

/** Lists the codings of a text whose consent stands. */
export const listCodings: Cases['listCodings'] = async (tx, { sourceId }) => {
  await textAt(tx, sourceId);
  const rows = await codingsOf(tx, sourceId);
  const memos = await openMany(
    tx,
    rows.map((row) => ({ subjectId: row.sourceId, place: memoPlace, rowId: row.id, bytes: row.memoSealed })),
  );
  return { rows: rows.map((row, index) => shown(tx, row, memos[index] ?? null)) };
};

/** Puts a code on a passage. */
export const addCoding: Cases['addCoding'] = async (tx, input) => {
  const text = await textAt(tx, input.sourceId);
  const study = await studyAsked(tx, found(text.studyId, 'coding.notInStudy'));
  const home = homeIn(await codebookOf(tx, study), input.code);
  mustFit(input, text.characters);
  await insertCodings(tx, [
    {
      id: input.id,
      sourceId: input.sourceId,
      studyId: study.id,
      siteId: text.siteId,
      contentVersion: text.contentVersion,
      start: input.start,
      end: input.end,
      system: study.system,
      systemVersion: study.codebookVersion,
      code: input.code,
      ...home,
      valence: input.valence,
      strength: input.strength ?? null,
      coderName: null,
      memo:
        input.memo === undefined || input.memo === ''
          ? null
          : await seal(tx, input.sourceId, memoPlace, input.id, input.memo),
      fingerprint: null,
    },
  ]);
  tx.emit('coding.coded', input.id, { code: input.code, valence: input.valence });
  return { id: input.id, version: 1 };
};

/** Changes a coding; what is not named stays. */
export const changeCoding: Cases['changeCoding'] = async (tx, input) => {
  const row = await standing(tx, input.id);
  const text = await textAt(tx, row.sourceId);
  const code = input.code ?? row.code;
  const study = await studyAsked(tx, row.studyId);
  const home = homeIn(await codebookOf(tx, study), code);
  const stretch = { start: input.start ?? row.start, end: input.end ?? row.end };
  mustFit(stretch, text.characters);
  const memoSealed =
    input.memo === undefined
      ? row.memoSealed
      : input.memo
        ? await seal(tx, row.sourceId, memoPlace, row.id, input.memo)
        : null;
  const valence = input.valence ?? row.valence;
  const strength = input.strength === undefined ? row.strength : input.strength;
  const changed = {
    id: row.id,
    version: input.version,
    code,
    ...home,
    ...stretch,
    valence,
    strength,
    memoSealed,
  };
  if ((await updateCoding(tx, changed)) === 0) throw changedMeanwhile(row);
  return { id: row.id, version: input.version + 1, sourceId: row.sourceId };
};

/** Takes a coding away. */
export const removeCoding: Cases['removeCoding'] = async (tx, { id, version }) => {
  const row = await standing(tx, id);
  await textAt(tx, row.sourceId);
  if ((await markRemoved(tx, id, version)) === 0) throw changedMeanwhile(row);
  return { id, version: version + 1, sourceId: row.sourceId };
};

/** Undoes the last change or removal; what was only added has nothing before it. */
export const undoCoding: Cases['undoCoding'] = async (tx, { id, version }) => {
  const row = await standing(tx, id);
  await textAt(tx, row.sourceId);
  if (version === 1) throw refuse('invalid', 'coding.nothingToUndo');
  if ((await putBack(tx, id, version)) === 0) throw changedMeanwhile(row);
  return { id, version: version + 1, sourceId: row.sourceId };
};

/** Shows what a coding was before. */
export const codingHistory: Cases['codingHistory'] = async (tx, { id }) => {
  const row = await standing(tx, id);
  await textAt(tx, row.sourceId);
  const rows = await earlier(tx, id);
  return {
    sourceId: row.sourceId,
    rows: rows.map((one) => ({ ...one, replacedAt: one.replacedAt.toISOString() })),
  };
};

async function textAt(tx: Tx, sourceId: string) {
  return found((await openTexts(tx, [sourceId])).get(sourceId), 'coding.noSuchText');
}

async function standing(tx: Tx, id: string): Promise<CodingRow> {
  return found(await codingById(tx, id), 'coding.noSuchCoding');
}

function homeIn(codebook: ReadonlyMap<string, Home>, code: string): Home {
  const home = codebook.get(code);
  if (home === undefined) throw refuse('invalid', 'coding.notInCodebook', { code });
  return home;
}

function mustFit(stretch: Stretch, characters: number): void {
  const fault = faultOf(stretch, characters);
  if (fault === 'empty') throw refuse('invalid', 'coding.emptyPassage');
  if (fault === 'outside') throw refuse('invalid', 'coding.outsideText', { characters });
}

function changedMeanwhile({ version, code, valence, strength, start, end, removedAt }: CodingRow) {
  return refuse('conflict', 'coding.changedMeanwhile', {
    version,
    current: { code, valence, strength, start, end, removed: removedAt !== null },
  });
}

function shown(tx: Tx, row: CodingRow, memo: string | null) {
  const { id, start, end, code, system, systemVersion, valence, strength, coderName, version } = row;
  const own = row.createdBy === tx.actor.accountId && coderName === null;
  const changedAt = row.changedAt.toISOString();
  return {
    id,
    start,
    end,
    code,
    system,
    systemVersion,
    valence,
    strength,
    memo,
    coderId: row.createdBy,
    coderName,
    own,
    changedAt,
    version,
  };
}
