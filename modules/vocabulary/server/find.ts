import { found } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { Definition, DefinitionKind } from '../model.ts';
import { definitionAt, latestOf } from './queries.ts';

type Of<K extends DefinitionKind> = Extract<Definition, { kind: K }>;

/** One published definition of a kind, in the version named or the latest. Refuses as `missing` when it was never published. */
export async function findDefinition<K extends DefinitionKind>(
  tx: Tx,
  kind: K,
  at: { readonly key: string; readonly version?: string | undefined },
): Promise<Of<K>> {
  const row = found(await definitionAt(tx, kind, at), 'vocabulary.notPublished');
  return row.content as Of<K>;
}

/** The latest version of every definition of a kind, by key. */
export async function latestDefinitions<K extends DefinitionKind>(tx: Tx, kind: K): Promise<Of<K>[]> {
  return (await latestOf(tx, kind)).map((row) => row.content as Of<K>);
}
