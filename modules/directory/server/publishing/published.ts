import { allOf, nameOf, sql } from '../../../../kernel/server/sql.ts';
import type { Sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { recordsAround, recordsById } from '../records/loadRecords.ts';
import type { Begin, StoredRecord, StoredRecords } from '../records/loadRecords.ts';

/** The kinds of records that the public may list. */
export type PublicKind = 'service' | 'organization' | 'service_at_location' | 'taxonomy' | 'taxonomy_term';

/** What the public asks of a list; every part that is given must hold. */
export type PublicQuestion = {
  readonly search?: string | undefined;
  readonly organizationId?: string | undefined;
  readonly termId?: string | undefined;
  readonly taxonomyId?: string | undefined;
  readonly parentId?: string | undefined;
  readonly topOnly?: boolean | undefined;
  readonly modifiedAfter?: string | undefined;
  readonly from: number;
  readonly limit: number;
};

/** A published record: whose it is, and its id. */
export type PublicRow = { readonly communityId: string; readonly id: string };

const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

const carries = (id: Sql, termId: string) =>
  sql`exists (select from directory.attribute a where a.community_id = t.community_id and a.link_id = ${id} and a.taxonomy_term_id = ${termId})`;

function ofService(asked: PublicQuestion): Sql[] {
  const conditions: Sql[] = [];
  if (asked.search !== undefined)
    conditions.push(sql`(t.name ilike ${like(asked.search)} or t.description ilike ${like(asked.search)})`);
  if (asked.organizationId !== undefined) conditions.push(sql`t.organization_id = ${asked.organizationId}`);
  if (asked.termId !== undefined) conditions.push(carries(sql`t.id`, asked.termId));
  if (asked.modifiedAfter !== undefined)
    conditions.push(sql`coalesce(t.last_modified, t.changed_at) >= ${asked.modifiedAfter}::timestamptz`);
  return conditions;
}

const ofItsService = (condition: Sql) =>
  sql`exists (select from directory.service s where s.community_id = t.community_id and s.id = t.service_id and ${condition})`;

function atPlace(asked: PublicQuestion): Sql[] {
  const conditions: Sql[] = [];
  if (asked.search !== undefined) conditions.push(ofItsService(sql`s.name ilike ${like(asked.search)}`));
  if (asked.organizationId !== undefined)
    conditions.push(ofItsService(sql`s.organization_id = ${asked.organizationId}`));
  if (asked.termId !== undefined) conditions.push(carries(sql`t.service_id`, asked.termId));
  return conditions;
}

function ofTerm(asked: PublicQuestion): Sql[] {
  const conditions: Sql[] = [];
  if (asked.taxonomyId !== undefined) conditions.push(sql`t.taxonomy_id = ${asked.taxonomyId}`);
  if (asked.parentId !== undefined) conditions.push(sql`t.parent_id = ${asked.parentId}`);
  if (asked.topOnly === true) conditions.push(sql`t.parent_id is null`);
  return conditions;
}

function conditionsOf(kind: PublicKind, asked: PublicQuestion): Sql {
  if (kind === 'service') return allOf(ofService(asked));
  if (kind === 'service_at_location') return allOf(atPlace(asked));
  const named = asked.search === undefined ? [] : [sql`t.name ilike ${like(asked.search)}`];
  return allOf(kind === 'taxonomy_term' ? [...named, ...ofTerm(asked)] : named);
}

/** One page of what is published, in the order of ids, and how many there are in all; undefined when nothing at all is published. The door's own policies decide what that is. */
export async function publishedPage(
  tx: Tx,
  kind: PublicKind,
  asked: PublicQuestion,
): Promise<{ total: number; rows: PublicRow[] } | undefined> {
  const any = await tx.maybe(sql`select f.id from directory.source f limit 1`);
  if (any === undefined) return undefined;
  const these = sql`from ${nameOf(`directory.${kind}`)} t where ${conditionsOf(kind, asked)}`;
  const { total } = await tx.one<{ total: number }>(sql`select count(*) as total ${these}`);
  const rows = await tx.many<PublicRow>(sql`select t.community_id as "communityId", t.id ${these}
    order by t.id, t.community_id offset ${asked.from} limit ${asked.limit}`);
  return { total, rows };
}

/** The published record with this id, when there is one. */
export function publishedRow(tx: Tx, kind: PublicKind, id: string): Promise<PublicRow | undefined> {
  return tx.maybe<PublicRow>(
    sql`select t.community_id as "communityId", t.id from ${nameOf(`directory.${kind}`)} t where t.id = ${id} order by t.community_id limit 1`,
  );
}

/** Published records of one kind, by id. */
export function publishedById(
  tx: Tx,
  communityId: string,
  kind: PublicKind | 'program',
  ids: readonly string[],
): Promise<StoredRecord[]> {
  return recordsById(tx, communityId, kind, ids);
}

/** What is published around services or organizations of one community. People to ask for are never part of it. */
export function publishedAround(tx: Tx, communityId: string, begin: Begin): Promise<StoredRecords> {
  return recordsAround(tx, communityId, { ...begin, without: ['contact'] });
}
