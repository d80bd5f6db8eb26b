import type { Tx } from '../../../kernel/server/scope.ts';
import { found, refuse } from '../../../kernel/refusal.ts';
import { sql } from '../../../kernel/server/sql.ts';
import { studyByCode, studyById, type StudyRow } from '../../evidence/server/index.ts';
import { isId } from '../../../kernel/id.ts';
import { homeOf } from '../model.ts';

/** Where a code of a locked codebook counts. */
export type Home = { readonly domain: string; readonly construct: string };

/** A locked codebook: where each code counts, in published order. */
export type Codebook = ReadonlyMap<string, Home>;

type Entry = { code: string; kind: string; path: string[] };

/** The codebook of a study, in the version the study locked. */
export async function codebookOf(
  tx: Tx,
  study: Pick<StudyRow, 'system' | 'codebookVersion'>,
): Promise<Codebook> {
  const entries = await tx.many<Entry>(sql`select e.code, e.kind, e.path from vocabulary.code_entry e
    where e.system = ${study.system} and e.version = ${study.codebookVersion} order by e.position`);
  if (entries.length === 0) throw refuse('missing', 'coding.noCodebook');
  const kinds = new Map(entries.map((entry) => [entry.code, entry.kind]));
  return new Map(
    entries.map((entry) => {
      const path = entry.path.map((code) => ({ code, kind: kinds.get(code) ?? '' }));
      return [entry.code, homeOf({ code: entry.code, kind: entry.kind, path })];
    }),
  );
}

/** A study by its id or its short name; refuses as missing. */
export async function studyAsked(tx: Tx, asked: string): Promise<StudyRow> {
  return found(isId(asked) ? await studyById(tx, asked) : await studyByCode(tx, asked), 'coding.noSuchStudy');
}
