import { openMany } from '../../../../kernel/server/keys/index.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { AnswerShown } from '../../asks/forms.ts';
import type { AnswerRow } from './fillQueries.ts';

/** Where the words of an answer stand sealed. */
export const wordsPlace = 'care.answer.words';

/** Answers of one client with their words opened, in the same order. */
export async function answersOpened(
  tx: Tx,
  clientId: string,
  rows: readonly AnswerRow[],
): Promise<AnswerShown[]> {
  const words = await openMany(
    tx,
    rows.map((row) => ({ subjectId: clientId, place: wordsPlace, rowId: row.id, bytes: row.words })),
  );
  return rows.map((row, index) => ({
    question: row.question,
    questionVersion: row.questionVersion,
    ...(row.choices ? { choices: row.choices } : {}),
    ...(row.amount === null ? {} : { number: row.amount }),
    ...(row.day === null ? {} : { day: row.day }),
    ...(words[index] ? { words: words[index] } : {}),
    ...(row.declined ? { declined: true } : {}),
  }));
}
