import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

export type WaitState = 'waiting' | 'offered' | 'enrolled' | 'declined' | 'left';

/** A wait for a place as stored. */
export type WaitRow = {
  readonly id: string;
  readonly version: number;
  readonly clientId: string;
  readonly siteId: string;
  readonly programCode: string;
  readonly referralId: string;
  readonly priorityCode: string | null;
  readonly joinedAt: Date;
  readonly state: WaitState;
  readonly offeredUntil: string | null;
  readonly reasonCode: string | null;
};

const columns = sql`w.id, w.version, w.client_id as "clientId", w.site_id as "siteId", w.program_code as "programCode", w.referral_id as "referralId",
  w.priority_code as "priorityCode", w.joined_at as "joinedAt", w.state, w.offered_until as "offeredUntil", w.reason_code as "reasonCode"`;

/** A wait about to begin. */
export type NewWait = {
  readonly id: string;
  readonly clientId: string;
  readonly organisationId: string;
  readonly siteId: string;
  readonly programCode: string;
  readonly programVersion: string;
  readonly referralId: string;
  readonly priorityCode: string | null;
  readonly rank: number;
};

/** Begins a wait; gives its first day. */
export async function insertWait(tx: Tx, row: NewWait): Promise<string> {
  const { day } = await tx.one<{
    day: string;
  }>(sql`insert into pathway.waitlist_entry (community_id, id, client_id, organisation_id, site_id, program_code,
      program_version, referral_id, priority_code, rank, joined_at, joined_on, state_since, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.clientId}, ${row.organisationId}, ${row.siteId}, ${row.programCode}, ${row.programVersion},
      ${row.referralId}, ${row.priorityCode}, ${row.rank}, now(), pathway.day_of(now()), now(), ${tx.actor.accountId}) returning joined_on as day`);
  return day;
}

/** One wait the actor may see. */
export function waitById(tx: Tx, clientId: string, id: string): Promise<WaitRow | undefined> {
  return tx.maybe<WaitRow>(
    sql`select ${columns} from pathway.waitlist_entry w where w.community_id = ${tx.actor.communityId} and w.id = ${id} and w.client_id = ${clientId}`,
  );
}

/** The wait a referral is in, if it is in one. */
export function openWaitOf(tx: Tx, referralId: string): Promise<WaitRow | undefined> {
  return tx.maybe<WaitRow>(sql`select ${columns} from pathway.waitlist_entry w
    where w.community_id = ${tx.actor.communityId} and w.referral_id = ${referralId} and w.state in ('waiting', 'offered')`);
}

/** All waits of a client, latest first. */
export function waitsOf(tx: Tx, clientId: string): Promise<WaitRow[]> {
  return tx.many<WaitRow>(sql`select ${columns} from pathway.waitlist_entry w
    where w.community_id = ${tx.actor.communityId} and w.client_id = ${clientId} order by w.joined_at desc, w.id desc limit 100`);
}

/** A page of a waitlist. `latestFirst` turns the order among equals around, in programs whose rule says so. */
export type WaitsAsked = {
  readonly siteId: string;
  readonly programCode: string;
  readonly latestFirst: boolean;
  readonly after?: string | undefined;
  readonly limit: number;
};

/** One more wait than the page holds, in the order of the rule. */
export function waitsPage(tx: Tx, asked: WaitsAsked): Promise<WaitRow[]> {
  const community = tx.actor.communityId;
  const cursor = sql`(select c from pathway.waitlist_entry c where c.community_id = ${community} and c.id = ${asked.after ?? null})`;
  const further = asked.latestFirst
    ? sql`and w.rank >= (${cursor}).rank and (w.rank, (${cursor}).joined_at, w.id) > ((${cursor}).rank, w.joined_at, (${cursor}).id)`
    : sql`and (w.rank, w.joined_at, w.id) > ((${cursor}).rank, (${cursor}).joined_at, (${cursor}).id)`;
  const order = asked.latestFirst ? sql`w.rank, w.joined_at desc, w.id` : sql`w.rank, w.joined_at, w.id`;
  return tx.many<WaitRow>(sql`select ${columns} from pathway.waitlist_entry w where w.community_id = ${community} and w.site_id = ${asked.siteId}
    and w.program_code = ${asked.programCode} and w.state in ('waiting', 'offered') ${asked.after === undefined ? sql`` : further}
    order by ${order} limit ${asked.limit + 1}`);
}

/** Where those of a page stand in line, counting everybody who waits there. */
export function placesInLine(
  tx: Tx,
  asked: { siteId: string; programCode: string; latestFirst: boolean; ids: readonly string[] },
): Promise<{ id: string; place: number }[]> {
  return tx.many(
    sql`select p.id, p.place from pathway.places_in_line(${asked.siteId}, ${asked.programCode}, ${asked.latestFirst}, ${asked.ids}::uuid[]) p`,
  );
}

/** Where a wait goes, why, and until when an offer holds. */
export type WaitStep = {
  readonly id: string;
  readonly version: number;
  readonly to: WaitState;
  readonly reasonCode?: string | undefined;
  readonly offeredUntil?: string | undefined;
};

/** Moves a wait on if nobody did so first; false when its version has moved on. */
export async function stepWait(tx: Tx, step: WaitStep): Promise<boolean> {
  const over = step.to !== 'waiting' && step.to !== 'offered';
  const moved =
    await tx.run(sql`update pathway.waitlist_entry w set state = ${step.to}, state_since = now(), version = w.version + 1,
      reason_code = ${step.reasonCode ?? null}, offered_until = ${step.offeredUntil ?? null}, left_on = case when ${over} then pathway.day_of(now()) end
    where w.community_id = ${tx.actor.communityId} and w.id = ${step.id} and w.version = ${step.version}`);
  return moved === 1;
}
