import { allOf, empty, type Sql, sql } from '../../../kernel/server/sql.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { By, Valence } from '../model.ts';

/** A coding as it is stored; its memo is sealed. */
export type CodingRow = {
  readonly id: string;
  readonly studyId: string;
  readonly sourceId: string;
  readonly siteId: string | null;
  readonly start: number;
  readonly end: number;
  readonly system: string;
  readonly systemVersion: string;
  readonly code: string;
  readonly construct: string;
  readonly domain: string;
  readonly valence: Valence;
  readonly strength: number | null;
  readonly coderName: string | null;
  readonly memoSealed: Buffer | null;
  readonly removedAt: Date | null;
  readonly changedAt: Date;
  readonly createdBy: string;
  readonly version: number;
};

const columns = sql`c.id, c.study_id as "studyId", c.source_id as "sourceId", c.site_id as "siteId", c.start_at as start, c.end_at as "end",
  c.code_system as system, c.code_version as "systemVersion", c.code, c.construct, c.domain, c.valence, c.strength,
  c.coder_name as "coderName", c.memo_sealed as "memoSealed", c.removed_at as "removedAt", c.changed_at as "changedAt",
  c.created_by as "createdBy", c.version`;

/** The standing codings of a text, in its order. */
export function codingsOf(tx: Tx, sourceId: string): Promise<CodingRow[]> {
  return tx.many<CodingRow>(sql`select ${columns} from coding.coding c where c.community_id = ${tx.actor.communityId}
    and c.source_id = ${sourceId} and c.removed_at is null and (c.counted or (c.layer = 'coder' and not exists (select 1 from coding.consensus k
      where k.community_id = c.community_id and k.source_id = c.source_id and k.done_at is not null))) order by c.start_at, c.end_at, c.id`);
}

/** One coding, standing or removed. */
export function codingById(tx: Tx, id: string): Promise<CodingRow | undefined> {
  return tx.maybe<CodingRow>(
    sql`select ${columns} from coding.coding c where c.community_id = ${tx.actor.communityId} and c.id = ${id}`,
  );
}

/** What is kept of a new coding. */
export type NewCoding = {
  readonly id: string;
  readonly studyId: string;
  readonly sourceId: string;
  readonly siteId: string | null;
  readonly contentVersion: number;
  readonly start: number;
  readonly end: number;
  readonly system: string;
  readonly systemVersion: string;
  readonly code: string;
  readonly construct: string;
  readonly domain: string;
  readonly valence: Valence;
  readonly strength: number | null;
  readonly coderName: string | null;
  readonly memo: Buffer | null;
  readonly fingerprint: bigint | null;
};

/** Adds codings of one study in one statement; records that were loaded before are left alone. Gives the number added. */
export function insertCodings(tx: Tx, rows: readonly NewCoding[]): Promise<number> {
  const { communityId, accountId } = tx.actor;
  const first = rows[0];
  if (first === undefined) return Promise.resolve(0);
  const of = <T>(pick: (row: NewCoding) => T): T[] => rows.map(pick);
  return tx.run(sql`insert into coding.coding (community_id, id, study_id, source_id, site_id, content_version, start_at, end_at, code_system, code_version,
      code, construct, domain, valence, strength, coder_name, memo_sealed, fingerprint, changed_by, created_by)
    select ${communityId}, r.id, ${first.studyId}, r.source, r.site, r.content, r.from_at, r.to_at, ${first.system}, ${first.systemVersion},
      r.code, r.construct, r.domain, r.valence, r.strength, r.coder, r.memo, r.fingerprint, ${accountId}, ${accountId}
    from unnest(${of((row) => row.id)}::uuid[], ${of((row) => row.sourceId)}::uuid[], ${of((row) => row.siteId)}::uuid[],
      ${of((row) => row.contentVersion)}::integer[], ${of((row) => row.start)}::integer[], ${of((row) => row.end)}::integer[],
      ${of((row) => row.code)}::text[], ${of((row) => row.construct)}::text[], ${of((row) => row.domain)}::text[], ${of((row) => row.valence)}::text[],
      ${of((row) => row.strength)}::smallint[], ${of((row) => row.coderName)}::text[], ${of((row) => row.memo)}::bytea[], ${of((row) => row.fingerprint)}::bigint[])
      as r(id, source, site, content, from_at, to_at, code, construct, domain, valence, strength, coder, memo, fingerprint)
    on conflict (community_id, source_id, fingerprint) where fingerprint is not null do nothing`);
}

/** What a change leaves of a coding. */
export type Changed = Pick<
  CodingRow,
  'id' | 'version' | 'start' | 'end' | 'code' | 'construct' | 'domain' | 'valence' | 'strength' | 'memoSealed'
>;

/** Changes a coding that stands at `version`; 0 rows when it has moved on or was removed. */
export function updateCoding(tx: Tx, row: Changed): Promise<number> {
  return tx.run(sql`update coding.coding set start_at = ${row.start}, end_at = ${row.end}, code = ${row.code}, construct = ${row.construct},
      domain = ${row.domain}, valence = ${row.valence}, strength = ${row.strength}, memo_sealed = ${row.memoSealed},
      changed_by = ${tx.actor.accountId}, changed_at = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${row.id} and version = ${row.version} and removed_at is null`);
}

/** Takes a coding away; 0 rows when it has moved on. */
export function markRemoved(tx: Tx, id: string, version: number): Promise<number> {
  return tx.run(sql`update coding.coding set removed_at = now(), changed_by = ${tx.actor.accountId}, changed_at = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${id} and version = ${version} and removed_at is null`);
}

/** Puts a coding back to what it was one version ago; 0 rows when it has moved on or there was nothing before. */
export function putBack(tx: Tx, id: string, version: number): Promise<number> {
  return tx.run(sql`update coding.coding c set start_at = b.start_at, end_at = b.end_at, code = b.code, construct = b.construct, domain = b.domain,
      valence = b.valence, strength = b.strength, memo_sealed = b.memo_sealed, removed_at = b.removed_at,
      changed_by = ${tx.actor.accountId}, changed_at = now(), version = c.version + 1
    from coding.history h cross join lateral jsonb_populate_record(null::coding.coding, h.row_before) as b
    where c.community_id = ${tx.actor.communityId} and c.id = ${id} and c.version = ${version}
      and h.community_id = c.community_id and h.table_name = 'coding' and h.row_id = c.id and h.row_version = c.version - 1`);
}

/** Earlier versions of a coding, latest first. */
export function earlier(tx: Tx, id: string) {
  return tx.many<{
    version: number;
    code: string;
    valence: Valence;
    strength: number | null;
    start: number;
    end: number;
    removed: boolean;
    replacedAt: Date;
    replacedBy: string | null;
  }>(sql`select h.row_version as version, b.code, b.valence, b.strength, b.start_at as start, b.end_at as "end", b.removed_at is not null as removed,
      h.kept_at as "replacedAt", h.replaced_by as "replacedBy"
    from coding.history h cross join lateral jsonb_populate_record(null::coding.coding, h.row_before) as b
    where h.community_id = ${tx.actor.communityId} and h.table_name = 'coding' and h.row_id = ${id} order by h.row_version desc`);
}

/** One counted cell of a study: `siteKey` is the id of the site, or empty. */
export type CellRow = {
  readonly key: string;
  readonly siteKey: string;
  readonly valence: Valence;
  readonly codings: number;
  readonly passages: number;
};

/** Every cell of a study at one level that has codings in it. */
export function cellsOf(tx: Tx, studyId: string, level: By): Promise<CellRow[]> {
  return tx.many<CellRow>(sql`select t.key, t.site_key as "siteKey", t.valence, t.codings, t.passages from coding.tally t
    where t.community_id = ${tx.actor.communityId} and t.study_id = ${studyId} and t.level = ${level} and t.codings > 0`);
}

/** The short names of the sites of the community, by id. */
export async function siteCodes(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.many<{ id: string; code: string }>(sql`select v.id, v.code from identity.site_view v
    where v.community_id = ${tx.actor.communityId} order by v.code`);
  return new Map(rows.map((row) => [row.id, row.code]));
}

/** A passage with the codings that put it in the cell. */
export type PassageRow = {
  readonly sourceId: string;
  readonly start: number;
  readonly end: number;
  readonly codings: readonly {
    id: string;
    code: string;
    valence: Valence;
    strength: number | null;
    coderId: string;
    coderName: string | null;
  }[];
};

/** Which passages are asked for. */
export type Cell = {
  readonly studyId: string;
  readonly by: By;
  readonly key?: string | undefined;
  readonly siteId?: string | null | undefined;
  readonly valence?: Valence | undefined;
  readonly after?: readonly [sourceId: string, start: number, end: number] | undefined;
  readonly limit: number;
};

/** A page of the distinct passages of a cell, on texts whose consent stands. */
export function passagesOf(tx: Tx, cell: Cell): Promise<PassageRow[]> {
  const when: Sql[] = [sql`c.community_id = ${tx.actor.communityId}`, sql`c.study_id = ${cell.studyId}`];
  if (cell.key !== undefined && cell.by === 'domain') when.push(sql`c.domain = ${cell.key}`);
  if (cell.key !== undefined && cell.by === 'construct') when.push(sql`c.construct = ${cell.key}`);
  if (cell.siteId === null) when.push(sql`c.site_id is null`);
  else if (cell.siteId !== undefined) when.push(sql`c.site_id = ${cell.siteId}`);
  if (cell.valence !== undefined) when.push(sql`c.valence = ${cell.valence}`);
  const [source, start, end] = cell.after ?? [];
  const after =
    source === undefined
      ? empty
      : sql`and (c.source_id, c.start_at, c.end_at) > (${source}, ${start}, ${end})`;
  return tx.many<PassageRow>(sql`select c.source_id as "sourceId", c.start_at as start, c.end_at as "end",
      jsonb_agg(jsonb_build_object('id', c.id, 'code', c.code, 'valence', c.valence, 'strength', c.strength, 'coderId', c.created_by,
        'coderName', c.coder_name) order by c.code, c.id) as codings
    from coding.coding c join evidence.open_source s on s.community_id = c.community_id and s.id = c.source_id
    where ${allOf(when)} and c.removed_at is null and c.counted ${after}
    group by c.source_id, c.start_at, c.end_at order by 1, 2, 3 limit ${cell.limit + 1}`);
}
