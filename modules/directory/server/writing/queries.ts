import { nameOf, sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { editableKinds } from '../records/editable.ts';

/** A service as it stands before it is written: its version, the language of its own columns, and what was said here. */
export type Standing = {
  readonly version: number;
  readonly language: 'en' | 'fr';
  readonly sourceId: string;
  readonly siteId: string | null;
  readonly edited: string[];
  readonly marks: string[];
  readonly groups: string[];
};

/** Reads a service before it is written; with `hold`, nobody else writes it meanwhile. */
export function standingService(tx: Tx, id: string, hold: boolean): Promise<Standing | undefined> {
  return tx.maybe<Standing>(sql`select s.version, f.language, f.id as "sourceId", s.site_id as "siteId", s.edited, t.marks, t.groups
    from directory.service s
    join directory.source f on f.community_id = s.community_id and f.id = s.source_id
    join directory.finder t on t.community_id = s.community_id and t.id = s.id
    where s.community_id = ${tx.actor.communityId} and s.id = ${id} ${hold ? sql`for update of s` : sql``}`);
}

/** What people here said of a service that no column of HSDS holds. */
export type SaidNow = {
  readonly conditions?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
  readonly siteId: string | null;
  readonly edited: readonly string[];
};

/** Keeps what was said of a service; gives its new version. */
export async function keepSaid(tx: Tx, id: string, said: SaidNow): Promise<number> {
  const { version } = await tx.one<{ version: number }>(sql`update directory.service s set
      conditions = coalesce(${said.conditions ?? null}::text[], s.conditions), groups = coalesce(${said.groups ?? null}::text[], s.groups),
      site_id = ${said.siteId}, edited = ${said.edited}::text[], version = s.version + 1
    where s.community_id = ${tx.actor.communityId} and s.id = ${id} returning s.version`);
  return version;
}

/** Takes details of a service away, to be written anew; what they said is kept with the change. */
export async function dropDetails(
  tx: Tx,
  kind: (typeof editableKinds)[number],
  ids: readonly string[],
): Promise<void> {
  await tx.run(
    sql`delete from ${nameOf(`directory.${kind}`)} t where t.community_id = ${tx.actor.communityId} and t.id = any(${ids}::uuid[])`,
  );
}

/** One change as it is kept. */
export type Edit = {
  readonly id: string;
  readonly serviceId: string;
  readonly serviceVersion: number;
  readonly before: object;
  readonly after: object;
};

/** Keeps a change with what stood before. */
export async function keepEdit(tx: Tx, edit: Edit): Promise<void> {
  await tx.run(sql`insert into directory.edit (community_id, id, service_id, service_version, before, after, created_by)
    values (${tx.actor.communityId}, ${edit.id}, ${edit.serviceId}, ${edit.serviceVersion}, ${edit.before}, ${edit.after}, ${tx.actor.accountId})`);
}

/** The changes of a service, the latest first. */
export function editsOf(
  tx: Tx,
  serviceId: string,
): Promise<
  { id: string; at: Date; by: string; before: Record<string, unknown>; after: Record<string, unknown> }[]
> {
  return tx.many(sql`select e.id, e.created_at as at, e.created_by as by, e.before, e.after from directory.edit e
    where e.community_id = ${tx.actor.communityId} and e.service_id = ${serviceId} order by e.created_at desc, e.id desc limit 50`);
}

/** True when a site is one of the community's. */
export async function siteThere(tx: Tx, id: string): Promise<boolean> {
  const site = await tx.maybe(
    sql`select s.id from identity.site_view s where s.community_id = ${tx.actor.communityId} and s.id = ${id}`,
  );
  return site !== undefined;
}

/** The organization of this name, whatever its capitals, when the directory has one. */
export function organizationNamed(tx: Tx, name: string): Promise<{ id: string } | undefined> {
  return tx.maybe(
    sql`select o.id from directory.organization o where o.community_id = ${tx.actor.communityId} and lower(o.name) = lower(${name}) order by o.id limit 1`,
  );
}

/** The id of a source by its short name. */
export function sourceOf(tx: Tx, code: string): Promise<{ id: string }> {
  return tx.one(
    sql`select f.id from directory.source f where f.community_id = ${tx.actor.communityId} and f.code = ${code}`,
  );
}
