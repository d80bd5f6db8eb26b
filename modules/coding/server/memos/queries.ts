import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { MemoLink, MemoOn } from '../../asked/memos.ts';

/** A memo as it is stored; its text is sealed. */
export type MemoRow = {
  readonly id: string;
  readonly studyId: string;
  readonly about: MemoOn;
  readonly sourceId: string | null;
  readonly codingId: string | null;
  readonly code: string | null;
  readonly start: number | null;
  readonly end: number | null;
  readonly contentVersion: number | null;
  readonly textSealed: Buffer;
  readonly links: readonly MemoLink[];
  readonly removedAt: Date | null;
  readonly standsAs: number;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly changedAt: Date;
  readonly version: number;
};

const columns = sql`m.id, m.study_id as "studyId", m.about, m.source_id as "sourceId", m.coding_id as "codingId", m.code, m.start_at as start, m.end_at as "end",
  m.content_version as "contentVersion", m.text_sealed as "textSealed", m.links, m.removed_at as "removedAt", m.stands_as as "standsAs",
  m.created_at as "createdAt", m.created_by as "createdBy", m.changed_at as "changedAt", m.version`;
const open = sql`(m.source_id is null or exists (select 1 from evidence.open_source s where s.community_id = m.community_id and s.id = m.source_id))`;

/** One memo, also one that was taken away; not one on a text that was withdrawn. */
export function memoById(tx: Tx, id: string): Promise<MemoRow | undefined> {
  return tx.maybe<MemoRow>(
    sql`select ${columns} from coding.memo m where m.community_id = ${tx.actor.communityId} and m.id = ${id} and ${open}`,
  );
}

/** The memos of a study or of one of its texts, oldest first; those on withdrawn texts are left out. */
export function memosOf(
  tx: Tx,
  asked: { studyId: string; sourceId?: string | undefined; after?: string | undefined; limit: number },
): Promise<MemoRow[]> {
  const source = asked.sourceId ?? null;
  const after = asked.after ?? null;
  return tx.many<MemoRow>(sql`select ${columns} from coding.memo m
    where m.community_id = ${tx.actor.communityId} and m.study_id = ${asked.studyId} and m.removed_at is null and ${open}
      and (${source}::uuid is null or m.source_id = ${source}) and (${after}::uuid is null or m.id > ${after})
    order by m.id limit ${asked.limit}`);
}

/** What is kept of a new memo. */
export type NewMemo = Omit<
  MemoRow,
  'removedAt' | 'standsAs' | 'createdAt' | 'createdBy' | 'changedAt' | 'version'
>;

/** Adds a memo. */
export function insertMemo(tx: Tx, one: NewMemo): Promise<number> {
  const { communityId, accountId } = tx.actor;
  return tx.run(sql`insert into coding.memo (community_id, id, study_id, about, source_id, coding_id, code, start_at, end_at, content_version, text_sealed,
      links, changed_by, created_by)
    values (${communityId}, ${one.id}, ${one.studyId}, ${one.about}, ${one.sourceId}, ${one.codingId}, ${one.code}, ${one.start}, ${one.end},
      ${one.contentVersion}, ${one.textSealed}, ${JSON.stringify(one.links)}, ${accountId}, ${accountId})`);
}

/** Writes the content of a memo that stands at its `version`; 0 rows when it has moved on. `standsAs` says which earlier content it is. */
export function updateMemo(tx: Tx, row: MemoRow, standsAs = row.version + 1): Promise<number> {
  return tx.run(sql`update coding.memo set start_at = ${row.start}, end_at = ${row.end}, content_version = ${row.contentVersion},
      text_sealed = ${row.textSealed}, links = ${JSON.stringify(row.links)}, removed_at = ${row.removedAt}, stands_as = ${standsAs},
      changed_by = ${tx.actor.accountId}, changed_at = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${row.id} and version = ${row.version}`);
}

/** The content a memo had at a version. */
export function memoAt(tx: Tx, id: string, version: number): Promise<MemoRow | undefined> {
  return tx.maybe<MemoRow>(sql`select ${columns} from coding.history h cross join lateral jsonb_populate_record(null::coding.memo, h.row_before) as m
    where h.community_id = ${tx.actor.communityId} and h.table_name = 'memo' and h.row_id = ${id} and h.row_version = ${version}`);
}

/** The memos on passages of a text, also those taken away. */
export function passageMemos(tx: Tx, sourceId: string) {
  return tx.many<{
    id: string;
    start: number;
    end: number;
  }>(sql`select m.id, m.start_at as start, m.end_at as "end" from coding.memo m
    where m.community_id = ${tx.actor.communityId} and m.source_id = ${sourceId} and m.about = 'passage' order by m.id`);
}

/** Moves memos along with a corrected text; one whose words were deleted is from now on about the whole text. */
export function moveMemos(
  tx: Tx,
  contentVersion: number,
  rows: readonly { id: string; start: number | null; end: number | null }[],
): Promise<number> {
  const of = <T>(pick: (row: (typeof rows)[number]) => T): T[] => rows.map(pick);
  return tx.run(sql`update coding.memo m set about = case when r.from_at is null then 'source' else m.about end, start_at = r.from_at, end_at = r.to_at,
      content_version = case when r.from_at is null then null else ${contentVersion}::integer end,
      changed_by = ${tx.actor.accountId}, changed_at = now(), version = m.version + 1
    from unnest(${of((row) => row.id)}::uuid[], ${of((row) => row.start)}::integer[], ${of((row) => row.end)}::integer[]) as r(id, from_at, to_at)
    where m.community_id = ${tx.actor.communityId} and m.id = r.id`);
}
