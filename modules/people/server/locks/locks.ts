import { found, refuse } from '../../../../kernel/refusal.ts';
import { openMany, seal } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { namesOf } from '../../../identity/server/index.ts';
import type { people } from '../../contract.ts';
import { colleagues } from '../consentQueries.ts';
import { clientById } from '../queries.ts';
import { endLock, insertLock, locksOf, type NewLock } from './queries.ts';

type Cases = UseCases<typeof people.operations>;
const reasonPlace = 'people.lock.reason';

/** Locks something of a client, for those named and a team. Refuses (`conflict`) what is locked already and (`invalid`) somebody named who works with no client. The module that keeps the record says who may. */
export async function placeLock(tx: Tx, lock: NewLock, reason: string | undefined): Promise<void> {
  const known = new Set(await colleagues(tx));
  const stranger = lock.accountIds.find((id) => id !== tx.actor.accountId && !known.has(id));
  if (stranger !== undefined) throw refuse('invalid', 'people.noColleague', { accountId: stranger });
  const sealed = reason ? await seal(tx, lock.clientId, reasonPlace, lock.id, reason) : null;
  if (!(await insertLock(tx, lock, sealed))) throw refuse('conflict', 'people.lockedAlready');
  tx.emit('people.recordLocked', lock.clientId, { lockId: lock.id, about: lock.about });
}

/** The locks that spare the reader. Nobody else learns more than that something is locked. */
export const listLocks: Cases['listLocks'] = async (tx, { clientId }) => {
  found(await clientById(tx, clientId), 'people.noSuchClient');
  const rows = await locksOf(tx, clientId);
  const names = await namesOf(
    tx,
    rows.flatMap((row) => [row.authorId, ...row.accountIds, ...(row.liftedBy ? [row.liftedBy] : [])]),
  );
  const reasons = await openMany(
    tx,
    rows.map((row) => ({ subjectId: clientId, place: reasonPlace, rowId: row.id, bytes: row.reason })),
  );
  return {
    rows: rows.map(({ accountIds, reason: _sealed, authorId, liftedBy, ...row }, index) => ({
      ...row,
      people: accountIds.map((id) => ({ id, name: names.get(id) ?? '' })),
      authorName: names.get(authorId) ?? '',
      liftedByName: liftedBy === null ? null : (names.get(liftedBy) ?? ''),
      reason: reasons[index] ?? null,
      from: row.from.toISOString(),
      to: row.to?.toISOString() ?? null,
    })),
  };
};

/** Lifts a lock: from now on consent alone decides. That it stood, and who lifted it, stays. */
export const liftLock: Cases['liftLock'] = async (tx, input) => {
  const lock = (await locksOf(tx, input.clientId)).find((one) => one.id === input.id);
  const { version } = found(lock, 'people.noSuchLock');
  if ((await endLock(tx, input)) !== 1) throw refuse('conflict', 'people.lockChanged', { version });
  tx.emit('people.lockLifted', input.clientId, { lockId: input.id });
  return { id: input.id, version: input.version + 1 };
};
