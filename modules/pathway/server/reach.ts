import { found, refuse } from '../../../kernel/refusal.ts';
import { openMany, seal } from '../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { pathway } from '../contract.ts';
import {
  type ContactPointRow,
  contactPointsOf,
  hiddenClient,
  insertAttempt,
  insertContactPoint,
  stopContactPoint,
} from './queries/reach.ts';
import { recordedAt } from './record.ts';

type Cases = UseCases<typeof pathway.operations>;

/** The ways to find a client with their words, or without where those are hidden. */
async function lines(tx: Tx, clientId: string, shown: boolean) {
  const rows = await contactPointsOf(tx, clientId);
  const place = (column: string, bytes: Buffer | null, row: ContactPointRow) => ({
    subjectId: clientId,
    place: `pathway.contact_point.${column}`,
    rowId: row.id,
    bytes: shown ? bytes : null,
  });
  const opened = await openMany(
    tx,
    rows.flatMap((row) => [place('details', row.details, row), place('best_time', row.bestTime, row)]),
  );
  return rows.map((row, index) => ({
    ...row,
    details: opened[index * 2] ?? null,
    bestTime: opened[index * 2 + 1] ?? null,
  }));
}

/** The ways to find a client; a hidden address hides them too. */
export const listContactPoints: Cases['listContactPoints'] = async (tx, { clientId }) => {
  const { hidden } = found(await hiddenClient(tx, clientId), 'pathway.noSuchClient');
  return { hidden, rows: await lines(tx, clientId, !hidden) };
};

/** The same with their words, asked for by itself with a fresh proof. */
export const revealContactPoints: Cases['revealContactPoints'] = async (tx, { clientId }) => {
  found(await hiddenClient(tx, clientId), 'pathway.noSuchClient');
  return { rows: await lines(tx, clientId, true) };
};

/** Adds a way to find a client. */
export const addContactPoint: Cases['addContactPoint'] = async (tx, input) => {
  const { id, clientId, way, whoMayAnswer, details, bestTime } = input;
  const { organisationId } = await recordedAt(tx, clientId);
  const sealed = (column: string, text: string) =>
    seal(tx, clientId, `pathway.contact_point.${column}`, id, text);
  await insertContactPoint(tx, {
    id,
    clientId,
    organisationId,
    way,
    whoMayAnswer,
    details: await sealed('details', details),
    bestTime: bestTime ? await sealed('best_time', bestTime) : null,
  });
  tx.emit('pathway.contactPointAdded', id, { clientId, way });
  return { id, version: 1 };
};

/** Ends a way to find a client; that it held until now stays recorded. */
export const endContactPoint: Cases['endContactPoint'] = async (tx, at) => {
  if (!(await stopContactPoint(tx, at))) throw refuse('conflict', 'pathway.contactPointChanged');
  tx.emit('pathway.contactPointEnded', at.id, { clientId: at.clientId });
  return { id: at.id, version: at.version + 1 };
};

/** Records a try to reach a client. */
export const noteAttempt: Cases['noteAttempt'] = async (tx, { id, clientId, contactPointId, reached }) => {
  const { organisationId } = await recordedAt(tx, clientId);
  await insertAttempt(tx, { id, clientId, organisationId, contactPointId: contactPointId ?? null, reached });
  tx.emit('pathway.tried', id, { clientId, reached });
  return { id, version: 1 };
};
