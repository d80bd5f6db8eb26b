import { newId } from '../../../../kernel/id.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { refuse } from '../../../../kernel/refusal.ts';
import type { StudyRow } from '../../../evidence/server/index.ts';
import type { DeedKind } from '../../valences.ts';
import { type DeedRow, insertDeed, type Step } from './queries.ts';

/** Remembers what this person did in one step, so that they can undo it. */
export function remember(
  tx: Tx,
  deed: { studyId: string; sourceId?: string | null; what: DeedKind },
  steps: readonly Step[],
): void {
  if (steps.length === 0) return;
  const { studyId, sourceId = null, what } = deed;
  insertDeed(tx, { id: newId(), studyId, sourceId, what }, steps);
}

/** The step of something that was not there before. */
export function made(thing: Step['thing'], id: string): Step {
  return { thing, id, before: 0, after: 1 };
}

/** The step of something changed from the row that was read. */
export function changed(thing: Step['thing'], row: { id: string; version: number; standsAs: number }): Step {
  return { thing, id: row.id, before: row.standsAs, after: row.version + 1 };
}

/** A thing to put back: the content it must have now, and the content it gets (0: it is not there). */
export type Return = { readonly id: string; readonly from: number; readonly to: number };

/** The deed that is being undone or done again, and the study it was done in. */
export type Turning = { readonly study: StudyRow; readonly deed: DeedRow };

/** The refusal that somebody changed since what would be put back; `deedId` lets the person leave that step. */
export function changedSince({ deed }: Turning) {
  return refuse('conflict', 'coding.changedSince', { deedId: deed.id });
}
