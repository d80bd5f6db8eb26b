import { refuse } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import {
  type Corrected,
  correctText as correctWords,
  type Hunk,
  movedBy,
  redactWords,
} from '../../evidence/server/index.ts';
import type { coding } from '../contract.ts';
import { changedMeanwhile, codingAsked, memosOf, mustFit, studiedGround, write } from './code.ts';
import { changed, remember } from './deeds/deed.ts';
import { moveMemos, passageMemos } from './memos/queries.ts';
import {
  allCodingsOf,
  type Changed,
  type CodingRow,
  holdText,
  isBlind,
  lostCodings,
  updateCodings,
  withSilent,
} from './queries.ts';

type Cases = UseCases<typeof coding.operations>;

/** Corrects a text; everything that stands on it moves along in the same transaction. */
export const correctText: Cases['correctText'] = async (tx, input) => {
  const { sourceId, contentVersion, edits } = input;
  await holdText(tx, sourceId);
  await studiedGround(tx, sourceId);
  if (await isBlind(tx, { sourceId })) throw refuse('conflict', 'coding.codedBlind');
  const made = await correctWords(tx, { id: sourceId, contentVersion, edits });
  return {
    id: sourceId,
    version: made.version,
    contentVersion: made.contentVersion,
    ...(await moveAlong(tx, sourceId, made)),
  };
};

/** Takes accepted words out of a text, with what stands on them moved along; what was refused is kept as refused. */
export const redactText: Cases['redactText'] = async (tx, input) => {
  const { sourceId, contentVersion, accepted, refused } = input;
  await holdText(tx, sourceId);
  await studiedGround(tx, sourceId);
  if (accepted.length > 0 && (await isBlind(tx, { sourceId }))) throw refuse('conflict', 'coding.codedBlind');
  const { version, made } = await redactWords(tx, { id: sourceId, contentVersion, accepted, refused });
  if (made === undefined) return { id: sourceId, version, contentVersion, moved: 0, lost: 0 };
  return {
    id: sourceId,
    version: made.version,
    contentVersion: made.contentVersion,
    ...(await moveAlong(tx, sourceId, made)),
  };
};

/** Moves codings and memos along with their words. */
async function moveAlong(
  tx: Tx,
  sourceId: string,
  made: Corrected,
): Promise<{ moved: number; lost: number }> {
  const points = [...made.text];
  return withSilent(tx, async () => {
    const next = (await allCodingsOf(tx, sourceId)).map((row) => movedCoding(tx, row, made, points));
    if ((await updateCodings(tx, next)) !== next.length) throw refuse('conflict', 'coding.changedMeanwhile');
    await moveMemosAlong(tx, sourceId, made);
    const lost = next.filter((row) => row.lostIn === made.contentVersion).length;
    return { moved: next.length - lost, lost };
  });
}

type Made = { readonly contentVersion: number; readonly hunks: readonly Hunk[]; readonly characters: number };

/** A coding after the correction: on its words, or without words and listed. One that was taken off before keeps a place, to be put back to. */
function movedCoding(tx: Tx, row: CodingRow, made: Made, points: readonly string[]): Changed {
  const { contentVersion, characters } = made;
  const stretch = movedBy(made.hunks, row);
  const words = stretch && points.slice(stretch.start, stretch.end).join('').trim();
  const kept = { ...row, contentVersion, standsAs: null };
  if (stretch !== undefined && words) return { ...kept, ...stretch };
  const start = Math.min(row.start, characters - 1);
  const place = { start, end: Math.max(start + 1, Math.min(row.end, characters)) };
  return row.removedAt === null
    ? { ...kept, ...place, removedAt: tx.now, lostIn: contentVersion }
    : { ...kept, ...place };
}

async function moveMemosAlong(tx: Tx, sourceId: string, made: Made): Promise<void> {
  const memos = await passageMemos(tx, sourceId);
  const moved = memos.map((memo) => ({ id: memo.id, start: null, end: null, ...movedBy(made.hunks, memo) }));
  if (moved.length > 0) await moveMemos(tx, made.contentVersion, moved);
}

/** Lists codings whose words were deleted. */
export const listLost: Cases['listLost'] = async (tx, { sourceId }) => {
  await studiedGround(tx, sourceId);
  const rows = await lostCodings(tx, sourceId);
  const memos = await memosOf(tx, rows);
  return {
    rows: rows.map(
      ({ id, code, crossed, valence, strength, lostIn, version, createdBy, coderName }, index) => ({
        id,
        code,
        crossed,
        valence,
        strength,
        memo: memos[index] ?? null,
        lostIn: lostIn ?? 0,
        own: createdBy === tx.actor.accountId && coderName === null,
        version,
      }),
    ),
  };
};

/** Puts a coding whose words were deleted on other words. */
export const placeLost: Cases['placeLost'] = async (tx, input) => {
  const row = await codingAsked(tx, input.id);
  const ground = await studiedGround(tx, row.sourceId);
  if (row.version !== input.version) throw changedMeanwhile(row);
  if (row.lostIn === null || row.removedAt === null) throw refuse('invalid', 'coding.notLost');
  mustFit(input, ground.characters);
  const { start, end } = input;
  await write(tx, row, { ...row, start, end, removedAt: null, lostIn: null, standsAs: null });
  remember(tx, { ...row, what: 'moved' }, [changed('coding', row)]);
  return { id: row.id, version: row.version + 1, sourceId: row.sourceId };
};
