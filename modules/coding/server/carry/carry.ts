import { openMany, sealMany } from '../../../../kernel/server/keys/index.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { StudyRow } from '../../../evidence/server/index.ts';
import type { Valence } from '../../model.ts';
import { codebookOf } from '../codebook.ts';
import {
  carriedCodes,
  type CarriedCoding,
  carriedCodings,
  type CarriedMemo,
  carriedMemos,
  insertCarriedCodings,
  insertCarriedMemos,
} from './queries.ts';

const notePlace = 'coding.coding.memo';
const memoPlace = 'coding.memo.text';

/** Where each code of a study counts, locked or its own, and how it is stored in a coding. */
export type CarryBook = ReadonlyMap<
  string,
  { readonly domain: string; readonly construct: string; readonly system: string; readonly version: string }
>;

const ownSystem = 'own';

/** The codebook of a study for codings that come in. */
export async function carryBook(tx: Tx, study: StudyRow): Promise<CarryBook> {
  const own = new Map((await carriedCodes(tx, study.id)).map((row) => [row.code, row]));
  const { system, codebookVersion: version } = study;
  const book = new Map(
    [...(await codebookOf(tx, study))].map(([code, { domain, construct }]) => [
      code,
      own.get(code)?.name == null
        ? { domain, construct, system, version }
        : { domain, construct, system: ownSystem, version: '1' },
    ]),
  );
  const rootOf = (code: string, depth = 0): string => {
    const parent = own.get(code)?.parent;
    return parent == null || depth > own.size
      ? code
      : (book.get(parent)?.domain ?? rootOf(parent, depth + 1));
  };
  for (const [code, row] of own)
    if (row.name !== null && !book.has(code))
      book.set(code, { domain: rootOf(code), construct: code, system: ownSystem, version: '1' });
  return book;
}

/** A coding that comes in: its text, its stretch in code points, its code (already in the codebook of the study). */
export type IncomingCoding = {
  readonly id: string;
  readonly sourceId: string;
  readonly siteId: string | null;
  readonly contentVersion: number;
  readonly start: number;
  readonly end: number;
  readonly code: string;
  readonly crossed: string | null;
  readonly valence: Valence;
  readonly strength: number | null;
  readonly coderName: string | null;
  readonly note: string;
};

/** Adds codings of one study, thousands at a time; none of their ids may be taken. Gives the number added. */
export async function takeCodings(
  tx: Tx,
  study: StudyRow,
  codebook: CarryBook,
  rows: readonly IncomingCoding[],
): Promise<number> {
  const noted = rows.filter((row) => row.note !== '');
  const sealed = await sealMany(
    tx,
    noted.map((row) => ({ subjectId: row.sourceId, place: notePlace, rowId: row.id, text: row.note })),
  );
  const notes = new Map(noted.map((row, index) => [row.id, sealed[index] ?? null]));
  return insertCarriedCodings(
    tx,
    study.id,
    rows.map(({ note: _, ...row }) => {
      const home = codebook.get(row.code);
      if (home === undefined) throw new Error('a code of the file has no place in the codebook');
      const crossedConstruct = row.crossed === null ? null : (codebook.get(row.crossed)?.construct ?? null);
      const crossed = crossedConstruct === null ? null : row.crossed;
      return { ...row, ...home, crossed, crossedConstruct, memoSealed: notes.get(row.id) ?? null };
    }),
  );
}

/** The standing codings of a text with the notes of their coders, in the order of the text. */
export async function codingsToCarry(
  tx: Tx,
  sourceId: string,
): Promise<(Omit<CarriedCoding, 'memoSealed'> & { readonly note: string })[]> {
  const rows = await carriedCodings(tx, sourceId);
  const notes = await openMany(
    tx,
    rows.map((row) => ({ subjectId: sourceId, place: notePlace, rowId: row.id, bytes: row.memoSealed })),
  );
  return rows.map(({ memoSealed: _, ...row }, index) => ({ ...row, note: notes[index] ?? '' }));
}

/** A memo in clear. */
export type ClearMemo = Omit<CarriedMemo, 'textSealed'> & { readonly text: string };

const subjectOf = (studyId: string, { sourceId }: Pick<CarriedMemo, 'sourceId'>): string =>
  sourceId ?? studyId;

/** Adds memos that came from a file; none of their ids may be taken. */
export async function takeMemos(tx: Tx, studyId: string, memos: readonly ClearMemo[]): Promise<number> {
  if (memos.length === 0) return 0;
  const sealed = await sealMany(
    tx,
    memos.map((one) => ({
      subjectId: subjectOf(studyId, one),
      place: memoPlace,
      rowId: one.id,
      text: one.text,
    })),
  );
  const rows = memos.map(({ text: _, ...one }, index) => ({
    ...one,
    textSealed: sealed[index] ?? Buffer.alloc(0),
  }));
  return insertCarriedMemos(tx, studyId, rows);
}

/** The standing memos of a study in clear, in the order they were written. */
export async function memosToCarry(tx: Tx, studyId: string): Promise<(ClearMemo & { createdBy: string })[]> {
  const rows = await carriedMemos(tx, studyId);
  const texts = await openMany(
    tx,
    rows.map((row) => ({
      subjectId: subjectOf(studyId, row),
      place: memoPlace,
      rowId: row.id,
      bytes: row.textSealed,
    })),
  );
  return rows.map(({ textSealed: _, ...row }, index) => ({ ...row, text: texts[index] ?? '' }));
}
