import { newId } from '../../../kernel/id.ts';
import { SchemaMismatch } from '../../../kernel/server/migrate.ts';
import { StartFailure } from '../../../kernel/server/postgres/index.ts';
import { problemFor, refusalIn } from '../../../kernel/server/problem.ts';
import kernelWords from '../../../kernel/words.json' with { type: 'json' };
import { modules } from '../../modules.ts';

/** How `tributary` ends: 0 done, 1 refused or failed (a sentence says why), 2 wrongly called, 130 interrupted. */
export const exitCode = { done: 0, failed: 1, usage: 2, interrupted: 130 } as const;

/** A command's own reason not to go on, as one sentence. */
export class CommandFailure extends Error {}

/** What went wrong, for the person at the terminal. */
export type Failure = { readonly sentence: string; readonly code?: string; readonly facts?: object };

const sentences = new Map([
  ['kernel', kernelWords],
  ...modules.map((module) => [module.contract.module, module.words] as const),
]);

/** The sentence for anything that was thrown: ours as it stands, a refusal in words, anything else with what the system said. */
export function sentenceFor(reason: unknown): Failure {
  if (
    reason instanceof StartFailure ||
    reason instanceof SchemaMismatch ||
    reason instanceof CommandFailure
  ) {
    return { sentence: `${reason.message.charAt(0).toUpperCase()}${reason.message.slice(1)}` };
  }
  const refusal = refusalIn(reason);
  if (refusal) {
    const { title, code, facts } = problemFor(reason, newId(), 'en', sentences);
    return { sentence: title, code, facts };
  }
  return {
    sentence: `Something went wrong that should not: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}`,
  };
}
