import { found, refuse } from '../../../../kernel/refusal.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { coding } from '../../contract.ts';
import { studyWorkedIn } from '../codebook.ts';
import { restoreCodes } from '../codes/restore.ts';
import { restoreMemos } from '../memos/restore.ts';
import { restoreCodings } from '../restore.ts';
import { type DeedRow, leave, markDeed, nextToRedo, nextToUndo, type Step, stepsOf } from './queries.ts';
import type { Return } from './deed.ts';

type Cases = UseCases<typeof coding.operations>;

/** Says what would be undone and done again next. */
export const listDeeds: Cases['listDeeds'] = async (tx, { studyId }) => ({
  undo: shown(await nextToUndo(tx, studyId)),
  redo: shown(await nextToRedo(tx, studyId)),
});

/** Undoes this person's last step in a study. */
export const undo: Cases['undo'] = async (tx, { studyId }) =>
  turn(tx, found(await nextToUndo(tx, studyId), 'coding.nothingToUndo'), true);

/** Does again what was undone last. */
export const redo: Cases['redo'] = async (tx, { studyId }) =>
  turn(tx, found(await nextToRedo(tx, studyId), 'coding.nothingToRedo'), false);

/** Leaves a step out of undoing. */
export const leaveDeed: Cases['leaveDeed'] = async (tx, { id }) => ({
  id,
  version: found(await leave(tx, id), 'coding.nothingToUndo').version,
});

async function turn(tx: Tx, deed: DeedRow, undone: boolean) {
  const study = await studyWorkedIn(tx, deed.studyId);
  const steps = await stepsOf(tx, deed.id);
  const of = (thing: Step['thing']): Return[] =>
    steps.flatMap((step) => {
      const [from, to] = undone ? [step.after, step.before] : [step.before, step.after];
      return step.thing === thing ? [{ id: step.id, from, to }] : [];
    });
  const all = { study, deed };
  // Codes come back before what is coded with them, and go after it.
  if (undone) await restoreCodings(tx, all, of('coding'));
  await restoreCodes(tx, all, of('code'));
  if (!undone) await restoreCodings(tx, all, of('coding'));
  await restoreMemos(tx, all, of('memo'));
  if ((await markDeed(tx, deed, undone)) === 0) throw refuse('conflict', 'coding.undoneMeanwhile');
  return { id: deed.id, version: deed.version + 1, what: deed.what, sourceId: deed.sourceId };
}

function shown(deed: DeedRow | undefined) {
  return deed === undefined ? null : { id: deed.id, what: deed.what, sourceId: deed.sourceId };
}
