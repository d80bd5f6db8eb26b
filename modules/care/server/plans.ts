import { found, refuse } from '../../../kernel/refusal.ts';
import { open, openMany, seal } from '../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { recordedAt } from '../../pathway/server/index.ts';
import type { care } from '../contract.ts';
import {
  goalById,
  goalsOf,
  insertGoal,
  insertSafetyPlan,
  replaceSafetyPlan,
  safetyPlansOf,
  stepGoal,
} from './planQueries.ts';
import { openTasksOf } from './taskQueries.ts';
import { taskLines } from './tasks.ts';

type Cases = UseCases<typeof care.operations>;
const goalPlace = 'care.goal.words';
const planPlace = 'care.safety_plan.words';

/** Writes down a goal. */
export const setGoal: Cases['setGoal'] = async (tx, input) => {
  const { id, clientId } = input;
  const at = await recordedAt(tx, clientId);
  const words = await seal(tx, clientId, goalPlace, id, input.words);
  await insertGoal(tx, { ...at, id, clientId, words, areaCode: input.areaCode ?? null, setOn: input.setOn });
  tx.emit('care.goalSet', id, { clientId });
  return { id, version: 1 };
};

/** Changes where a goal stands, or its words; the words before are kept. */
export const changeGoal: Cases['changeGoal'] = async (tx, input) => {
  const { id, clientId, version } = input;
  const goal = found(await goalById(tx, clientId, id), 'care.noSuchGoal');
  const words = input.words ? await seal(tx, clientId, goalPlace, id, input.words) : goal.words;
  if (!(await stepGoal(tx, { id, version, state: input.state, on: input.on, words }))) {
    throw refuse('conflict', 'care.goalChanged', {
      version: goal.version,
      theirs: await open(tx, clientId, goalPlace, id, goal.words),
      yours: input.words ?? '',
    });
  }
  tx.emit('care.goalChanged', id, { clientId, state: input.state });
  return { id, version: version + 1 };
};

/** Refuses with the plan as it stands now, beside what was written. */
async function planConflict(tx: Tx, clientId: string, yours: string): Promise<never> {
  const current = (await safetyPlansOf(tx, clientId)).find((plan) =>
    tx.actor.organisationIds.includes(plan.organisationId),
  );
  const theirs = current ? await open(tx, clientId, planPlace, current.id, current.words) : '';
  throw refuse('conflict', 'care.planChanged', {
    id: current?.id ?? null,
    version: current?.version ?? 0,
    theirs,
    yours,
  });
}

/** Writes the safety plan of an organisation: version 0 begins it, any other replaces that version. */
export const writeSafetyPlan: Cases['writeSafetyPlan'] = async (tx, input) => {
  const { id, clientId, version, reviewedOn } = input;
  const at = await recordedAt(tx, clientId);
  const words = await seal(tx, clientId, planPlace, id, input.words);
  const written =
    version === 0
      ? await insertSafetyPlan(tx, { ...at, id, clientId, words, reviewedOn })
      : await replaceSafetyPlan(tx, { id, version, words, reviewedOn });
  if (!written) return planConflict(tx, clientId, input.words);
  tx.emit('care.safetyPlanWritten', id, { clientId });
  return { id, version: version + 1 };
};

/** Everything planned with a client. */
export const clientCare: Cases['clientCare'] = async (tx, { clientId }) => {
  const goals = await goalsOf(tx, clientId);
  const plans = await safetyPlansOf(tx, clientId);
  const texts = await openMany(tx, [
    ...goals.map((row) => ({ subjectId: clientId, place: goalPlace, rowId: row.id, bytes: row.words })),
    ...plans.map((row) => ({ subjectId: clientId, place: planPlace, rowId: row.id, bytes: row.words })),
  ]);
  return {
    tasks: await taskLines(tx, await openTasksOf(tx, clientId)),
    goals: goals.map((row, index) => ({ ...row, words: texts[index] ?? null })),
    safetyPlans: plans.map(({ organisationId, ...row }, index) => ({
      ...row,
      words: texts[goals.length + index] ?? null,
      mine: tx.actor.organisationIds.includes(organisationId),
    })),
  };
};
