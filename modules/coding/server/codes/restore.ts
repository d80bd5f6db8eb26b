import { refuse } from '../../../../kernel/refusal.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { underneath } from '../../model.ts';
import { codebookOf } from '../codebook.ts';
import { changedSince, type Return, type Turning } from '../deeds/deed.ts';
import { codingsWith, holdCodebook, rehome, withSilent } from '../queries.ts';
import { codeAt, codeById, type CodeRow, codesOf, updateCode } from './queries.ts';

/** Puts codes back to earlier contents; a code that others have put to use since stays. */
export async function restoreCodes(tx: Tx, at: Turning, returns: readonly Return[]): Promise<void> {
  if (returns.length === 0) return;
  await holdCodebook(tx, at.study.id);
  for (const { id, from, to } of returns) {
    const row = await codeById(tx, id);
    if (row === undefined || row.standsAs !== from) throw changedSince(at);
    if (to === 0) {
      await mustBeUnused(tx, row);
      await put(tx, at, { ...row, removedAt: tx.now }, 0);
    } else {
      const content = await codeAt(tx, id, to);
      if (content === undefined) throw changedSince(at);
      await mustHang(tx, at, content);
      await put(tx, at, { ...content, version: row.version }, to);
    }
  }
  await countAnew(tx, at.study);
}

/** Lets the codings of a study count where the team's own codes stand now. */
export async function countAnew(tx: Tx, study: Turning['study']): Promise<void> {
  const codebook = await codebookOf(tx, study);
  const own = (await codesOf(tx, study.id)).filter((row) => row.own);
  const homes = own.flatMap(({ code }) => {
    const home = codebook.get(code);
    return home === undefined ? [] : [{ code, domain: home.domain, construct: home.construct }];
  });
  await withSilent(tx, () => rehome(tx, study.id, homes));
}

async function mustBeUnused(tx: Tx, row: CodeRow): Promise<void> {
  const below = (await codesOf(tx, row.studyId)).some((one) => one.parent === row.code);
  if (row.own && (below || (await withSilent(tx, () => codingsWith(tx, row.studyId, row.code))).length > 0))
    throw refuse('conflict', 'coding.codeInUse');
}

/** Where a code would hang must still be there, and not below itself. */
async function mustHang(tx: Tx, at: Turning, content: CodeRow): Promise<void> {
  if (content.parent === null) return;
  const codes = await codesOf(tx, at.study.id);
  const there = (await codebookOf(tx, at.study)).has(content.parent);
  if (!there || underneath(codes, content.code, content.parent)) throw changedSince(at);
}

async function put(tx: Tx, at: Turning, row: CodeRow, standsAs: number): Promise<void> {
  if ((await updateCode(tx, row, standsAs)) === 0) throw changedSince(at);
}
