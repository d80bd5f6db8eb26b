import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';

/** A code of the team's own, or guidance beside a locked one, as it is stored. */
export type CodeRow = {
  readonly id: string;
  readonly studyId: string;
  readonly code: string;
  readonly own: boolean;
  readonly parent: string | null;
  readonly name: string | null;
  readonly definition: string | null;
  readonly include: string | null;
  readonly exclude: string | null;
  readonly instead: readonly string[];
  readonly color: string | null;
  readonly codable: boolean;
  readonly origin: 'team' | 'words' | 'import';
  readonly position: number;
  readonly retiredAt: Date | null;
  readonly mergedInto: string | null;
  readonly removedAt: Date | null;
  readonly standsAs: number;
  readonly changedAt: Date;
  readonly version: number;
};

/** What may change of a code. */
export type CodeContent = Omit<CodeRow, 'studyId' | 'code' | 'own' | 'standsAs' | 'changedAt'>;

const columns = sql`c.id, c.study_id as "studyId", c.code, c.own, c.parent, c.name, c.definition, c.include, c.exclude, c.instead, c.color, c.codable,
  c.origin, c.position, c.retired_at as "retiredAt", c.merged_into as "mergedInto", c.removed_at as "removedAt", c.stands_as as "standsAs",
  c.changed_at as "changedAt", c.version`;

/** The codes of a study with its guidance, in the order of the tree; those whose making was undone are left out. */
export function codesOf(tx: Tx, studyId: string): Promise<CodeRow[]> {
  return tx.many<CodeRow>(sql`select ${columns} from coding.code c
    where c.community_id = ${tx.actor.communityId} and c.study_id = ${studyId} and c.removed_at is null
    order by c.position, c.created_at, c.id`);
}

/** One code, also one whose making was undone. */
export function codeById(tx: Tx, id: string): Promise<CodeRow | undefined> {
  return tx.maybe<CodeRow>(
    sql`select ${columns} from coding.code c where c.community_id = ${tx.actor.communityId} and c.id = ${id}`,
  );
}

/** What is kept of a new code; `code` is its own id, or a locked code that it guides. */
export type NewCode = Pick<
  CodeRow,
  | 'id'
  | 'studyId'
  | 'code'
  | 'parent'
  | 'name'
  | 'definition'
  | 'include'
  | 'exclude'
  | 'instead'
  | 'color'
  | 'codable'
  | 'origin'
  | 'position'
>;

/** Adds a code. */
export function insertCode(tx: Tx, one: NewCode): Promise<number> {
  const { communityId, accountId } = tx.actor;
  return tx.run(sql`insert into coding.code (community_id, id, study_id, code, parent, name, definition, include, exclude, instead, color, codable, origin,
      position, changed_by, created_by)
    values (${communityId}, ${one.id}, ${one.studyId}, ${one.code}, ${one.parent}, ${one.name}, ${one.definition}, ${one.include}, ${one.exclude},
      ${one.instead}::text[], ${one.color}, ${one.codable}, ${one.origin}, ${one.position}, ${accountId}, ${accountId})`);
}

/** Writes the content of a code that stands at its `version`; 0 rows when it has moved on. `standsAs` says which earlier content it is. */
export function updateCode(tx: Tx, row: CodeContent, standsAs = row.version + 1): Promise<number> {
  return tx.run(sql`update coding.code set parent = ${row.parent}, name = ${row.name}, definition = ${row.definition}, include = ${row.include},
      exclude = ${row.exclude}, instead = ${row.instead}::text[], color = ${row.color}, codable = ${row.codable}, origin = ${row.origin},
      position = ${row.position}, retired_at = ${row.retiredAt}, merged_into = ${row.mergedInto}, removed_at = ${row.removedAt},
      stands_as = ${standsAs}, changed_by = ${tx.actor.accountId}, changed_at = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${row.id} and version = ${row.version}`);
}

/** The content a code had at a version. */
export function codeAt(tx: Tx, id: string, version: number): Promise<CodeRow | undefined> {
  return tx.maybe<CodeRow>(sql`select ${columns} from coding.history h cross join lateral jsonb_populate_record(null::coding.code, h.row_before) as c
    where h.community_id = ${tx.actor.communityId} and h.table_name = 'code' and h.row_id = ${id} and h.row_version = ${version}`);
}

/** Earlier versions of a code, latest first. */
export function earlierCodes(tx: Tx, id: string) {
  return tx.many<{
    version: number;
    name: string | null;
    definition: string | null;
    include: string | null;
    exclude: string | null;
    parent: string | null;
    replacedAt: Date;
    replacedBy: string | null;
  }>(sql`select h.row_version as version, b.name, b.definition, b.include, b.exclude, b.parent, h.kept_at as "replacedAt", h.replaced_by as "replacedBy"
    from coding.history h cross join lateral jsonb_populate_record(null::coding.code, h.row_before) as b
    where h.community_id = ${tx.actor.communityId} and h.table_name = 'code' and h.row_id = ${id} order by h.row_version desc`);
}

/** How many standing codings carry each code of a study. */
export function codingsPerCode(tx: Tx, studyId: string): Promise<{ code: string; codings: number }[]> {
  return tx.many<{
    code: string;
    codings: number;
  }>(sql`select c.code, count(*)::integer as codings from coding.standing_coding c
    where c.community_id = ${tx.actor.communityId} and c.study_id = ${studyId} group by c.code order by c.code`);
}

/** A locked code as it is published, with the codes above it. */
export type LockedRow = {
  readonly code: string;
  readonly kind: string;
  readonly parent: string | null;
  readonly path: readonly string[];
};

/** Every code of a published codebook, in published order. */
export function lockedCodes(tx: Tx, of: { system: string; codebookVersion: string }): Promise<LockedRow[]> {
  return tx.many<LockedRow>(sql`select e.code, e.kind, e.parent, e.path from vocabulary.code_entry e
    where e.system = ${of.system} and e.version = ${of.codebookVersion} order by e.position`);
}
