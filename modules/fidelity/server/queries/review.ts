import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

/** A review as stored. */
export type ReviewRow = {
  readonly id: string;
  readonly version: number;
  readonly siteId: string;
  readonly organisationId: string;
  readonly programCode: string;
  readonly scaleKey: string;
  readonly scaleVersion: string;
  readonly from: string;
  readonly to: string;
  readonly edition: number;
  readonly reason: string | null;
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly runs: boolean;
};

/** Somebody who reviews, as stored. */
export type ReviewerRow = {
  readonly id: string;
  readonly version: number;
  readonly reviewId: string;
  readonly accountId: string;
  readonly finishedAt: Date | null;
  readonly excusedAt: Date | null;
};

const review = sql`r.id, r.version, r.site_id as "siteId", r.organisation_id as "organisationId", r.program_code as "programCode", r.scale_key as "scaleKey",
  r.scale_version as "scaleVersion", r.from_on as "from", r.to_on as "to", r.edition, r.reason, r.opened_at as "openedAt", r.closed_at as "closedAt",
  r.withdrawn_at as "withdrawnAt", staffing.runs(r.site_id) as runs`;
const reviewer = sql`v.id, v.version, v.review_id as "reviewId", v.account_id as "accountId", v.finished_at as "finishedAt", v.excused_at as "excusedAt"`;

/** Writes a review. */
export async function insertReview(
  tx: Tx,
  row: Pick<
    ReviewRow,
    'id' | 'siteId' | 'organisationId' | 'programCode' | 'scaleKey' | 'scaleVersion' | 'from' | 'to'
  >,
): Promise<void> {
  await tx.run(sql`insert into fidelity.review (community_id, id, organisation_id, site_id, program_code, scale_key, scale_version, from_on, to_on, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.organisationId}, ${row.siteId}, ${row.programCode}, ${row.scaleKey}, ${row.scaleVersion}, ${row.from}, ${row.to},
      ${tx.actor.accountId})`);
}

/** Asks people to review; gives how many were not asked before. */
export function insertReviewers(
  tx: Tx,
  at: Pick<ReviewRow, 'id' | 'siteId'>,
  people: readonly { id: string; accountId: string }[],
): Promise<number> {
  return tx.run(sql`insert into fidelity.reviewer (community_id, id, review_id, site_id, account_id, created_by)
    select ${tx.actor.communityId}, g.id, ${at.id}, ${at.siteId}, g.account, ${tx.actor.accountId}
    from unnest(${people.map((one) => one.id)}::uuid[], ${people.map((one) => one.accountId)}::uuid[]) as g (id, account) on conflict do nothing`);
}

/** One review that the actor may see. */
export function reviewById(tx: Tx, id: string): Promise<ReviewRow | undefined> {
  return tx.maybe<ReviewRow>(
    sql`select ${review} from fidelity.review r where r.community_id = ${tx.actor.communityId} and r.id = ${id}`,
  );
}

/** The same review, held until the transaction ends: who finishes or closes at once waits. */
export async function holdReview(tx: Tx, id: string): Promise<void> {
  await tx.run(
    sql`select r.id from fidelity.review r where r.community_id = ${tx.actor.communityId} and r.id = ${id} for update`,
  );
}

/** The reviews the actor may see, the latest window first. */
export function reviewsSeen(tx: Tx): Promise<ReviewRow[]> {
  return tx.many<ReviewRow>(sql`select ${review} from fidelity.review r where r.community_id = ${tx.actor.communityId}
    order by r.to_on desc, r.created_at desc, r.id limit 500`);
}

/** Those who review, in the order they were asked. */
export function reviewersOf(tx: Tx, reviewIds: readonly string[]): Promise<ReviewerRow[]> {
  return tx.many<ReviewerRow>(sql`select ${reviewer} from fidelity.reviewer v
    where v.community_id = ${tx.actor.communityId} and v.review_id = any(${[...reviewIds]}::uuid[]) order by v.review_id, v.created_at, v.id limit 4000`);
}

/** One reviewer. */
export function reviewerById(tx: Tx, id: string): Promise<ReviewerRow | undefined> {
  return tx.maybe<ReviewerRow>(
    sql`select ${reviewer} from fidelity.reviewer v where v.community_id = ${tx.actor.communityId} and v.id = ${id}`,
  );
}

/** Lets a reviewer off; 0 when they moved on. */
export function excuse(tx: Tx, row: { id: string; version: number }): Promise<number> {
  return tx.run(sql`update fidelity.reviewer set excused_at = ${tx.now}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${row.id} and version = ${row.version} and excused_at is null`);
}

/** Says that the actor is done; 0 when they were, or do not review. */
export function finish(tx: Tx, reviewId: string): Promise<number> {
  return tx.run(sql`update fidelity.reviewer set finished_at = ${tx.now}, version = version + 1
    where community_id = ${tx.actor.communityId} and review_id = ${reviewId} and account_id = ${tx.actor.accountId} and finished_at is null and excused_at is null`);
}

/** Lays the scores side by side once everybody is done; 0 while somebody is not. */
export function layOpen(tx: Tx, reviewId: string): Promise<number> {
  return tx.run(sql`update fidelity.review set opened_at = ${tx.now}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${reviewId} and opened_at is null and withdrawn_at is null and fidelity.laid_open(id)`);
}

type Move = { readonly id: string; readonly version: number };

/** Gives up a review that was never closed; 0 when it moved on. */
export function withdraw(tx: Tx, row: Move & { reason: string }): Promise<number> {
  return tx.run(sql`update fidelity.review set withdrawn_at = ${tx.now}, reason = ${row.reason}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${row.id} and version = ${row.version} and edition = 1 and closed_at is null and withdrawn_at is null`);
}

/** Closes a review; 0 when it moved on. */
export function close(tx: Tx, row: Move): Promise<number> {
  return tx.run(sql`update fidelity.review set closed_at = ${tx.now}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${row.id} and version = ${row.version} and opened_at is not null and closed_at is null and withdrawn_at is null`);
}

/** Takes a closed review up again as its next edition; 0 when it moved on. */
export function takeUp(tx: Tx, row: Move & { reason: string }): Promise<number> {
  return tx.run(sql`update fidelity.review set closed_at = null, edition = edition + 1, reason = ${row.reason}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${row.id} and version = ${row.version} and closed_at is not null`);
}
