import { newId } from '../../../../kernel/id.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { Turn } from '../../model.ts';
import type { BodyRow } from '../sourceQueries.ts';
import { replaceTurns } from './queries.ts';

/** Keeps where each settled speaker of a text speaks, as its turns stand now; nothing of a text nobody has settled. */
export async function keepTurns(
  tx: Tx,
  { id, studyId }: Pick<BodyRow, 'id' | 'studyId'>,
  turns: readonly Turn[],
): Promise<void> {
  const spoken = turns.flatMap(({ speakerId, start, end }) =>
    speakerId === undefined || end <= start ? [] : [{ id: newId(), speakerId, start, end }],
  );
  if (studyId !== null && turns.some((turn) => turn.speakerId !== undefined))
    await replaceTurns(tx, { sourceId: id, studyId }, spoken);
}
