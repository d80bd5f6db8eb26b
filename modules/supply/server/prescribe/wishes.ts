import { found, refuse } from '../../../../kernel/refusal.ts';
import { openMany, seal } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { recordedAt } from '../../../pathway/server/index.ts';
import type { supply } from '../../contract.ts';
import { knownWord } from '../terms.ts';
import { closeWish, insertWish, wishById, wishesAt, wishesOf } from './wishQueries.ts';

type Cases = UseCases<typeof supply.operations>;
const place = 'supply.wish.words';

/** Records a medication that is wanted and not available. */
export const recordWish: Cases['recordWish'] = async (tx, input) => {
  const at = await recordedAt(tx, input.clientId);
  await knownWord(tx, 'wish', input.wishCode);
  const words = input.words === '' ? null : await seal(tx, input.clientId, place, input.id, input.words);
  if (!(await insertWish(tx, { ...input, ...at, words }))) {
    const there = found(await wishById(tx, input.clientId, input.id), 'supply.noSuchWish');
    return { id: input.id, version: there.version };
  }
  return { id: input.id, version: 1 };
};

/** Ends a wish. */
export const endWish: Cases['endWish'] = async (tx, { id, clientId, version, endedOn }) => {
  const there = found(await wishById(tx, clientId, id), 'supply.noSuchWish');
  if (endedOn < there.namedOn) throw refuse('invalid', 'supply.endsBeforeItBegan');
  if ((await closeWish(tx, id, version, endedOn)) !== 1)
    throw refuse('conflict', 'supply.wishChanged', { current: { version: there.version } });
  return { id, version: version + 1 };
};

/** A client's wishes, those that hold first. */
export async function showWishes(tx: Tx, clientId: string) {
  const rows = await wishesOf(tx, clientId);
  const words = await openMany(
    tx,
    rows.map((row) => ({ subjectId: clientId, place, rowId: row.id, bytes: row.words })),
  );
  return rows.map((row, index) => ({ ...row, words: words[index] ?? null }));
}

/** How many clients want each. */
export const siteWishes: Cases['siteWishes'] = async (tx, { siteId }) => ({
  rows: await wishesAt(tx, siteId),
});
