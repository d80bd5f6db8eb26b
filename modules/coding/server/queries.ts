import type { Group } from '../asked/groups.ts';
import { isOf, saidBy } from './groups/queries.ts';
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
  /** A second code that says which side of the first is meant, with the construct it counts in. */
  readonly crossed: string | null;
  readonly crossedConstruct: string | null;
  readonly contentVersion: number;
  readonly valence: Valence;
  readonly strength: number | null;
  readonly coderName: string | null;
  readonly memoSealed: Buffer | null;
  readonly removedAt: Date | null;
  readonly lostIn: number | null;
  /** The version whose content this is: an earlier one after an undo. */
  readonly standsAs: number;
  readonly changedAt: Date;
  readonly createdBy: string;
  readonly version: number;
};

const columns = sql`c.id, c.study_id as "studyId", c.source_id as "sourceId", c.site_id as "siteId", c.start_at as start, c.end_at as "end",
  c.code_system as system, c.code_version as "systemVersion", c.code, c.construct, c.domain, c.crossed_code as crossed,
  c.crossed_construct as "crossedConstruct", c.content_version as "contentVersion", c.valence, c.strength,
  c.coder_name as "coderName", c.memo_sealed as "memoSealed", c.removed_at as "removedAt", c.lost_in as "lostIn", c.stands_as as "standsAs",
  c.changed_at as "changedAt",
  c.created_by as "createdBy", c.version`;

/** Whether a coding is listed with its text: where a consensus is done, it is what counts; elsewhere the coders' own. */
const listed = sql`c.removed_at is null and (c.counted or (c.layer = 'coder' and not exists (select 1 from coding.consensus k
      where k.community_id = c.community_id and k.source_id = c.source_id and k.done_at is not null)))`;

/** The standing codings of a text, in its order. */
export function codingsOf(tx: Tx, sourceId: string): Promise<CodingRow[]> {
  return tx.many<CodingRow>(sql`select ${columns} from coding.coding c where c.community_id = ${tx.actor.communityId}
    and c.source_id = ${sourceId} and ${listed} order by c.start_at, c.end_at, c.id`);
}

/** The codings of a text that changed since a moment, and a minute before it: whatever was under way then has ended. `listed` says whether it stands. */
export function codingsSince(
  tx: Tx,
  sourceId: string,
  since: string,
): Promise<(CodingRow & { readonly listed: boolean })[]> {
  return tx.many(sql`select ${columns}, ${listed} as listed from coding.coding c where c.community_id = ${tx.actor.communityId}
    and c.source_id = ${sourceId} and c.changed_at >= ${since}::timestamptz - interval '1 minute' order by c.start_at, c.end_at, c.id`);
}

/** The sum of the standing codings of a text, as `sumOf` adds them up. */
export function sumOfCodings(tx: Tx, sourceId: string): Promise<{ sum: number }> {
  return tx.one(sql`select coalesce(sum(('x' || right(c.id::text, 8))::bit(32)::bigint + c.version), 0)::bigint as sum from coding.coding c
    where c.community_id = ${tx.actor.communityId} and c.source_id = ${sourceId} and ${listed}`);
}

/** Codings by their ids, standing or removed. */
export function codingsById(tx: Tx, ids: readonly string[]): Promise<CodingRow[]> {
  return tx.many<CodingRow>(sql`select ${columns} from coding.coding c
    where c.community_id = ${tx.actor.communityId} and c.id = any(${ids}::uuid[]) order by c.start_at, c.end_at, c.id`);
}

/** The standing codings of a study that carry a code, as their code or crossed with it, also on texts that were withdrawn. */
export function codingsWith(tx: Tx, studyId: string, code: string): Promise<CodingRow[]> {
  return tx.many<CodingRow>(sql`select ${columns} from coding.coding c where c.community_id = ${tx.actor.communityId}
    and c.study_id = ${studyId} and (c.code = ${code} or c.crossed_code = ${code}) and c.removed_at is null order by c.id`);
}

/** The contents that codings had at earlier versions: one row for each pair that is known. */
export function codingsAt(tx: Tx, asked: readonly { id: string; version: number }[]): Promise<CodingRow[]> {
  return tx.many<CodingRow>(sql`select ${columns} from unnest(${asked.map((one) => one.id)}::uuid[], ${asked.map((one) => one.version)}::integer[]) as a(id, version)
    join coding.history h on h.community_id = ${tx.actor.communityId} and h.table_name = 'coding' and h.row_id = a.id and h.row_version = a.version
    cross join lateral jsonb_populate_record(null::coding.coding, h.row_before) as c`);
}

/** What a coding must know of its text: where it belongs, how long it is, which version of it counts, and the study's locked codebook. */
export type Ground = {
  readonly studyId: string | null;
  readonly siteId: string | null;
  readonly characters: number;
  readonly contentVersion: number;
  readonly system: string;
  readonly codebookVersion: string;
};

/** The ground of a text whose consent stands. A correction of the text waits until this transaction has ended. */
export function groundOf(tx: Tx, sourceId: string): Promise<Ground | undefined> {
  return tx.maybe<Ground>(sql`select t.study_id as "studyId", t.site_id as "siteId", t.characters, t.content_version as "contentVersion",
      v.codebook_system as system, v.codebook_version as "codebookVersion"
    from coding.text_now(${sourceId}) as t
    left join evidence.study_view v on v.community_id = ${tx.actor.communityId} and v.id = t.study_id`);
}

/** One coding, standing or removed. */
export function codingById(tx: Tx, id: string): Promise<CodingRow | undefined> {
  return tx.maybe<CodingRow>(
    sql`select ${columns} from coding.coding c where c.community_id = ${tx.actor.communityId} and c.id = ${id}`,
  );
}

/** What is kept of a new coding. */
export type NewCoding = Pick<
  CodingRow,
  | 'id'
  | 'studyId'
  | 'sourceId'
  | 'siteId'
  | 'contentVersion'
  | 'start'
  | 'end'
  | 'system'
  | 'systemVersion'
  | 'code'
  | 'construct'
  | 'domain'
  | 'crossed'
  | 'crossedConstruct'
  | 'valence'
  | 'strength'
  | 'coderName'
> & { readonly memo: Buffer | null; readonly fingerprint: bigint | null };

/** Adds codings of one study in one statement; records that were loaded before are left alone. Gives the number added. */
export function insertCodings(tx: Tx, rows: readonly NewCoding[]): Promise<number> {
  const [first] = rows;
  return first === undefined ? Promise.resolve(0) : tx.run(adding(tx, first, rows, standing));
}

/** Adds codings of one study with the statement that ends the request: nobody in the study waits longer than that takes. */
export function keepCodings(tx: Tx, rows: readonly NewCoding[]): void {
  const [first] = rows;
  if (first !== undefined) tx.write(adding(tx, first, rows));
}

/** Codings on words that were taken back are left alone as well: an import brings them when whoever said them is back. */
const standing = sql`where not evidence.hushed(r.source, r.from_at, r.to_at)`;

function adding(tx: Tx, first: NewCoding, rows: readonly NewCoding[], which: Sql = empty): Sql {
  const { communityId, accountId } = tx.actor;
  const of = <T>(pick: (row: NewCoding) => T): T[] => rows.map(pick);
  return sql`insert into coding.coding (community_id, id, study_id, source_id, site_id, content_version, start_at, end_at, code_system, code_version,
      code, construct, domain, crossed_code, crossed_construct, valence, strength, coder_name, memo_sealed, fingerprint, changed_by, created_by)
    select ${communityId}, r.id, ${first.studyId}, r.source, r.site, r.content, r.from_at, r.to_at, r.system, r.system_version,
      r.code, r.construct, r.domain, r.crossed, r.crossed_construct, r.valence, r.strength, r.coder, r.memo, r.fingerprint, ${accountId}, ${accountId}
    from unnest(${of((row) => row.id)}::uuid[], ${of((row) => row.sourceId)}::uuid[], ${of((row) => row.siteId)}::uuid[],
      ${of((row) => row.contentVersion)}::integer[], ${of((row) => row.start)}::integer[], ${of((row) => row.end)}::integer[],
      ${of((row) => row.system)}::text[], ${of((row) => row.systemVersion)}::text[],
      ${of((row) => row.code)}::text[], ${of((row) => row.construct)}::text[], ${of((row) => row.domain)}::text[],
      ${of((row) => row.crossed)}::text[], ${of((row) => row.crossedConstruct)}::text[], ${of((row) => row.valence)}::text[],
      ${of((row) => row.strength)}::smallint[], ${of((row) => row.coderName)}::text[], ${of((row) => row.memo)}::bytea[], ${of((row) => row.fingerprint)}::bigint[])
      as r(id, source, site, content, from_at, to_at, system, system_version, code, construct, domain, crossed, crossed_construct, valence, strength, coder,
        memo, fingerprint) ${which}
    on conflict (community_id, source_id, fingerprint) where fingerprint is not null do nothing`;
}

/** The content to write to a coding that stands at `version`; `standsAs` says which earlier content it is, null that it is a new one. */
export type Changed = Omit<
  CodingRow,
  'standsAs' | 'studyId' | 'sourceId' | 'siteId' | 'changedAt' | 'createdBy'
> & {
  readonly standsAs: number | null;
};

/** Writes contents of codings in one statement. Gives the number written: fewer than asked when some have moved on. */
export function updateCodings(tx: Tx, rows: readonly Changed[]): Promise<number> {
  if (rows.length === 0) return Promise.resolve(0);
  const of = <T>(pick: (row: Changed) => T): T[] => rows.map(pick);
  return tx.run(sql`update coding.coding c set content_version = r.content, start_at = r.from_at, end_at = r.to_at, code_system = r.system,
      code_version = r.system_version, code = r.code, construct = r.construct, domain = r.domain, crossed_code = r.crossed, crossed_construct = r.crossed_construct,
      valence = r.valence, strength = r.strength, coder_name = r.coder, memo_sealed = r.memo, removed_at = r.removed, lost_in = r.lost,
      stands_as = coalesce(r.stands, c.stands_as), changed_by = ${tx.actor.accountId}, changed_at = now(), version = c.version + 1
    from unnest(${of((row) => row.id)}::uuid[], ${of((row) => row.version)}::integer[], ${of((row) => row.contentVersion)}::integer[],
      ${of((row) => row.start)}::integer[], ${of((row) => row.end)}::integer[], ${of((row) => row.system)}::text[], ${of((row) => row.systemVersion)}::text[],
      ${of((row) => row.code)}::text[], ${of((row) => row.construct)}::text[], ${of((row) => row.domain)}::text[], ${of((row) => row.crossed)}::text[],
      ${of((row) => row.crossedConstruct)}::text[], ${of((row) => row.valence)}::text[], ${of((row) => row.strength)}::smallint[],
      ${of((row) => row.coderName)}::text[], ${of((row) => row.memoSealed)}::bytea[], ${of((row) => row.removedAt)}::timestamptz[],
      ${of((row) => row.lostIn)}::integer[], ${of((row) => row.standsAs)}::integer[])
      as r(id, version, content, from_at, to_at, system, system_version, code, construct, domain, crossed, crossed_construct, valence, strength, coder, memo,
        removed, lost, stands)
    where c.community_id = ${tx.actor.communityId} and c.id = r.id and c.version = r.version`);
}

/** Makes every writer on a text wait until its correction is done, and waits for those under way. */
export function holdText(tx: Tx, sourceId: string): Promise<number> {
  return tx.run(sql`select pg_advisory_xact_lock(hashtextextended('coding.text/' || ${sourceId}::text, 0))`);
}

/** Whether somebody codes this text, or any text of the study, blind now: then this person does not see all that stands on it. */
export async function isBlind(tx: Tx, of: { sourceId: string } | { studyId: string }): Promise<boolean> {
  const there =
    'sourceId' in of
      ? sql`r.source_id = ${of.sourceId}`
      : sql`r.study_id = ${of.studyId} and r.source_id = any (coding.blind_texts())`;
  return (
    (await tx.maybe(sql`select 1 as one from coding.reading r join coding.round o on o.community_id = r.community_id and o.id = r.round_id
      where r.community_id = ${tx.actor.communityId} and ${there} and o.closed_at is null
        and exists (select 1 from coding.reading w where w.community_id = r.community_id and w.round_id = r.round_id
          and w.source_id = r.source_id and w.finished_at is null) limit 1`)) !== undefined
  );
}

/** Does something with codings whose words were taken back as well: they move with their text and its codebook, and are shown to nobody. */
export async function withSilent<T>(tx: Tx, act: () => Promise<T>): Promise<T> {
  await tx.one(sql`select set_config('app.silent', 'on', true) as "set"`);
  const made = await act();
  await tx.one(sql`select set_config('app.silent', '', true) as "set"`);
  return made;
}

/** Every coding of a text, standing or removed. */
export function allCodingsOf(tx: Tx, sourceId: string): Promise<CodingRow[]> {
  return tx.many<CodingRow>(
    sql`select ${columns} from coding.coding c where c.community_id = ${tx.actor.communityId} and c.source_id = ${sourceId} order by c.start_at, c.end_at, c.id`,
  );
}

/** The codings of a text whose words were deleted by a correction, latest first. */
export function lostCodings(tx: Tx, sourceId: string): Promise<CodingRow[]> {
  return tx.many<CodingRow>(sql`select ${columns} from coding.coding c where c.community_id = ${tx.actor.communityId}
    and c.source_id = ${sourceId} and c.lost_in is not null and c.removed_at is not null order by c.lost_in desc, c.start_at, c.id`);
}

/** Whether this person works in a study. */
export async function worksIn(tx: Tx, studyId: string): Promise<boolean> {
  return (
    (await tx.maybe(sql`select 1 as one where ${studyId}::uuid = any (evidence.my_studies())`)) !== undefined
  );
}

/** Makes whoever changes the codebook of a study wait for whoever is changing it. */
export function holdCodebook(tx: Tx, studyId: string): Promise<number> {
  return tx.run(
    sql`select pg_advisory_xact_lock(hashtextextended('coding.codebook/' || ${studyId}::text, 0))`,
  );
}

/** Lets codings count where their codes now stand in the codebook; their content stays what it was. Gives the number that moved. */
export function rehome(
  tx: Tx,
  studyId: string,
  homes: readonly { code: string; domain: string; construct: string }[],
): Promise<number> {
  const moved = sql`changed_by = ${tx.actor.accountId}, changed_at = now(), version = c.version + 1`;
  return tx.run(sql`update coding.coding c set construct = h.construct, domain = h.domain, ${moved}
    from unnest(${homes.map((one) => one.code)}::text[], ${homes.map((one) => one.construct)}::text[], ${homes.map((one) => one.domain)}::text[])
      as h(code, construct, domain)
    where c.community_id = ${tx.actor.communityId} and c.study_id = ${studyId} and c.code = h.code and (c.construct, c.domain) <> (h.construct, h.domain)`);
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
    crossed: string | null;
  }[];
};

/** Which passages are asked for. */
export type Cell = {
  readonly studyId: string;
  readonly by: By;
  readonly key?: string | undefined;
  readonly siteId?: string | null | undefined;
  readonly participantId?: string | undefined;
  readonly within?: Group | undefined;
  readonly valence?: Valence | undefined;
  readonly after?: readonly [sourceId: string, start: number, end: number] | undefined;
  readonly limit: number;
};

/** A page of the distinct passages of a cell, on texts whose consent stands. */
export function passagesOf(tx: Tx, cell: Cell): Promise<PassageRow[]> {
  const when: Sql[] = [sql`c.community_id = ${tx.actor.communityId}`, sql`c.study_id = ${cell.studyId}`];
  if (cell.key !== undefined && cell.by === 'domain') when.push(sql`c.domain = ${cell.key}`);
  if (cell.key !== undefined && cell.by === 'construct')
    when.push(sql`(c.construct = ${cell.key} or c.crossed_construct = ${cell.key})`);
  if (cell.siteId === null) when.push(sql`c.site_id is null`);
  else if (cell.siteId !== undefined) when.push(sql`c.site_id = ${cell.siteId}`);
  if (cell.participantId !== undefined) when.push(saidBy(cell.participantId));
  if (cell.within !== undefined) when.push(isOf(cell.within));
  if (cell.valence !== undefined) when.push(sql`c.valence = ${cell.valence}`);
  const [source, start, end] = cell.after ?? [];
  const after =
    source === undefined
      ? empty
      : sql`and (c.source_id, c.start_at, c.end_at) > (${source}, ${start}, ${end})`;
  return tx.many<PassageRow>(sql`select c.source_id as "sourceId", c.start_at as start, c.end_at as "end",
      jsonb_agg(jsonb_build_object('id', c.id, 'code', c.code, 'valence', c.valence, 'strength', c.strength, 'coderId', c.created_by,
        'coderName', c.coder_name, 'crossed', c.crossed_code) order by c.code, c.id) as codings
    from coding.coding c join evidence.open_source s on s.community_id = c.community_id and s.id = c.source_id
    where ${allOf(when)} and c.removed_at is null and c.counted ${after}
    group by c.source_id, c.start_at, c.end_at order by 1, 2, 3 limit ${cell.limit + 1}`);
}
