import { found, refuse } from '../../../../kernel/refusal.ts';
import { openMany, seal } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { namesOf } from '../../../identity/server/index.ts';
import { mySite } from '../../../pathway/server/index.ts';
import type { care } from '../../contract.ts';
import {
  colleaguesOf,
  handOverById,
  handOversOf,
  insertHandOver,
  openTasksOfMine,
  stepHandOver,
  takeTasks,
} from './handOverQueries.ts';

type Cases = UseCases<typeof care.operations>;
const places = { note: 'care.hand_over.note', answer: 'care.hand_over.answer' } as const;

/** Who else works with clients at the actor's sites. */
export const listColleagues: Cases['listColleagues'] = async (tx) => {
  const rows = await colleaguesOf(tx);
  const names = await namesOf(
    tx,
    rows.map((row) => row.id),
  );
  const people = rows.map((row) => ({ ...row, name: names.get(row.id) ?? '' }));
  return { people: people.sort((left, right) => left.name.localeCompare(right.name, tx.actor.locale)) };
};

const sealed = (tx: Tx, subjectId: string, place: keyof typeof places, id: string, text?: string) =>
  text ? seal(tx, subjectId, places[place], id, text) : Promise.resolve(null);

/** Offers the actor's open next steps at a site to a colleague there. Nothing to hand over is refused. */
export const offerHandOver: Cases['offerHandOver'] = async (tx, input) => {
  const { id, toAccountId, siteId } = input;
  const organisationId = await mySite(tx, siteId);
  if (!(await colleaguesOf(tx)).some((one) => one.id === toAccountId))
    throw refuse('invalid', 'care.noColleague');
  const tasks = await insertHandOver(tx, {
    id,
    toId: toAccountId,
    siteId,
    organisationId,
    note: await sealed(tx, toAccountId, 'note', id, input.note),
    untilOn: input.untilOn ?? null,
  });
  if (tasks === undefined) throw refuse('conflict', 'care.idTaken');
  if (tasks === 0) throw refuse('invalid', 'care.nothingToHandOver');
  tx.emit('care.handOverOffered', id, { toAccountId, tasks });
  return { id, version: 1 };
};

/** Accepts or returns. Next steps the new owner may not see stay with the one who offered them. */
export const answerHandOver: Cases['answerHandOver'] = async (tx, input) => {
  const { id, version, accept } = input;
  const handOver = found(await handOverById(tx, id), 'care.noSuchHandOver');
  if (handOver.toId !== tx.actor.accountId) throw refuse('forbidden', 'care.notAskedOfYou');
  const answer = await sealed(tx, handOver.toId, 'answer', id, input.answer);
  if (!(await stepHandOver(tx, { id, version, state: accept ? 'accepted' : 'returned', answer })))
    throw refuse('conflict', 'care.handOverAnswered');
  const taken = accept ? await takeTasks(tx, id) : 0;
  tx.emit(accept ? 'care.handOverAccepted' : 'care.handOverReturned', id, { taken });
  return { id, version: version + 1 };
};

/** What the actor handed over or was asked to take. */
export const listHandOvers: Cases['listHandOvers'] = async (tx) => {
  const rows = await handOversOf(tx);
  const texts = await openMany(tx, [
    ...rows.map((row) => ({ subjectId: row.toId, place: places.note, rowId: row.id, bytes: row.note })),
    ...rows.map((row) => ({ subjectId: row.toId, place: places.answer, rowId: row.id, bytes: row.answer })),
  ]);
  const names = await namesOf(
    tx,
    rows.flatMap((row) => [row.fromId, row.toId]),
  );
  return {
    openTasks: await openTasksOfMine(tx),
    rows: rows.map((row, index) => ({
      ...row,
      fromName: names.get(row.fromId) ?? '',
      toName: names.get(row.toId) ?? '',
      note: texts[index] ?? null,
      answer: texts[rows.length + index] ?? null,
      at: row.at.toISOString(),
    })),
  };
};
