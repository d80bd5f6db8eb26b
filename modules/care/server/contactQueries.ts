import type { Tx } from '../../../kernel/server/scope.ts';
import { sql } from '../../../kernel/server/sql.ts';

/** A contact as stored. */
export type ContactRow = {
  readonly id: string;
  readonly version: number;
  readonly clientId: string;
  readonly siteId: string;
  readonly programCode: string | null;
  readonly team: string;
  readonly authorId: string;
  readonly kindCode: string;
  readonly placeCode: string;
  readonly outcomeCode: string;
  readonly nextStepCode: string | null;
  readonly minutes: number | null;
  readonly occurredAt: Date;
  readonly note: Buffer | null;
};

const columns = sql`c.id, c.version, c.client_id as "clientId", c.site_id as "siteId", c.program_code as "programCode", c.team, c.created_by as "authorId",
  c.kind_code as "kindCode", c.place_code as "placeCode", c.outcome_code as "outcomeCode", c.next_step_code as "nextStepCode", c.minutes,
  c.occurred_at as "occurredAt", c.note`;

/** A contact about to be written. */
export type NewContact = Omit<ContactRow, 'version' | 'authorId' | 'occurredAt'> & {
  readonly dataClass: string;
  readonly groupSessionId?: string | undefined;
  readonly reached: boolean;
  readonly occurredAt: string;
};

/** Writes a contact for a client the actor may know of, at a site; gives the site's organisation, or nothing when no such client is known or this id was written before. */
export function insertContact(tx: Tx, row: NewContact): Promise<{ organisationId: string } | undefined> {
  return tx.maybe(sql`insert into care.contact (community_id, id, client_id, organisation_id, site_id, program_code, data_class, team, kind_code,
      place_code, outcome_code, reached, next_step_code, minutes, occurred_at, occurred_on, note, created_by, session_id, group_session_id)
    select p.community_id, ${row.id}, p.id, s.organisation_id, s.id, ${row.programCode}, ${row.dataClass}, ${row.team},
      ${row.kindCode}, ${row.placeCode}, ${row.outcomeCode}, ${row.reached}, ${row.nextStepCode}, ${row.minutes}, ${row.occurredAt}::timestamptz,
      pathway.day_of(${row.occurredAt}::timestamptz), ${row.note}, ${tx.actor.accountId}, ${tx.actor.sessionId}::uuid,
      ${row.groupSessionId ?? null}::uuid
    from people.client p join identity.site_view s on s.community_id = p.community_id and s.id = ${row.siteId}
    where p.community_id = ${tx.actor.communityId} and p.id = ${row.clientId}
    on conflict do nothing
    returning organisation_id as "organisationId"`);
}

/** One contact the actor may see. */
export function contactById(tx: Tx, clientId: string, id: string): Promise<ContactRow | undefined> {
  return tx.maybe<ContactRow>(
    sql`select ${columns} from care.contact c where c.community_id = ${tx.actor.communityId} and c.id = ${id} and c.client_id = ${clientId}`,
  );
}

/** One more contact of a client than the page holds, latest first. */
export function contactsPage(
  tx: Tx,
  asked: { clientId: string; after?: string | undefined; limit: number },
): Promise<ContactRow[]> {
  const community = tx.actor.communityId;
  const after =
    asked.after === undefined
      ? sql``
      : sql`and (c.occurred_at, c.id) < (select b.occurred_at, b.id from care.contact b where b.community_id = ${community} and b.id = ${asked.after})`;
  return tx.many<ContactRow>(sql`select ${columns} from care.contact c where c.community_id = ${community} and c.client_id = ${asked.clientId} ${after}
    order by c.occurred_at desc, c.id desc limit ${asked.limit + 1}`);
}

/** Replaces a note if nobody did so first; false when the version has moved on. The text before goes to history. */
export async function replaceNote(tx: Tx, id: string, version: number, note: Buffer): Promise<boolean> {
  const changed = await tx.run(sql`update care.contact c set note = ${note}, version = c.version + 1
    where c.community_id = ${tx.actor.communityId} and c.id = ${id} and c.version = ${version}`);
  return changed === 1;
}

/** An earlier version of a note, still sealed. */
export type EarlierNote = {
  readonly version: number;
  readonly note: Buffer | null;
  readonly replacedAt: Date;
  readonly replacedBy: string;
};

/** The earlier versions of a contact's note, latest first. */
export function earlierNotes(tx: Tx, clientId: string, id: string): Promise<EarlierNote[]> {
  return tx.many<EarlierNote>(sql`select h.row_version as version, (h.row_before ->> 'note')::bytea as note, h.kept_at as "replacedAt", h.replaced_by as "replacedBy"
    from care.history h where h.community_id = ${tx.actor.communityId} and h.table_name = 'contact' and h.row_id = ${id} and h.client_id = ${clientId}
    order by h.row_version desc limit 100`);
}

/** The clients whom the actor met last, one line each, from their own latest contacts. */
export function recentClients(tx: Tx, limit: number) {
  return tx.many<{ clientId: string; programCode: string | null; lastAt: Date }>(sql`
    select distinct on (c."clientId") c."clientId", c."programCode", c."lastAt" from (
      select k.client_id as "clientId", k.program_code as "programCode", k.occurred_at as "lastAt" from care.contact k
      where k.community_id = ${tx.actor.communityId} and k.created_by = ${tx.actor.accountId} order by k.occurred_at desc limit ${limit * 5}) c
    order by c."clientId", c."lastAt" desc`);
}

/** Today, where the community is. */
export async function todayHere(tx: Tx): Promise<string> {
  return (await tx.one<{ day: string }>(sql`select pathway.day_of(now()) as day`)).day;
}
