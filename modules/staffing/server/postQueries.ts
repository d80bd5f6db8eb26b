import type { Tx } from '../../../kernel/server/scope.ts';
import { sql } from '../../../kernel/server/sql.ts';
import type { PositionKind } from '../model.ts';

/** A post as stored. */
export type PositionRow = {
  readonly id: string;
  readonly version: number;
  readonly siteId: string;
  readonly organisationId: string;
  readonly programCode: string;
  readonly roleCode: string;
  readonly kind: PositionKind;
  readonly fte: number;
  readonly lived: boolean;
  readonly openedOn: string;
  readonly closedOn: string | null;
};

/** Who holds a post, as stored. */
export type HoldingRow = {
  readonly id: string;
  readonly version: number;
  readonly positionId: string;
  readonly siteId: string;
  readonly organisationId: string;
  readonly accountId: string | null;
  readonly fromOn: string;
  readonly toOn: string | null;
  readonly leaves: boolean | null;
};

/** A leave as stored. */
export type LeaveRow = {
  readonly id: string;
  readonly version: number;
  readonly holdingId: string;
  readonly siteId: string;
  readonly fromOn: string;
  readonly toOn: string | null;
};

const position = sql`p.id, p.version, p.site_id as "siteId", p.organisation_id as "organisationId", p.program_code as "programCode", p.role_code as "roleCode",
  p.kind, p.fte, p.lived, p.opened_on as "openedOn", p.closed_on as "closedOn"`;
const holding = sql`h.id, h.version, h.position_id as "positionId", h.site_id as "siteId", h.organisation_id as "organisationId", h.account_id as "accountId",
  h.from_on as "fromOn", h.to_on as "toOn", h.leaves`;
const leave = sql`l.id, l.version, l.holding_id as "holdingId", l.site_id as "siteId", l.from_on as "fromOn", l.to_on as "toOn"`;

/** The calendar day where the community is. */
export async function today(tx: Tx): Promise<string> {
  return (await tx.one<{ day: string }>(sql`select pathway.day_of(now()) as day`)).day;
}

/** Whether the actor answers for the people of a site. */
export async function runsSite(tx: Tx, siteId: string): Promise<boolean> {
  return (await tx.one<{ runs: boolean }>(sql`select staffing.runs(${siteId}::uuid) as runs`)).runs;
}

/** The organisation of a site of the community. */
export function siteOf(tx: Tx, siteId: string): Promise<{ organisationId: string } | undefined> {
  return tx.maybe(
    sql`select organisation_id as "organisationId" from identity.site_view where community_id = ${tx.actor.communityId} and id = ${siteId}`,
  );
}

/** Whether this is a person's account of the community that may still sign in. */
export async function isPerson(tx: Tx, accountId: string): Promise<boolean> {
  const row = await tx.maybe(sql`select a.id from identity.account_view a
    where a.community_id = ${tx.actor.communityId} and a.id = ${accountId} and a.kind = 'person' and a.disabled_at is null`);
  return row !== undefined;
}

/** Writes a post. */
export async function insertPosition(tx: Tx, row: Omit<PositionRow, 'version' | 'closedOn'>): Promise<void> {
  await tx.run(sql`insert into staffing.position (community_id, id, organisation_id, site_id, program_code, role_code, kind, fte, lived, opened_on, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.organisationId}, ${row.siteId}, ${row.programCode}, ${row.roleCode}, ${row.kind}, ${row.fte}, ${row.lived},
      ${row.openedOn}, ${tx.actor.accountId})`);
}

/** One post; with `held`, no other request may fill or close it until this one ends. */
export function positionById(tx: Tx, id: string): Promise<PositionRow | undefined> {
  return tx.maybe<PositionRow>(
    sql`select ${position} from staffing.position p where p.community_id = ${tx.actor.communityId} and p.id = ${id} for update`,
  );
}

/** Corrects a post; false when its version has moved on. */
export async function updatePosition(
  tx: Tx,
  row: Pick<PositionRow, 'id' | 'version' | 'kind' | 'fte' | 'lived' | 'closedOn'>,
): Promise<boolean> {
  const changed =
    await tx.run(sql`update staffing.position p set kind = ${row.kind}, fte = ${row.fte}, lived = ${row.lived}, closed_on = ${row.closedOn},
    version = p.version + 1 where p.community_id = ${tx.actor.communityId} and p.id = ${row.id} and p.version = ${row.version}`);
  return changed === 1;
}

/** The posts of a site, or of every site the actor sees, whatever their dates. */
export function positionsAt(tx: Tx, siteIds: readonly string[]): Promise<PositionRow[]> {
  return tx.many<PositionRow>(sql`select ${position} from staffing.position p where p.community_id = ${tx.actor.communityId}
    and p.site_id = any(${siteIds}::uuid[]) order by p.program_code, p.role_code, p.opened_on, p.id limit 2000`);
}

/** Who held the posts of sites. */
export function holdingsAt(tx: Tx, siteIds: readonly string[]): Promise<HoldingRow[]> {
  return tx.many<HoldingRow>(sql`select ${holding} from staffing.holding h where h.community_id = ${tx.actor.communityId}
    and h.site_id = any(${siteIds}::uuid[]) order by h.from_on, h.id limit 5000`);
}

/** Who held one post. */
export function holdingsOf(tx: Tx, positionId: string): Promise<HoldingRow[]> {
  return tx.many<HoldingRow>(
    sql`select ${holding} from staffing.holding h where h.community_id = ${tx.actor.communityId} and h.position_id = ${positionId} order by h.from_on, h.id`,
  );
}

/** One holding. */
export function holdingById(tx: Tx, id: string): Promise<HoldingRow | undefined> {
  return tx.maybe<HoldingRow>(
    sql`select ${holding} from staffing.holding h where h.community_id = ${tx.actor.communityId} and h.id = ${id}`,
  );
}

/** The posts somebody holds on a day. */
export function postsOf(
  tx: Tx,
  accountIds: readonly string[],
  day: string,
): Promise<{ accountId: string; programCode: string; roleCode: string }[]> {
  return tx.many(sql`select h.account_id as "accountId", p.program_code as "programCode", p.role_code as "roleCode"
    from staffing.holding h join staffing.position p on p.community_id = h.community_id and p.id = h.position_id
    where h.community_id = ${tx.actor.communityId} and h.account_id = any(${accountIds}::uuid[]) and h.from_on <= ${day}
      and (h.to_on is null or h.to_on > ${day}) order by p.program_code, p.role_code`);
}

/** Writes who holds a post. */
export async function insertHolding(
  tx: Tx,
  row: Pick<HoldingRow, 'id' | 'positionId' | 'siteId' | 'organisationId' | 'accountId' | 'fromOn'>,
): Promise<void> {
  await tx.run(sql`insert into staffing.holding (community_id, id, position_id, organisation_id, site_id, account_id, from_on, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.positionId}, ${row.organisationId}, ${row.siteId}, ${row.accountId}, ${row.fromOn}, ${tx.actor.accountId})`);
}

/** Ends a holding; false when its version has moved on or it ended already. */
export async function endHoldingRow(
  tx: Tx,
  end: { id: string; version: number; toOn: string; endCode: string; leaves: boolean },
): Promise<boolean> {
  const changed =
    await tx.run(sql`update staffing.holding h set to_on = ${end.toOn}, end_code = ${end.endCode}, leaves = ${end.leaves}, version = h.version + 1
    where h.community_id = ${tx.actor.communityId} and h.id = ${end.id} and h.version = ${end.version} and h.to_on is null and h.from_on <= ${end.toOn}`);
  return changed === 1;
}

/** The leaves of people at sites, as far as the actor may know of them. */
export function leavesAt(tx: Tx, siteIds: readonly string[]): Promise<LeaveRow[]> {
  return tx.many<LeaveRow>(sql`select ${leave} from staffing.leave l where l.community_id = ${tx.actor.communityId}
    and l.site_id = any(${siteIds}::uuid[]) order by l.from_on, l.id limit 5000`);
}

/** The leaves of one holding. */
export function leavesOf(tx: Tx, holdingId: string): Promise<LeaveRow[]> {
  return tx.many<LeaveRow>(
    sql`select ${leave} from staffing.leave l where l.community_id = ${tx.actor.communityId} and l.holding_id = ${holdingId} order by l.from_on, l.id`,
  );
}

/** Writes a leave. */
export async function insertLeave(
  tx: Tx,
  row: Omit<LeaveRow, 'version'> & { readonly organisationId: string },
): Promise<void> {
  await tx.run(sql`insert into staffing.leave (community_id, id, holding_id, organisation_id, site_id, from_on, to_on, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.holdingId}, ${row.organisationId}, ${row.siteId}, ${row.fromOn}, ${row.toOn}, ${tx.actor.accountId})`);
}

/** Sets the end of a leave; false when its version has moved on or it begins later. */
export async function endLeaveRow(
  tx: Tx,
  end: { id: string; version: number; toOn: string },
): Promise<boolean> {
  const changed = await tx.run(sql`update staffing.leave l set to_on = ${end.toOn}, version = l.version + 1
    where l.community_id = ${tx.actor.communityId} and l.id = ${end.id} and l.version = ${end.version} and l.from_on <= ${end.toOn}`);
  return changed === 1;
}
