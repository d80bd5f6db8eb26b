import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

/** What one reviewer said of an item, as stored. */
export type ScoreRow = {
  readonly id: string;
  readonly version: number;
  readonly accountId: string;
  readonly itemCode: string;
  readonly score: number | null;
  readonly notJudged: boolean;
  readonly seen: string;
  readonly why: string;
  readonly sources: string[];
};

/** What was agreed of an item, as stored. */
export type AgreedRow = {
  readonly id: string;
  readonly version: number;
  readonly itemCode: string;
  readonly score: number | null;
  readonly notJudged: boolean;
  readonly reason: string;
  readonly changedBy: string;
};

/** What records showed of an item the day an edition was closed. */
export type KeptRecord = {
  readonly value: number | null;
  readonly unit: 'percent' | 'days' | 'ratio';
  readonly score: number | null;
  readonly missing: 'staff' | 'records' | null;
};

/** One item of a closed edition. */
export type KeptItem = {
  readonly code: string;
  readonly score: number | null;
  readonly reason: string;
  readonly records: KeptRecord | null;
};

/** A closed edition, as stored. */
export type EditionRow = {
  readonly reviewId: string;
  readonly number: number;
  readonly reason: string | null;
  readonly items: KeptItem[];
  readonly judged: number;
  readonly total: number | null;
  readonly band: string | null;
  readonly closedAt: Date;
  readonly by: string;
};

const score = sql`s.id, s.version, s.account_id as "accountId", s.item_code as "itemCode", s.score, s.not_judged as "notJudged", s.seen, s.why, s.sources`;
const agreed = sql`a.id, a.version, a.item_code as "itemCode", a.score, a.not_judged as "notJudged", a.reason, a.changed_by as "changedBy"`;

/** The scores of a review that the actor may see: their own, and everybody's once all are done. */
export function scoresOf(tx: Tx, reviewId: string): Promise<ScoreRow[]> {
  return tx.many<ScoreRow>(sql`select ${score} from fidelity.score s where s.community_id = ${tx.actor.communityId} and s.review_id = ${reviewId}
    order by s.created_at, s.id limit 2000`);
}

type NewScore = Omit<ScoreRow, 'version' | 'accountId'> & { readonly reviewId: string };

/** Writes what the actor says of an item for the first time; 0 when they said something before. */
export function insertScore(tx: Tx, row: NewScore): Promise<number> {
  return tx.run(sql`insert into fidelity.score (community_id, id, review_id, account_id, item_code, score, not_judged, seen, why, sources, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.reviewId}, ${tx.actor.accountId}, ${row.itemCode}, ${row.score}, ${row.notJudged}, ${row.seen}, ${row.why},
      ${row.sources}::text[], ${tx.actor.accountId}) on conflict do nothing`);
}

/** Changes what the actor said of an item; 0 when it moved on, or they are done. */
export function updateScore(tx: Tx, row: NewScore & { version: number }): Promise<number> {
  return tx.run(sql`update fidelity.score set score = ${row.score}, not_judged = ${row.notJudged}, seen = ${row.seen}, why = ${row.why}, sources = ${row.sources}::text[],
      version = version + 1
    where community_id = ${tx.actor.communityId} and review_id = ${row.reviewId} and item_code = ${row.itemCode} and account_id = ${tx.actor.accountId}
      and version = ${row.version}`);
}

/** What was agreed in a review. */
export function agreedOf(tx: Tx, reviewId: string): Promise<AgreedRow[]> {
  return tx.many<AgreedRow>(
    sql`select ${agreed} from fidelity.agreed a where a.community_id = ${tx.actor.communityId} and a.review_id = ${reviewId} limit 500`,
  );
}

type NewAgreed = Omit<AgreedRow, 'version' | 'changedBy'> & { readonly reviewId: string };

/** Writes what is agreed of an item for the first time; 0 when something was. */
export function insertAgreed(tx: Tx, row: NewAgreed): Promise<number> {
  return tx.run(sql`insert into fidelity.agreed (community_id, id, review_id, item_code, score, not_judged, reason, changed_by, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.reviewId}, ${row.itemCode}, ${row.score}, ${row.notJudged}, ${row.reason}, ${tx.actor.accountId}, ${tx.actor.accountId})
    on conflict do nothing`);
}

/** Changes what is agreed of an item; 0 when it moved on. */
export function updateAgreed(tx: Tx, row: NewAgreed & { version: number }): Promise<number> {
  return tx.run(sql`update fidelity.agreed set score = ${row.score}, not_judged = ${row.notJudged}, reason = ${row.reason}, changed_by = ${tx.actor.accountId}, version = version + 1
    where community_id = ${tx.actor.communityId} and review_id = ${row.reviewId} and item_code = ${row.itemCode} and version = ${row.version}`);
}

/** Writes a closed edition. */
export async function insertEdition(
  tx: Tx,
  row: Omit<EditionRow, 'closedAt' | 'by'> & { id: string },
): Promise<void> {
  await tx.run(sql`insert into fidelity.edition (community_id, id, review_id, number, reason, items, judged, total, band_code, created_at, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.reviewId}, ${row.number}, ${row.reason}, ${JSON.stringify(row.items)}::jsonb, ${row.judged}, ${row.total}, ${row.band},
      ${tx.now}, ${tx.actor.accountId})`);
}

/** The closed editions of reviews, the first of each first. */
export function editionsOf(tx: Tx, reviewIds: readonly string[]): Promise<EditionRow[]> {
  return tx.many<EditionRow>(sql`select e.review_id as "reviewId", e.number, e.reason, e.items, e.judged, e.total::float8 as total, e.band_code as band,
      e.created_at as "closedAt", e.created_by as by
    from fidelity.edition e where e.community_id = ${tx.actor.communityId} and e.review_id = any(${[...reviewIds]}::uuid[]) order by e.review_id, e.number limit 2000`);
}

/** The latest closed edition of an earlier review of the same program, site and scale. */
export function editionBefore(
  tx: Tx,
  at: { siteId: string; programCode: string; scaleKey: string; to: string; id: string },
): Promise<{ items: KeptItem[]; closedAt: Date } | undefined> {
  return tx.maybe(sql`select e.items, e.created_at as "closedAt" from fidelity.edition e
    join fidelity.review r on r.community_id = e.community_id and r.id = e.review_id
    where e.community_id = ${tx.actor.communityId} and r.site_id = ${at.siteId} and r.program_code = ${at.programCode} and r.scale_key = ${at.scaleKey}
      and r.to_on <= ${at.to}::date and r.id <> ${at.id} and r.created_at < (select o.created_at from fidelity.review o where o.community_id = e.community_id and o.id = ${at.id})
    order by r.to_on desc, e.created_at desc, e.number desc limit 1`);
}

/** Ties an item to a barrier or facilitator; 0 when it was. */
export function insertCarried(
  tx: Tx,
  row: { id: string; reviewId: string; itemCode: string; factorId: string },
): Promise<number> {
  return tx.run(sql`insert into fidelity.carried (community_id, id, review_id, item_code, factor_id, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.reviewId}, ${row.itemCode}, ${row.factorId}, ${tx.actor.accountId}) on conflict do nothing`);
}

/** What the items of a review are carried on as. */
export function carriedOf(tx: Tx, reviewId: string): Promise<{ itemCode: string; factorId: string }[]> {
  return tx.many(sql`select c.item_code as "itemCode", c.factor_id as "factorId" from fidelity.carried c
    where c.community_id = ${tx.actor.communityId} and c.review_id = ${reviewId} order by c.created_at limit 500`);
}
