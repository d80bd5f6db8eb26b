import type { Tx } from '../../../kernel/server/scope.ts';
import { empty, sql } from '../../../kernel/server/sql.ts';

/** A line of the trail as it is stored, its time to the microsecond. */
export type TrailRow = {
  id: string;
  at: string;
  accountId: string | null;
  roles: string[];
  operation: string;
  action: 'create' | 'read' | 'execute' | 'refused';
  subjects: string[];
  purpose: string;
  override: boolean;
};

const moment = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"';

export type Narrowed = {
  readonly accountId?: string | undefined;
  readonly clientId?: string | undefined;
  readonly operation?: string | undefined;
  readonly day?: string | undefined;
};

/** Lines of the community's trail, latest first, from below `after` (time and id of the last line shown). A day is one of the community's own. */
export function trail(
  tx: Tx,
  by: Narrowed,
  page: { after: { at: string; id: string } | undefined; limit: number },
): Promise<TrailRow[]> {
  const { accountId, clientId, operation, day } = by;
  const zone = sql`(select c.time_zone from identity.community_view c where c.community_id = ${tx.actor.communityId})`;
  return tx.many<TrailRow>(sql`select e.id, to_char(e.at at time zone 'UTC', ${moment}) as at, e.account_id as "accountId", e.roles, e.operation, e.action, e.subjects, e.purpose,
      e.override_id is not null as override
    from kernel.audit_event e where e.community_id = ${tx.actor.communityId}
      ${accountId === undefined ? empty : sql`and e.account_id = ${accountId}`}
      ${clientId === undefined ? empty : sql`and e.subjects @> array[${clientId}]::uuid[]`}
      ${operation === undefined ? empty : operation.includes('.') ? sql`and e.operation = ${operation}` : sql`and e.operation like ${`${operation}.%`}`}
      ${day === undefined ? empty : sql`and e.at >= ${day}::date::timestamp at time zone ${zone} and e.at < (${day}::date + 1)::timestamp at time zone ${zone}`}
      ${page.after === undefined ? empty : sql`and (e.at, e.id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)`}
    order by e.at desc, e.id desc limit ${page.limit + 1}`);
}

/** One person's doings with one client's record, summed. */
export type OpenedRow = {
  accountId: string | null;
  roles: string[];
  read: number;
  written: number;
  overrides: number;
  first: string;
  last: string;
};

export const openings = (tx: Tx, clientId: string) =>
  tx.many<OpenedRow>(sql`select e.account_id as "accountId", (jsonb_agg(to_jsonb(e.roles) order by e.at desc)) -> 0 as roles,
      count(*) filter (where e.action in ('read', 'execute'))::int as read, count(*) filter (where e.action = 'create')::int as written, count(e.override_id)::int as overrides,
      to_char(min(e.at) at time zone 'UTC', ${moment}) as first, to_char(max(e.at) at time zone 'UTC', ${moment}) as last
    from kernel.audit_event e where e.community_id = ${tx.actor.communityId} and e.subjects @> array[${clientId}]::uuid[]
    group by e.community_id, e.account_id order by max(e.at) desc`);

/** The accounts of people in the community. */
export const accounts = (tx: Tx) =>
  tx.many<{ id: string }>(
    sql`select a.id from identity.account_view a where a.community_id = ${tx.actor.communityId} and a.kind = 'person'`,
  );

export const lastBlock = (tx: Tx) =>
  tx.maybe<{
    number: number;
    events: number;
    sealedAt: string;
    hash: string;
  }>(sql`select b.number, cardinality(b.event_ids) as events, to_char(b.sealed_at at time zone 'UTC', ${moment}) as "sealedAt",
      encode(b.hash, 'hex') as hash
    from kernel.audit_block b where b.community_id = ${tx.actor.communityId} order by b.number desc limit 1`);

export const waiting = (tx: Tx) =>
  tx.maybe<{ events: number; since: string | null }>(
    sql`select w.events, to_char(w.since at time zone 'UTC', ${moment}) as since from oversight.waiting() w`,
  );

/** Failed work of the community, latest first. */
export const failedJobs = (tx: Tx) =>
  tx.many<{
    id: string;
    eventId: string;
    event: string;
    listener: string;
    attempts: number;
    failedAt: string;
  }>(sql`select f.id, f.event_id as "eventId", f.event, f.listener, f.attempts,
      to_char(f.failed_at at time zone 'UTC', ${moment}) as "failedAt" from oversight.failed_jobs() f`);

/** Hands the event of a failed job out again; false when there is no such job here. */
export async function retry(tx: Tx, id: string): Promise<boolean> {
  const { done } = await tx.one<{ done: boolean }>(sql`select oversight.retry_job(${id}) as done`);
  return done;
}
