import { allOf, empty, sql } from '../../../kernel/server/sql.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { DefinitionKind } from '../model.ts';

/** One published definition as a row. */
export type Stored = {
  readonly kind: string;
  readonly key: string;
  readonly version: string;
  readonly content: unknown;
};

/** The latest version of every definition of a kind, by key. */
export function latestOf(tx: Tx, kind: DefinitionKind): Promise<Stored[]> {
  return tx.many<Stored>(
    sql`select l.kind, l.key, l.version, l.content from vocabulary.latest l where l.kind = ${kind} order by l.key`,
  );
}

/** Every published version of every definition of a kind, the oldest first. */
export function everyOf(tx: Tx, kind: DefinitionKind): Promise<Stored[]> {
  return tx.many<Stored>(
    sql`select d.kind, d.key, d.version, d.content from vocabulary.published d where d.kind = ${kind} order by d.key, d.version_order`,
  );
}

/** One definition, in the version named or the latest. */
export function definitionAt(
  tx: Tx,
  kind: DefinitionKind,
  at: { key: string; version?: string | undefined },
) {
  const version = at.version === undefined ? empty : sql`and d.version = ${at.version}`;
  return tx.maybe<Stored>(sql`select d.kind, d.key, d.version, d.content from vocabulary.published d
    where d.kind = ${kind} and d.key = ${at.key} ${version} order by d.own desc, d.version_order desc limit 1`);
}

/** The versions of a definition, latest first. */
export async function versionsOf(tx: Tx, kind: DefinitionKind, key: string): Promise<string[]> {
  const rows = await tx.many<{ version: string }>(sql`select d.version from vocabulary.published d
    where d.kind = ${kind} and d.key = ${key} order by d.own desc, d.version_order desc`);
  return rows.map((row) => row.version);
}

/** The keys of the program models that the community wrote itself. */
export async function ownKeys(tx: Tx): Promise<string[]> {
  const rows = await tx.many<{ key: string }>(
    sql`select distinct o.key from vocabulary.own_program o where o.community_id = ${tx.actor.communityId}`,
  );
  return rows.map((row) => row.key);
}

/** The latest names of definitions by their keys, whatever their kind. */
export function namesOf(tx: Tx, keys: readonly string[]) {
  return tx.many<{ kind: string; key: string; version: string; en: string; fr: string }>(sql`
    select l.kind, l.key, l.version, l.name_en as en, l.name_fr as fr from vocabulary.latest l
    where l.key = any(${keys}::text[]) order by l.kind, l.key`);
}

/** A code found by its words, with the names on its path. */
export type FoundRow = {
  readonly system: string;
  readonly version: string;
  readonly code: string;
  readonly kind: string;
  readonly path: readonly { readonly en: string; readonly fr: string }[];
};

/** Codes of the latest versions whose words contain every word asked for; names before definitions, then published order. */
export function codesWith(
  tx: Tx,
  asked: { words: readonly string[]; systems: readonly string[] | undefined; limit: number },
): Promise<FoundRow[]> {
  const like = (word: string) => `%${word}%`;
  const every = (column: 'name' | 'all') =>
    allOf(
      asked.words.map((word) =>
        column === 'name' ? sql`c.name_words like ${like(word)}` : sql`c.all_words like ${like(word)}`,
      ),
    );
  const within = asked.systems === undefined ? empty : sql`and c.system = any(${asked.systems}::text[])`;
  return tx.many<FoundRow>(sql`
    select c.system, c.version, c.code, c.kind,
      (select jsonb_agg(jsonb_build_object('en', p.name_en, 'fr', p.name_fr) order by cardinality(p.path)) from vocabulary.code p
        where p.system = c.system and p.version = c.version and p.code = any(c.path)) as path
    from vocabulary.code c join vocabulary.latest l on l.kind = 'vocabulary' and l.key = c.system and l.version = c.version
    where ${every('all')} ${within}
    order by (${every('name')}) desc, c.system, c.position limit ${asked.limit}`);
}

/** The digests of every published version. */
export function digests(tx: Tx) {
  return tx.many<{ kind: string; key: string; version: string; digest: string }>(
    sql`select d.kind, d.key, d.version, d.digest from vocabulary.definition d`,
  );
}

/** Adds versions that are not published yet. */
export function publish(tx: Tx, definitions: readonly Readonly<Record<string, unknown>>[]): Promise<number> {
  return tx.run(sql`insert into vocabulary.definition (kind, key, version, name_en, name_fr, content, digest)
    select r.kind, r.key, r.version, r.name_en, r.name_fr, r.content, r.digest from jsonb_to_recordset(${JSON.stringify(definitions)}::jsonb)
      as r(kind text, key text, version text, name_en text, name_fr text, content jsonb, digest text)`);
}

/** Adds the codes of code systems that were just published. */
export function publishCodes(tx: Tx, codes: readonly Readonly<Record<string, unknown>>[]): Promise<number> {
  return tx.run(sql`insert into vocabulary.code
      (system, version, code, kind, parent, path, position, name_en, name_fr, name_words, all_words)
    select r.system, r.version, r.code, r.kind, r.parent, r.path, r.position, r.name_en, r.name_fr, r.name_words, r.all_words
    from jsonb_to_recordset(${JSON.stringify(codes)}::jsonb) as r(system text, version text, code text, kind text, parent text,
      path text[], position integer, name_en text, name_fr text, name_words text, all_words text)`);
}
