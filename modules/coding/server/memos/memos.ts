import { found, refuse } from '../../../../kernel/refusal.ts';
import { openMany, seal } from '../../../../kernel/server/keys/index.ts';
import type { ParsedOf } from '../../../../kernel/contract.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { namesOf } from '../../../identity/server/index.ts';
import { openTexts } from '../../../evidence/server/index.ts';
import type { coding } from '../../contract.ts';
import { sliceOf } from '../../model.ts';
import { mustFit, studiedGround } from '../code.ts';
import { codebookOf, homeIn, studyAsked, studyWorkedIn } from '../codebook.ts';
import { changed, made, remember } from '../deeds/deed.ts';
import { codingById } from '../queries.ts';
import { insertMemo, memoById, type MemoRow, memosOf, updateMemo } from './queries.ts';

type Cases = UseCases<typeof coding.operations>;
type Place = ParsedOf<(typeof coding.operations)['addMemo']>['on'];

const place = 'coding.memo.text';

/** Lists memos with their words and the words they are about. */
export const listMemos: Cases['listMemos'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const rows = await memosOf(tx, { ...input, studyId: study.id, limit: input.limit + 1 });
  const page = rows.slice(0, input.limit);
  const next = rows.length > page.length ? page.at(-1)?.id : undefined;
  return { rows: await shownMemos(tx, page), ...(next === undefined ? {} : { next }) };
};

/** Memos as they are shown: opened, with the name of the text and the passage they are about. */
export async function shownMemos(tx: Tx, rows: readonly MemoRow[]) {
  const bodies = await openMany(
    tx,
    rows.map((row) => ({ subjectId: subjectOf(row), place, rowId: row.id, bytes: row.textSealed })),
  );
  const texts = await openTexts(
    tx,
    rows.flatMap((row) => row.sourceId ?? []),
  );
  const names = await namesOf(
    tx,
    rows.map((row) => row.createdBy),
  );
  return rows.map(
    (
      {
        studyId: _,
        textSealed: __,
        standsAs: ___,
        removedAt: ____,
        contentVersion: _____,
        createdBy,
        links,
        ...row
      },
      index,
    ) => {
      const text = row.sourceId === null ? undefined : texts.get(row.sourceId);
      const { start, end } = row;
      return {
        ...row,
        links: [...links],
        quote:
          text === undefined || start === null || end === null ? null : sliceOf(text.text, { start, end }),
        label: text?.label ?? null,
        text: bodies[index] ?? '',
        authorId: createdBy,
        author: names.get(createdBy) ?? null,
        own: createdBy === tx.actor.accountId,
        createdAt: row.createdAt.toISOString(),
        changedAt: row.changedAt.toISOString(),
      };
    },
  );
}

/** Writes down a thought. */
export const addMemo: Cases['addMemo'] = async (tx, input) => {
  const study = await studyWorkedIn(tx, input.studyId);
  const where = await placeOf(tx, study, input.on);
  await insertMemo(tx, {
    id: input.id,
    studyId: study.id,
    ...where,
    textSealed: await seal(tx, subjectOf({ ...where, studyId: study.id }), place, input.id, input.text),
    links: input.links,
  });
  remember(tx, { studyId: study.id, sourceId: where.sourceId, what: 'wroteMemo' }, [made('memo', input.id)]);
  return { id: input.id, version: 1, sourceId: where.sourceId };
};

/** Changes a memo. */
export const changeMemo: Cases['changeMemo'] = async (tx, input) => {
  const row = await memoAsked(tx, input.id);
  const textSealed =
    input.text === undefined ? row.textSealed : await seal(tx, subjectOf(row), place, row.id, input.text);
  await writeMemo(tx, row, { ...row, version: input.version, textSealed, links: input.links ?? row.links });
  remember(tx, { ...row, what: 'changedMemo' }, [changed('memo', row)]);
  return { id: row.id, version: input.version + 1, sourceId: row.sourceId };
};

/** Takes a memo away. */
export const removeMemo: Cases['removeMemo'] = async (tx, input) => {
  const row = await memoAsked(tx, input.id);
  await writeMemo(tx, row, { ...row, version: input.version, removedAt: tx.now });
  remember(tx, { ...row, what: 'removedMemo' }, [changed('memo', row)]);
  return { id: row.id, version: input.version + 1, sourceId: row.sourceId };
};

/** The key a memo is sealed under: its text's, or its study's when it is about no text. */
function subjectOf(row: { sourceId: string | null; studyId: string }): string {
  return row.sourceId ?? row.studyId;
}

async function memoAsked(tx: Tx, id: string): Promise<MemoRow> {
  const row = found(await memoById(tx, id), 'coding.noSuchMemo');
  if (row.removedAt !== null) throw refuse('missing', 'coding.noSuchMemo');
  return row;
}

async function writeMemo(tx: Tx, row: MemoRow, next: MemoRow): Promise<void> {
  if ((await updateMemo(tx, next)) === 0)
    throw refuse('conflict', 'coding.memoChanged', { version: row.version });
}

const nowhere = { sourceId: null, codingId: null, code: null, start: null, end: null, contentVersion: null };

/** Where a memo stands; what it is about must belong to the study. */
async function placeOf(tx: Tx, study: Parameters<typeof codebookOf>[1], on: Place) {
  if (on.about === 'study') return { ...nowhere, about: on.about };
  if (on.about === 'code') {
    homeIn(await codebookOf(tx, study), on.code);
    return { ...nowhere, about: on.about, code: on.code };
  }
  const codingOn =
    on.about === 'coding' ? found(await codingById(tx, on.codingId), 'coding.noSuchCoding') : undefined;
  const sourceId = on.about === 'coding' ? (codingOn?.sourceId ?? '') : on.sourceId;
  const ground = await studiedGround(tx, sourceId);
  if (ground.studyId !== study.id) throw refuse('missing', 'coding.noSuchText');
  if (on.about !== 'passage')
    return { ...nowhere, about: on.about, sourceId, codingId: codingOn?.id ?? null };
  if (on.contentVersion !== undefined && on.contentVersion !== ground.contentVersion)
    throw refuse('conflict', 'coding.textCorrected', { contentVersion: ground.contentVersion });
  mustFit(on, ground.characters);
  const { start, end } = on;
  return { ...nowhere, about: on.about, sourceId, start, end, contentVersion: ground.contentVersion };
}
