import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';

/** What a thing of a study was in the file it came from. */
export type OriginKind = 'source' | 'code' | 'coding' | 'whole' | 'user' | 'memo' | 'participant';

/** Where a thing came from: its GUID there, the passage it stood on, who made it and when. */
export type Origin = {
  readonly id: string;
  readonly kind: OriginKind;
  readonly guid: string;
  readonly partOf: string | null;
  readonly byGuid: string | null;
  readonly label: string | null;
  readonly noteGuid: string | null;
  readonly madeAt: string | null;
};

/** Writes where things of a study came from; what is written already stays. */
export function insertOrigins(tx: Tx, studyId: string, rows: readonly Origin[]): Promise<number> {
  if (rows.length === 0) return Promise.resolve(0);
  const of = <T>(pick: (row: Origin) => T): T[] => rows.map(pick);
  return tx.run(sql`insert into exchange.origin (community_id, id, study_id, kind, guid, part_of, by_guid, label, note_guid, made_at, created_by)
    select ${tx.actor.communityId}, r.id, ${studyId}, r.kind, r.guid, r.part_of, r.by_guid, r.label, r.note_guid, r.made_at, ${tx.actor.accountId}
    from unnest(${of((row) => row.id)}::uuid[], ${of((row) => row.kind)}::text[], ${of((row) => row.guid)}::uuid[], ${of((row) => row.partOf)}::uuid[],
      ${of((row) => row.byGuid)}::uuid[], ${of((row) => row.label)}::text[], ${of((row) => row.noteGuid)}::uuid[], ${of((row) => row.madeAt)}::timestamptz[])
      as r(id, kind, guid, part_of, by_guid, label, note_guid, made_at)
    on conflict do nothing`);
}

/** The things of a study that came in under these GUIDs: their ids by GUID. */
export async function idsByGuid(
  tx: Tx,
  studyId: string,
  kinds: readonly OriginKind[],
  guids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx.many<{ guid: string; id: string }>(sql`select o.guid, o.id from exchange.origin o
    where o.community_id = ${tx.actor.communityId} and o.study_id = ${studyId} and o.kind = any(${kinds}::text[]) and o.guid = any(${guids}::uuid[])`);
  return new Map(rows.map((row) => [row.guid, row.id]));
}

/** Where these things of a study came from, by id; those that began here are absent. */
export async function originsOf(
  tx: Tx,
  studyId: string,
  ids: readonly string[],
): Promise<Map<string, Origin>> {
  const rows = await tx.many<
    Omit<Origin, 'madeAt'> & { madeAt: Date | null }
  >(sql`select o.id, o.kind, o.guid, o.part_of as "partOf",
      o.by_guid as "byGuid", o.label, o.note_guid as "noteGuid", o.made_at as "madeAt" from exchange.origin o
    where o.community_id = ${tx.actor.communityId} and o.study_id = ${studyId} and o.id = any(${ids}::uuid[])`);
  return new Map(rows.map((row) => [row.id, { ...row, madeAt: row.madeAt?.toISOString() ?? null }]));
}

/** The coders who came into a study from files: what each is called here. */
export function coderLabels(tx: Tx, studyId: string): Promise<{ id: string; guid: string; label: string }[]> {
  return tx.many<{
    id: string;
    guid: string;
    label: string;
  }>(sql`select o.id, o.guid, o.label from exchange.origin o
    where o.community_id = ${tx.actor.communityId} and o.study_id = ${studyId} and o.kind = 'user' and o.label is not null order by o.id`);
}

/** An element kept beside a study, sealed. */
export type KeptRow = {
  readonly id: string;
  readonly element: string;
  readonly guid: string;
  readonly about: string | null;
  readonly position: number;
  readonly body: Buffer;
};

/** Keeps elements beside a study; those that came before stay. Gives the number added. */
export function insertKept(tx: Tx, studyId: string, rows: readonly KeptRow[]): Promise<number> {
  if (rows.length === 0) return Promise.resolve(0);
  const of = <T>(pick: (row: KeptRow) => T): T[] => rows.map(pick);
  return tx.run(sql`insert into exchange.kept (community_id, id, study_id, element, guid, about, position, body_sealed, created_by)
    select ${tx.actor.communityId}, r.id, ${studyId}, r.element, r.guid, r.about, r.position, r.body, ${tx.actor.accountId}
    from unnest(${of((row) => row.id)}::uuid[], ${of((row) => row.element)}::text[], ${of((row) => row.guid)}::uuid[], ${of((row) => row.about)}::uuid[],
      ${of((row) => row.position)}::integer[], ${of((row) => row.body)}::bytea[]) as r(id, element, guid, about, position, body)
    on conflict do nothing`);
}

/** The elements kept beside a study, in the order they came. */
export function keptOf(tx: Tx, studyId: string): Promise<KeptRow[]> {
  return tx.many<KeptRow>(sql`select k.id, k.element, k.guid, k.about, k.position, k.body_sealed as body from exchange.kept k
    where k.community_id = ${tx.actor.communityId} and k.study_id = ${studyId} order by k.created_at, k.position, k.id`);
}

/** Those of these participants who were heard in a study on a text whose consent stands. */
export async function participantsHere(
  tx: Tx,
  studyId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.many<{
    id: string;
  }>(sql`select distinct s.participant_id as id from evidence.heard_view s
    where s.community_id = ${tx.actor.communityId} and s.study_id = ${studyId} and s.participant_id = any(${ids}::uuid[])`);
  return new Set(rows.map((row) => row.id));
}

/** The short names of sites, by id. */
export async function siteCodes(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.many<{ id: string; code: string }>(sql`select v.id, v.code from identity.site_view v
    where v.community_id = ${tx.actor.communityId}`);
  return new Map(rows.map((row) => [row.id, row.code]));
}
