import { open, seal } from '../../../kernel/server/keys/index.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { suggestionBecame } from '../../evidence/server/index.ts';
import { suggesterOf } from './queries.ts';

const place = 'learning.trial.suggested_by';

type Made = { readonly id: string; readonly suggestionId?: string | undefined };

/** Tells whoever made a suggestion that it became a factor. */
export async function factorFrom(tx: Tx, { id, suggestionId }: Made): Promise<void> {
  if (suggestionId !== undefined) await suggestionBecame(tx, { suggestionId, step: 'factor', subjectId: id });
}

/** Tells whoever made a suggestion that it is tried out; gives how they wish to be named with the trial, sealed under it, nothing when they do not. */
export async function trialFrom(tx: Tx, { id, suggestionId }: Made): Promise<Buffer | null> {
  if (suggestionId === undefined) return null;
  const named = await suggestionBecame(tx, { suggestionId, step: 'trial', subjectId: id });
  return named === null ? null : seal(tx, id, place, id, named);
}

/** How whoever suggested a trial wished to be named. */
export async function suggestedBy(tx: Tx, id: string): Promise<string | null> {
  const row = await suggesterOf(tx, id);
  return row === undefined || row.sealed === null ? null : open(tx, id, place, id, row.sealed);
}
