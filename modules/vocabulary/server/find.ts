import { found } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { Definition, DefinitionKind } from '../model.ts';
import { definitionAt, everyOf, latestOf } from './queries.ts';

type Of<K extends DefinitionKind> = Extract<Definition, { kind: K }>;

const kept = new Map<string, { at: number; definition: Definition }>();
const latestLasts = 5_000;

/** Published versions never change, so they are kept in memory; which one is the latest is asked again after five seconds. */
async function remembered(
  key: string,
  forever: boolean,
  read: () => Promise<Definition>,
): Promise<Definition> {
  const now = performance.now();
  const held = kept.get(key);
  if (held && (forever || now - held.at < latestLasts)) return held.definition;
  const definition = await read();
  kept.set(key, { at: now, definition });
  return definition;
}

/** The same key may name another model in another community. */
const keptAs = (tx: Tx, kind: DefinitionKind, key: string, version: string | undefined) =>
  `${kind === 'program' ? tx.actor.communityId : ''} ${kind} ${key} ${version ?? ''}`;

/** Forgets which version of a program model of the actor's community is the latest: one was just published. */
export function forgetLatest(tx: Tx, key: string): void {
  kept.delete(keptAs(tx, 'program', key, undefined));
}

/** One published definition of a kind, in the version named or the latest. Refuses as `missing` when it was never published. */
export async function findDefinition<K extends DefinitionKind>(
  tx: Tx,
  kind: K,
  at: { readonly key: string; readonly version?: string | undefined },
): Promise<Of<K>> {
  const read = async () =>
    found(await definitionAt(tx, kind, at), 'vocabulary.notPublished').content as Definition;
  return (await remembered(keptAs(tx, kind, at.key, at.version), at.version !== undefined, read)) as Of<K>;
}

/** The latest version of every definition of a kind, by key. */
export async function latestDefinitions<K extends DefinitionKind>(tx: Tx, kind: K): Promise<Of<K>[]> {
  return (await latestOf(tx, kind)).map((row) => row.content as Of<K>);
}

/** Every published version of every definition of a kind, the oldest first. */
export async function everyDefinition<K extends DefinitionKind>(tx: Tx, kind: K): Promise<Of<K>[]> {
  return (await everyOf(tx, kind)).map((row) => row.content as Of<K>);
}
