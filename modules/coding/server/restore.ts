import { found } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { codebookOf, homeIn } from './codebook.ts';
import { changedSince, type Return, type Turning } from './deeds/deed.ts';
import { type Changed, codingsAt, codingsById, groundOf, updateCodings } from './queries.ts';

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
  const next = returns.map(({ id, from, to }): Changed => {
    const row = rows.get(id);
    if (row === undefined || row.standsAs !== from) throw changedSince(at);
    if (to === 0) return { ...row, removedAt: tx.now, standsAs: 0 };
    const content = contents.get(id);
    if (content === undefined) throw changedSince(at);
    const { domain, construct } = homeIn(codebook, content.code);
    const crossedConstruct = content.crossed === null ? null : homeIn(codebook, content.crossed).construct;
    return { ...content, domain, construct, crossedConstruct, version: row.version, standsAs: to };
  });
  if ((await updateCodings(tx, next)) !== next.length) throw changedSince(at);
}
