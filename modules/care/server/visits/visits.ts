import { found, refuse } from '../../../../kernel/refusal.ts';
import { openMany } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { namesOf } from '../../../identity/server/index.ts';
import { calledNames } from '../../../pathway/server/index.ts';
import type { VisitOf } from '../../asks/visits.ts';
import type { care } from '../../contract.ts';
import { contactById } from '../contactQueries.ts';
import { moveParts, standsFor, toSettle, visitsOf, writeVisit } from './queries.ts';

type Cases = UseCases<typeof care.operations>;

/** How many contacts a day shows that somebody should settle. */
const most = 20;

/** What is known of the visits of some contacts of one client, by contact. */
export async function visits(
  tx: Tx,
  clientId: string,
  ids: readonly string[],
): Promise<(id: string) => VisitOf> {
  const rows = ids.length === 0 ? [] : await visitsOf(tx, clientId, ids);
  const asked = rows.filter((row) => row.otherId !== null);
  const notes = await openMany(
    tx,
    asked.map((row) => ({
      subjectId: clientId,
      place: 'care.contact.note',
      rowId: row.otherId ?? '',
      bytes: row.otherNote,
    })),
  );
  const names = await namesOf(
    tx,
    asked.flatMap((row) => row.otherAuthorId ?? []),
  );
  const known = new Map<string, VisitOf>();
  for (const row of rows) {
    const { otherId, otherAt, otherAuthorId } = row;
    const maybeSameAs =
      otherId === null || otherAt === null
        ? null
        : {
            id: otherId,
            authorName: names.get(otherAuthorId ?? '') ?? '',
            occurredAt: otherAt.toISOString(),
            note: notes[asked.indexOf(row)] ?? null,
          };
    known.set(row.id, { version: row.version ?? 0, visitId: row.visitId, maybeSameAs });
  }
  return (id) => known.get(id) ?? { version: 0, visitId: null, maybeSameAs: null };
}

/** One visit and two notes, or two visits: what a person who may see both says. Neither note is touched. */
export const settleVisit: Cases['settleVisit'] = async (tx, { clientId, id, version, sameAs }) => {
  found(await contactById(tx, clientId, id), 'care.noSuchContact');
  if (sameAs !== null) found(await contactById(tx, clientId, sameAs), 'care.noSuchContact');
  const visitId = sameAs === null ? id : await standsFor(tx, sameAs);
  if (!(await writeVisit(tx, id, version, visitId))) throw refuse('conflict', 'care.visitSettled');
  if (visitId !== id) await moveParts(tx, id, visitId);
  tx.emit('care.visitSettled', id, { clientId, visitId });
  return { id, version: version + 1 };
};

/** One's own contacts that may be about a visit somebody else recorded too. */
export const visitsToSettle: Cases['visitsToSettle'] = async (tx) => {
  const rows = await toSettle(tx, most);
  const nameOf = await calledNames(
    tx,
    rows.map((row) => row.clientId),
  );
  return {
    rows: rows
      .map((row) => ({ ...row, clientName: nameOf(row.clientId), occurredAt: row.occurredAt.toISOString() }))
      .filter((row) => row.clientName !== ''),
  };
};
