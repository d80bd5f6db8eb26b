import { newId } from '../../../../kernel/id.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import { open, openMany, seal } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { evidence, SuggestionStep } from '../../contract.ts';
import { openBodies } from '../sourceQueries.ts';
import { bodiesOf } from '../keep.ts';
import {
  insertStep,
  ownSteps,
  promisedDays,
  putPromise,
  type StepRow,
  suggestionById,
  waitingIds,
} from './queries.ts';

type Cases = UseCases<typeof evidence.operations>;

const reasonPlace = 'evidence.suggestion_step.reason';
/** Where it stands how somebody wishes to be named with a suggestion. */
export const signedPlace = 'evidence.source.signed';

/** For how many days what became of a suggestion is news, and how many pieces of it are told. */
const news = { days: 30, limit: 5 } as const;

/** Steps in clear, in their order. */
export async function openSteps(tx: Tx, rows: readonly StepRow[]): Promise<SuggestionStep[]> {
  const reasons = await openMany(
    tx,
    rows.map((row) => ({
      ...{ subjectId: row.sourceId, place: reasonPlace, rowId: row.id },
      bytes: row.reasonSealed,
    })),
  );
  return rows.map(({ step, subjectId, at }, index) => ({
    ...{ step, subjectId },
    at: at.toISOString(),
    reason: reasons[index] ?? null,
  }));
}

/** Says what became of a suggestion. Nobody answers their own. */
export const answerSuggestion: Cases['answerSuggestion'] = async (tx, input) => {
  const { id, suggestionId, step } = input;
  const row = found(await suggestionById(tx, suggestionId), 'evidence.noSuchSuggestion');
  if (row.createdBy === tx.actor.accountId) throw refuse('forbidden', 'evidence.ownSuggestion');
  const reason = step === 'read' ? null : await seal(tx, suggestionId, reasonPlace, id, input.reason);
  await insertStep(tx, { id, sourceId: suggestionId, step, subjectId: null, reason });
  tx.emit('evidence.suggestionAnswered', suggestionId, { step });
  return { id };
};

/** Notes that a suggestion became a factor or a trial, or went into a study; gives how whoever made it wishes to be named, nothing when they do not. Refuses as `missing` when this person may not see it. */
export async function suggestionBecame(
  tx: Tx,
  one: { suggestionId: string; step: 'study' | 'factor' | 'trial'; subjectId: string | null },
): Promise<string | null> {
  const { suggestionId, step, subjectId } = one;
  const row = found(await suggestionById(tx, suggestionId), 'evidence.noSuchSuggestion');
  await insertStep(tx, { id: newId(), sourceId: suggestionId, step, subjectId, reason: null });
  tx.emit('evidence.suggestionAnswered', suggestionId, { step });
  const { signedSealed } = row;
  return signedSealed === null ? null : open(tx, suggestionId, signedPlace, suggestionId, signedSealed);
}

/** What became lately of one's own suggestions, and how many of others wait too long. */
export const suggestionNews: Cases['suggestionNews'] = async (tx) => {
  const rows = await ownSteps(tx, news);
  const sources = await openBodies(
    tx,
    rows.map((row) => row.sourceId),
  );
  const texts = await bodiesOf(tx, sources);
  const textOf = new Map(sources.map((source, index) => [source.id, texts[index] ?? '']));
  const steps = await openSteps(tx, rows);
  return {
    news: rows.map((row, index) => ({
      id: row.sourceId,
      text: textOf.get(row.sourceId) ?? '',
      ...(steps[index] ?? { step: row.step, at: row.at.toISOString(), subjectId: null, reason: null }),
    })),
    waiting: answers(tx) ? (await waitingIds(tx)).length : 0,
    days: await promisedDays(tx),
  };
};

/** Whether this person answers suggestions of others. */
export const answers = (tx: Tx): boolean =>
  tx.actor.roles.some(({ role }) => ['lead', 'coordinator', 'evaluator', 'steward'].includes(role));

/** Sets within how many days suggestions are answered. */
export const promiseAnswers: Cases['promiseAnswers'] = async (tx, one) => {
  await putPromise(tx, one);
  return { id: one.id };
};
