import { found, refuse } from '../../../kernel/refusal.ts';
import { openMany, seal } from '../../../kernel/server/keys/index.ts';
import type { InputOf } from '../../../kernel/contract.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { namesOf } from '../../identity/server/index.ts';
import { calledNames, programOf, recordedAt } from '../../pathway/server/index.ts';
import type { Program } from '../../vocabulary/model.ts';
import type { care, TaskLine } from '../contract.ts';
import { noteClassOf, teamAt } from '../model.ts';
import { insertTask, stepTask, taskById, type TaskRow } from './taskQueries.ts';

type Cases = UseCases<typeof care.operations>;
type Step = InputOf<typeof care.operations.addTask>['step'];
const wordsPlace = 'care.task.words';

/** A next step to be written: what, for whom, and from which contact. */
export type Writing = {
  readonly clientId: string;
  readonly siteId: string;
  readonly organisationId: string;
  readonly dataClass: string;
  readonly contactId: string | null;
  readonly program: Program;
  readonly step: Step;
};

/** Writes a next step; it is the author's own unless somebody else, a team or the client is named. */
export async function writeTask(tx: Tx, writing: Writing): Promise<boolean> {
  const { clientId, step, program } = writing;
  const known = program.contact.nextSteps.some((one) => one.code === step.stepCode);
  if (step.stepCode !== undefined && !known)
    throw refuse('invalid', 'care.unknownCode', { code: step.stepCode });
  const { siteId, organisationId, dataClass, contactId } = writing;
  const team = step.whose?.team ?? null;
  return insertTask(tx, {
    id: step.id,
    clientId,
    siteId,
    organisationId,
    dataClass,
    contactId,
    programCode: program.key,
    stepCode: step.stepCode ?? null,
    words: step.words ? await seal(tx, clientId, wordsPlace, step.id, step.words) : null,
    dueOn: step.dueOn ?? null,
    ownerTeam: team,
    ownerId: team === null ? (step.whose?.accountId ?? tx.actor.accountId) : null,
  });
}

/** Adds a next step by itself. */
export const addTask: Cases['addTask'] = async (tx, input) => {
  const { clientId, step } = input;
  const { siteId, organisationId } = await recordedAt(tx, clientId, input.siteId);
  const program = await programOf(tx, input.programCode);
  const dataClass = noteClassOf(teamAt(tx.actor.roles, siteId));
  const isNew = await writeTask(tx, {
    clientId,
    siteId,
    organisationId,
    dataClass,
    contactId: null,
    program,
    step,
  });
  if (!isNew) found(await taskById(tx, clientId, step.id), 'care.noSuchTask');
  tx.emit('care.taskAdded', step.id, { clientId, siteId });
  return { id: step.id, version: 1 };
};

/** Marks a next step done or not done; saying again what is so already changes nothing. */
export const markTask: Cases['markTask'] = async (tx, { id, clientId, version, done }) => {
  const task = found(await taskById(tx, clientId, id), 'care.noSuchTask');
  if ((task.doneAt !== null) === done) return { id, version: task.version };
  if (!(await stepTask(tx, id, version, done)))
    throw refuse('conflict', 'care.taskChanged', { version: task.version });
  tx.emit(done ? 'care.taskDone' : 'care.taskReopened', id, { clientId });
  return { id, version: version + 1 };
};

/** Next steps as the screen shows them: words opened, people named. */
export async function taskLines(tx: Tx, rows: readonly TaskRow[]): Promise<TaskLine[]> {
  const words = await openMany(
    tx,
    rows.map((row) => ({ subjectId: row.clientId, place: wordsPlace, rowId: row.id, bytes: row.words })),
  );
  const owners = await namesOf(
    tx,
    rows.flatMap((row) => row.ownerId ?? []),
  );
  const nameOf = await calledNames(
    tx,
    rows.map((row) => row.clientId),
  );
  return rows.map((row, index) => ({
    ...row,
    words: words[index] ?? null,
    clientName: nameOf(row.clientId),
    ownerName: row.ownerId === null ? null : (owners.get(row.ownerId) ?? ''),
    doneAt: row.doneAt?.toISOString() ?? null,
  }));
}
