import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { SessionKind } from '../../model.ts';

/** A session as stored. */
export type SessionRow = {
  readonly id: string;
  readonly version: number;
  readonly siteId: string;
  readonly organisationId: string;
  readonly programCode: string;
  readonly kind: SessionKind;
  readonly title: string;
  readonly heldAt: Date;
  readonly heldOn: string;
  readonly minutes: number;
  readonly placeCode: string;
  readonly kindCode: string;
  readonly named: number;
  readonly unnamed: number;
  readonly authorId: string;
};

const columns = sql`s.id, s.version, s.site_id as "siteId", s.organisation_id as "organisationId", s.program_code as "programCode", s.kind, s.title,
  s.held_at as "heldAt", s.held_on as "heldOn", s.minutes, s.place_code as "placeCode", s.kind_code as "kindCode", s.named, s.unnamed, s.created_by as "authorId"`;

/** A session about to be written. */
export type NewSession = Omit<SessionRow, 'version' | 'heldAt' | 'heldOn' | 'authorId'> & {
  readonly heldAt: string;
};

/** Writes a session; false when this id was written before. */
export async function insertSession(tx: Tx, row: NewSession): Promise<boolean> {
  const written =
    await tx.run(sql`insert into care.group_session (community_id, id, organisation_id, site_id, program_code, kind, title, held_at, held_on, minutes, place_code,
      kind_code, named, unnamed, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.organisationId}, ${row.siteId}, ${row.programCode}, ${row.kind}, ${row.title}, ${row.heldAt},
      pathway.day_of(${row.heldAt}), ${row.minutes}, ${row.placeCode}, ${row.kindCode}, ${row.named}, ${row.unnamed}, ${tx.actor.accountId})
    on conflict (community_id, id) do nothing`);
  return written === 1;
}

/** One session at the actor's sites. */
export function sessionById(tx: Tx, id: string): Promise<SessionRow | undefined> {
  return tx.maybe<SessionRow>(
    sql`select ${columns} from care.group_session s where s.community_id = ${tx.actor.communityId} and s.id = ${id}`,
  );
}

/** One more session than the page holds, latest first. */
export function sessionsPage(
  tx: Tx,
  asked: { after?: string | undefined; limit: number },
): Promise<SessionRow[]> {
  const community = tx.actor.communityId;
  const after =
    asked.after === undefined
      ? sql``
      : sql`and (s.held_at, s.id) < (select b.held_at, b.id from care.group_session b where b.community_id = ${community} and b.id = ${asked.after})`;
  return tx.many<SessionRow>(sql`select ${columns} from care.group_session s where s.community_id = ${community}
    and s.site_id = any(${tx.actor.siteIds}::uuid[]) ${after} order by s.held_at desc, s.id desc limit ${asked.limit + 1}`);
}

/** Counts one more client as named, taken from those not named when they were counted there; false when somebody was faster. */
export async function countNamed(tx: Tx, id: string, version: number, wasCounted: boolean): Promise<boolean> {
  const changed =
    await tx.run(sql`update care.group_session s set named = s.named + 1, unnamed = greatest(0, s.unnamed - ${wasCounted ? 1 : 0}), version = s.version + 1
    where s.community_id = ${tx.actor.communityId} and s.id = ${id} and s.version = ${version}`);
  return changed === 1;
}

/** The clients who were at a session, as far as the actor may see them. */
export function attendeesOf(tx: Tx, id: string): Promise<{ clientId: string }[]> {
  return tx.many(sql`select c.client_id as "clientId" from care.contact c
    where c.community_id = ${tx.actor.communityId} and c.group_session_id = ${id} order by c.created_at, c.id`);
}
