import { nameOf, sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { Valence } from '../../model.ts';

/** A code of the team's own, or what a study says beside a locked one. */
export type CarriedCode = {
  readonly id: string;
  readonly code: string;
  readonly parent: string | null;
  readonly name: string | null;
  readonly definition: string | null;
  readonly include: string | null;
  readonly exclude: string | null;
  readonly instead: readonly string[];
  readonly color: string | null;
  readonly codable: boolean;
  readonly position: number;
};

/** The codes a study keeps beside its locked codebook, in the order of the tree. */
export function carriedCodes(tx: Tx, studyId: string): Promise<CarriedCode[]> {
  return tx.many<CarriedCode>(sql`select c.id, c.code, c.parent, c.name, c.definition, c.include, c.exclude, c.instead, c.color, c.codable, c.position
    from coding.code c where c.community_id = ${tx.actor.communityId} and c.study_id = ${studyId} and c.removed_at is null
    order by c.position, c.created_at, c.id`);
}

/** Adds codes that came from a file. */
export function insertCarriedCodes(tx: Tx, studyId: string, rows: readonly CarriedCode[]): Promise<number> {
  const { communityId, accountId } = tx.actor;
  const of = <T>(pick: (row: CarriedCode) => T): T[] => rows.map(pick);
  return tx.run(sql`insert into coding.code (community_id, id, study_id, code, parent, name, definition, include, exclude, instead, color, codable, origin,
      position, changed_by, created_by)
    select ${communityId}, r.id, ${studyId}, r.code, r.parent, r.name, r.definition, r.include, r.exclude,
      coalesce(array(select jsonb_array_elements_text(r.instead::jsonb)), '{}'), r.color, r.codable, 'import', r.position, ${accountId}, ${accountId}
    from unnest(${of((row) => row.id)}::uuid[], ${of((row) => row.code)}::text[], ${of((row) => row.parent)}::text[], ${of((row) => row.name)}::text[],
      ${of((row) => row.definition)}::text[], ${of((row) => row.include)}::text[], ${of((row) => row.exclude)}::text[],
      ${of((row) => JSON.stringify(row.instead))}::text[], ${of((row) => row.color)}::text[], ${of((row) => row.codable)}::boolean[],
      ${of((row) => row.position)}::integer[]) as r(id, code, parent, name, definition, include, exclude, instead, color, codable, position)`);
}

/** Which of these ids are codings (`coding`), memos or codes of the study already, standing or removed. */
export async function carriedAlready(
  tx: Tx,
  studyId: string,
  thing: 'coding' | 'memo' | 'code',
  ids: readonly string[],
): Promise<Set<string>> {
  const { communityId } = tx.actor;
  const rows = await tx.many<{ id: string }>(sql`select t.id from ${nameOf(`coding.${thing}`)} t
    where t.community_id = ${communityId} and t.study_id = ${studyId} and t.id = any(${ids}::uuid[])`);
  return new Set(rows.map((row) => row.id));
}

/** A coding as it leaves; its note is sealed. */
export type CarriedCoding = {
  readonly id: string;
  readonly start: number;
  readonly end: number;
  readonly code: string;
  readonly crossed: string | null;
  readonly valence: Valence;
  readonly strength: number | null;
  readonly coderName: string | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly memoSealed: Buffer | null;
};

/** The standing codings of a text whose words are still there, in its order. */
export function carriedCodings(tx: Tx, sourceId: string): Promise<CarriedCoding[]> {
  return tx.many<CarriedCoding>(sql`select c.id, c.start_at as start, c.end_at as "end", c.code, c.crossed_code as crossed, c.valence, c.strength,
      c.coder_name as "coderName", c.created_by as "createdBy", c.created_at as "createdAt", c.memo_sealed as "memoSealed"
    from coding.coding c where c.community_id = ${tx.actor.communityId} and c.source_id = ${sourceId} and c.removed_at is null and c.lost_in is null
    order by c.start_at, c.end_at, c.id`);
}

/** A coding as it is written. */
export type ArrivingCoding = Omit<CarriedCoding, 'createdBy' | 'createdAt'> & {
  readonly sourceId: string;
  readonly siteId: string | null;
  readonly contentVersion: number;
  readonly system: string;
  readonly version: string;
  readonly construct: string;
  readonly domain: string;
  readonly crossedConstruct: string | null;
};

/** Adds codings that came from a file, in one statement. Gives the number added. */
export function insertCarriedCodings(
  tx: Tx,
  studyId: string,
  rows: readonly ArrivingCoding[],
): Promise<number> {
  if (rows.length === 0) return Promise.resolve(0);
  const { communityId, accountId } = tx.actor;
  const of = <T>(pick: (row: ArrivingCoding) => T): T[] => rows.map(pick);
  return tx.run(sql`insert into coding.coding (community_id, id, study_id, source_id, site_id, content_version, start_at, end_at, code_system, code_version,
      code, construct, domain, crossed_code, crossed_construct, valence, strength, coder_name, memo_sealed, changed_by, created_by)
    select ${communityId}, r.id, ${studyId}, r.source, r.site, r.content, r.from_at, r.to_at, r.system, r.system_version,
      r.code, r.construct, r.domain, r.crossed, r.crossed_construct, r.valence, r.strength, r.coder, r.memo, ${accountId}, ${accountId}
    from unnest(${of((row) => row.id)}::uuid[], ${of((row) => row.sourceId)}::uuid[], ${of((row) => row.siteId)}::uuid[],
      ${of((row) => row.contentVersion)}::integer[], ${of((row) => row.start)}::integer[], ${of((row) => row.end)}::integer[],
      ${of((row) => row.system)}::text[], ${of((row) => row.version)}::text[], ${of((row) => row.code)}::text[], ${of((row) => row.construct)}::text[],
      ${of((row) => row.domain)}::text[], ${of((row) => row.crossed)}::text[], ${of((row) => row.crossedConstruct)}::text[],
      ${of((row) => row.valence)}::text[], ${of((row) => row.strength)}::smallint[], ${of((row) => row.coderName)}::text[], ${of((row) => row.memoSealed)}::bytea[])
      as r(id, source, site, content, from_at, to_at, system, system_version, code, construct, domain, crossed, crossed_construct, valence, strength, coder, memo)`);
}

/** What a memo is about, and its place. */
export type CarriedMemo = {
  readonly id: string;
  readonly about: 'study' | 'source' | 'passage' | 'coding' | 'code';
  readonly sourceId: string | null;
  readonly codingId: string | null;
  readonly code: string | null;
  readonly start: number | null;
  readonly end: number | null;
  readonly contentVersion: number | null;
  readonly textSealed: Buffer;
};

/** The standing memos of a study; those on texts that were withdrawn are left out. */
export function carriedMemos(tx: Tx, studyId: string): Promise<(CarriedMemo & { createdBy: string })[]> {
  return tx.many<
    CarriedMemo & { createdBy: string }
  >(sql`select m.id, m.about, m.source_id as "sourceId", m.coding_id as "codingId", m.code, m.start_at as start, m.end_at as "end",
      m.content_version as "contentVersion", m.text_sealed as "textSealed", m.created_by as "createdBy"
    from coding.memo m where m.community_id = ${tx.actor.communityId} and m.study_id = ${studyId} and m.removed_at is null
      and (m.source_id is null or exists (select 1 from evidence.open_source s where s.community_id = m.community_id and s.id = m.source_id))
    order by m.created_at, m.id`);
}

/** Adds memos that came from a file. */
export function insertCarriedMemos(tx: Tx, studyId: string, rows: readonly CarriedMemo[]): Promise<number> {
  const { communityId, accountId } = tx.actor;
  const of = <T>(pick: (row: CarriedMemo) => T): T[] => rows.map(pick);
  return tx.run(sql`insert into coding.memo (community_id, id, study_id, about, source_id, coding_id, code, start_at, end_at, content_version, text_sealed,
      changed_by, created_by)
    select ${communityId}, r.id, ${studyId}, r.about, r.source, r.coding, r.code, r.from_at, r.to_at, r.content, r.body, ${accountId}, ${accountId}
    from unnest(${of((row) => row.id)}::uuid[], ${of((row) => row.about)}::text[], ${of((row) => row.sourceId)}::uuid[],
      ${of((row) => row.codingId)}::uuid[], ${of((row) => row.code)}::text[], ${of((row) => row.start)}::integer[], ${of((row) => row.end)}::integer[],
      ${of((row) => row.contentVersion)}::integer[], ${of((row) => row.textSealed)}::bytea[])
      as r(id, about, source, coding, code, from_at, to_at, content, body)`);
}

/** Who coded or rated in a study: the names that files gave, and the accounts of those who did so here. */
export function carriedCoders(
  tx: Tx,
  studyId: string,
): Promise<{ name: string | null; accountId: string }[]> {
  return tx.many<{
    name: string | null;
    accountId: string;
  }>(sql`select u.name, u.account as "accountId" from (
      select c.coder_name as name, c.created_by as account, c.created_at as at from coding.coding c
      where c.community_id = ${tx.actor.communityId} and c.study_id = ${studyId} and c.removed_at is null
      union all select g.analyst_name, g.created_by, g.created_at from coding.rating g
      where g.community_id = ${tx.actor.communityId} and g.study_id = ${studyId} and g.layer = 'analyst'
    ) u group by 1, 2 order by min(u.at), 1, 2`);
}

/** What a study holds that leaves with no exchange file: codings whose words were deleted, and everything on texts that were withdrawn. */
export function leftBehind(tx: Tx, studyId: string): Promise<{ lost: number; withdrawn: number }> {
  return tx.one<{
    lost: number;
    withdrawn: number;
  }>(sql`select count(*) filter (where c.lost_in is not null) as lost,
      count(*) filter (where not exists (select 1 from evidence.open_source s where s.community_id = c.community_id and s.id = c.source_id)) as withdrawn
    from coding.coding c where c.community_id = ${tx.actor.communityId} and c.study_id = ${studyId} and c.removed_at is null`);
}
