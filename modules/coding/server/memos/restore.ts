import type { Tx } from '../../../../kernel/server/scope.ts';
import { changedSince, type Return, type Turning } from '../deeds/deed.ts';
import { memoAt, memoById, updateMemo } from './queries.ts';

/** Puts memos back to earlier contents. */
export async function restoreMemos(tx: Tx, at: Turning, returns: readonly Return[]): Promise<void> {
  for (const { id, from, to } of returns) {
    const row = await memoById(tx, id);
    if (row === undefined || row.standsAs !== from) throw changedSince(at);
    const content = to === 0 ? { ...row, removedAt: tx.now } : await memoAt(tx, id, to);
    if (content === undefined) throw changedSince(at);
    const { version, start, end, contentVersion } = row;
    if ((await updateMemo(tx, { ...content, version, start, end, contentVersion }, to)) === 0)
      throw changedSince(at);
  }
}
