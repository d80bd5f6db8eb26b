import { refuse } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { CodeEntry } from '../../vocabulary/model.ts';
import { findDefinition } from '../../vocabulary/server/index.ts';
import { namesIn, staffingSystem, type TrainingRule } from '../model.ts';

/** The published lists of staffing. */
export type Lists = {
  readonly trainings: readonly TrainingRule[];
  readonly supervisionDays: number;
  readonly supervised: readonly string[];
  readonly questions: readonly string[];
  readonly of: (kind: string) => readonly CodeEntry[];
};

/** Reads the published lists of staffing in their latest version. */
export async function listsOf(tx: Tx): Promise<Lists> {
  const { codes } = await findDefinition(tx, 'vocabulary', { key: staffingSystem });
  const of = (kind: string) => codes.filter((entry) => entry.kind === kind);
  const supervision = codes.find((entry) => entry.code === 'supervision')?.facts ?? {};
  const trainings = of('training').map(({ code, facts }) => {
    const months = Number(facts?.['months']);
    return {
      code,
      access: namesIn(facts?.['access']),
      posts: namesIn(facts?.['posts']),
      ...(Number.isFinite(months) ? { months } : {}),
    };
  });
  return {
    trainings,
    supervisionDays: Number(supervision['days']),
    supervised: namesIn(supervision['access']),
    questions: of('question').map(({ code }) => code),
    of,
  };
}

/** The entry of a code. Refuses one that the list does not have. */
export function knownIn(lists: Lists, kind: string, code: string): CodeEntry {
  const entry = lists.of(kind).find((one) => one.code === code);
  if (entry === undefined) throw refuse('invalid', 'staffing.unknownCode', { code });
  return entry;
}
