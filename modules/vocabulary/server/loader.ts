import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refuse } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { type CodeSystem, Definition, faultsOf, fold, pathOf } from '../model.ts';
import { digests, publish, publishCodes } from './queries.ts';

/** What a load did: definitions published now, and those that were there already. */
export type Loaded = { readonly published: number; readonly unchanged: number };

/** A list of words that one module reads by itself says what it is about instead of its kind. */
const isWordList = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'about' in value && !('kind' in value);

/**
 * Reads every definition under a folder, in the order of their paths. Word lists of modules are passed over. Refuses as `invalid`
 * a file that does not fit its kind or has none, naming the file.
 */
export async function readDefinitions(folder: string): Promise<Definition[]> {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith('.json')).sort();
  const read = files.map(async (file) => {
    const value = JSON.parse(await readFile(join(folder, file), 'utf8')) as unknown;
    if (isWordList(value)) return [];
    const parsed = Definition.safeParse(value);
    if (parsed.success) return [parsed.data];
    const at = parsed.error.issues[0];
    const fault = `${at?.path.join('.') ?? ''}: ${at?.message ?? ''}`;
    throw refuse('invalid', 'vocabulary.definitionIsWrong', { file, fault });
  });
  return (await Promise.all(read)).flat();
}

/** The same text for the same content, whatever the order of its keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

/** SHA-256 of a definition, the same for the same content whatever the order of its keys. */
export const digestOf = (definition: Definition): string =>
  createHash('sha256').update(canonical(definition)).digest('hex');
const nameOf = (one: { kind: string; key: string; version: string }) =>
  `${one.kind} ${one.key} ${one.version}`;

function codeRows(system: CodeSystem) {
  return system.codes.map((entry, position) => {
    const names = [entry.name.en, entry.name.fr, ...(entry.aliases ?? [])];
    const texts = [entry.definition, entry.include, entry.prompt].flatMap((said) =>
      said ? [said.en, said.fr] : [],
    );
    return {
      system: system.key,
      version: system.version,
      code: entry.code,
      kind: entry.kind,
      parent: entry.parent,
      path: pathOf(system.codes, entry.code).map((one) => one.code),
      position,
      name_en: entry.name.en,
      name_fr: entry.name.fr,
      name_words: fold([entry.code, entry.number ?? '', ...names].join(' ')),
      all_words: fold([entry.code, entry.number ?? '', ...names, ...texts].join(' ')),
    };
  });
}

type Digested = { readonly definition: Definition; readonly digest: string };

function rowOf({ definition, digest }: Digested) {
  const { kind, key, version, name } = definition;
  return { kind, key, version, name_en: name.en, name_fr: name.fr, content: definition, digest };
}

/**
 * Publishes definitions for the whole installation; run it as the worker. A version that is there with the same content is left
 * alone. Refuses as `conflict` a version that is there with other content, and as `invalid` a set with faults.
 */
export async function loadDefinitions(tx: Tx, definitions: readonly Definition[]): Promise<Loaded> {
  const there = new Map((await digests(tx)).map((row) => [nameOf(row), row.digest]));
  const all = definitions.map((definition): Digested => ({ definition, digest: digestOf(definition) }));
  const changed = all.find(({ definition, digest }) => (there.get(nameOf(definition)) ?? digest) !== digest);
  if (changed) {
    const { key, version } = changed.definition;
    throw refuse('conflict', 'vocabulary.versionIsPublished', { key, version });
  }
  const fresh = all.filter(({ definition }) => !there.has(nameOf(definition)));
  if (fresh.length === 0) return { published: 0, unchanged: all.length };
  const faults = faultsOf(definitions);
  if (faults[0] !== undefined) {
    throw refuse('invalid', 'vocabulary.definitionsHaveFaults', { count: faults.length, fault: faults[0] });
  }
  await publish(tx, fresh.map(rowOf));
  const systems = fresh.map((one) => one.definition).filter((one) => one.kind === 'vocabulary');
  if (systems.length > 0) await publishCodes(tx, systems.flatMap(codeRows));
  return { published: fresh.length, unchanged: all.length - fresh.length };
}
