import { found } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { codebookOf, homeIn } from './codebook.ts';
import { changedSince, type Return, type Turning } from './deeds/deed.ts';
import { movedSince } from '../../evidence/server/index.ts';
import { type Changed, type CodingRow, codingsAt, codingsById, groundOf, updateCodings } from './queries.ts';

/** Puts codings back to earlier contents, all of them or none; they count where their codes stand now. */
export async function restoreCodings(tx: Tx, at: Turning, returns: readonly Return[]): Promise<void> {
  if (returns.length === 0) return;
  if (at.deed.sourceId !== null) found(await groundOf(tx, at.deed.sourceId), 'coding.noSuchText');
  const rows = new Map(
    (
      await codingsById(
        tx,
        returns.map((one) => one.id),
      )
    ).map((row) => [row.id, row]),
  );
  const wanted = returns.filter((one) => one.to > 0).map(({ id, to }) => ({ id, version: to }));
  const contents = new Map((await codingsAt(tx, wanted)).map((row) => [row.id, row]));
  const codebook = await codebookOf(tx, at.study);
  const next: Changed[] = [];
  for (const { id, from, to } of returns) {
    const row = rows.get(id);
    if (row === undefined || row.standsAs !== from) throw changedSince(at);
    if (to === 0) {
      next.push({ ...row, removedAt: tx.now, standsAs: 0 });
      continue;
    }
    const content = contents.get(id);
    if (content === undefined) throw changedSince(at);
    const { domain, construct } = homeIn(codebook, content.code);
    const crossedConstruct = content.crossed === null ? null : homeIn(codebook, content.crossed).construct;
    const stretch = await standsNow(tx, row, content);
    if (stretch === undefined) throw changedSince(at);
    const { version, contentVersion } = row;
    next.push({
      ...content,
      ...stretch,
      domain,
      construct,
      crossedConstruct,
      version,
      contentVersion,
      standsAs: to,
    });
  }
  if ((await updateCodings(tx, next)) !== next.length) throw changedSince(at);
}

/** Where an earlier passage of a coding stands in the text as it is now; nothing when its words were deleted since. */
function standsNow(tx: Tx, row: CodingRow, content: CodingRow) {
  const { start, end, contentVersion } = content;
  return contentVersion === row.contentVersion
    ? Promise.resolve({ start, end })
    : movedSince(tx, { sourceId: row.sourceId, contentVersion, start, end });
}
