import { refuse } from '../../../../kernel/refusal.ts';
import { openMany, seal } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { namesOf } from '../../../identity/server/index.ts';
import { recordedAt, theClient } from '../../../pathway/server/index.ts';
import type { AlertLine } from '../../asks/crisis.ts';
import type { care } from '../../contract.ts';
import { noteClassOf, teamAt } from '../../model.ts';
import { alertsOf, insertAlert, stepAlert } from './queries.ts';

type Cases = UseCases<typeof care.operations>;
const wordsPlace = 'care.alert.words';

/** The alerts of a client with their words opened, the most pressing first. */
export async function alertLines(tx: Tx, clientId: string): Promise<AlertLine[]> {
  const rows = await alertsOf(tx, clientId);
  if (rows.length === 0) return [];
  const words = await openMany(
    tx,
    rows.map((row) => ({ subjectId: clientId, place: wordsPlace, rowId: row.id, bytes: row.words })),
  );
  const names = await namesOf(
    tx,
    rows.map((row) => row.authorId),
  );
  return rows.map(({ authorId, ...row }, index) => ({
    ...row,
    words: words[index] ?? null,
    since: row.since.toISOString(),
    authorName: names.get(authorId) ?? '',
  }));
}

/** Puts an alert up. */
export const raiseAlert: Cases['raiseAlert'] = async (tx, input) => {
  const { id, clientId, kind, level, reviewOn } = input;
  const at = await recordedAt(tx, clientId);
  const words = await seal(tx, clientId, wordsPlace, id, input.words);
  const dataClass = noteClassOf(teamAt(tx.actor.roles, at.siteId));
  const isNew = await insertAlert(tx, {
    ...at,
    id,
    clientId,
    dataClass,
    kind,
    level,
    words,
    reviewOn: reviewOn ?? null,
  });
  if (!isNew) throw refuse('conflict', 'care.idTaken');
  tx.emit('care.alertRaised', id, { clientId, siteId: at.siteId });
  return { id, version: 1 };
};

/** Changes an alert or takes it down; what it said before stays in history. */
export const changeAlert: Cases['changeAlert'] = async (tx, input) => {
  const { clientId, id, version, level, ended, reviewOn } = input;
  await theClient(tx, clientId);
  const words = await seal(tx, clientId, wordsPlace, id, input.words);
  const step = { clientId, id, version, level, words, ended, reviewOn: reviewOn ?? null };
  if (!(await stepAlert(tx, step))) throw refuse('conflict', 'care.alertChanged');
  tx.emit(ended ? 'care.alertEnded' : 'care.alertChanged', id, { clientId });
  return { id, version: version + 1 };
};
