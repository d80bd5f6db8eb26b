import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { Valence } from '../../model.ts';

/** A summary as it is stored; its text is sealed under the study. */
export type SummaryRow = {
  readonly id: string;
  readonly studyId: string;
  readonly domain: string;
  readonly siteId: string | null;
  readonly textSealed: Buffer;
  readonly changedBy: string;
  readonly changedAt: Date;
  readonly quotes: string[];
  readonly version: number;
};

/** What is summed up: a domain at a site, or over all sites. */
export type SummedAt = { readonly studyId: string; readonly domain: string; readonly siteId: string | null };

const columns = sql`d.id, d.study_id as "studyId", d.domain, d.site_id as "siteId", d.text_sealed as "textSealed", d.changed_by as "changedBy",
  d.changed_at as "changedAt", d.version,
  array(select q.coding_id from coding.domain_quote q join coding.coding c on c.community_id = q.community_id and c.id = q.coding_id and c.removed_at is null
    join evidence.open_source s on s.community_id = c.community_id and s.id = c.source_id
    where q.community_id = d.community_id and q.summary_id = d.id order by q.created_at, q.id) as quotes`;

/** The summaries of one site, or those over all sites. */
export function summariesOf(tx: Tx, studyId: string, siteId: string | null): Promise<SummaryRow[]> {
  return tx.many<SummaryRow>(sql`select ${columns} from coding.domain_summary d
    where d.community_id = ${tx.actor.communityId} and d.study_id = ${studyId} and d.site_id is not distinct from ${siteId} order by d.domain`);
}

/** One summary. */
export function summaryById(tx: Tx, id: string): Promise<SummaryRow | undefined> {
  return tx.maybe<SummaryRow>(
    sql`select ${columns} from coding.domain_summary d where d.community_id = ${tx.actor.communityId} and d.id = ${id}`,
  );
}

/** The summary that stands there. */
export async function summaryAt(tx: Tx, at: SummedAt): Promise<SummaryRow | undefined> {
  return (await summariesOf(tx, at.studyId, at.siteId)).find((row) => row.domain === at.domain);
}

/** Adds a summary. */
export function insertSummary(tx: Tx, at: SummedAt, one: { id: string; text: Buffer }): Promise<number> {
  const { communityId, accountId } = tx.actor;
  return tx.run(sql`insert into coding.domain_summary (community_id, id, study_id, domain, site_id, text_sealed, changed_by, created_by)
    values (${communityId}, ${one.id}, ${at.studyId}, ${at.domain}, ${at.siteId}, ${one.text}, ${accountId}, ${accountId})`);
}

/** Changes a summary that stands at `version`; 0 rows when it has moved on. */
export function updateSummary(tx: Tx, one: { id: string; text: Buffer; version: number }): Promise<number> {
  return tx.run(sql`update coding.domain_summary set text_sealed = ${one.text}, changed_by = ${tx.actor.accountId}, changed_at = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${one.id} and version = ${one.version}`);
}

/** Puts a passage under a summary; nothing when it is there already. */
export function insertDomainQuote(
  tx: Tx,
  one: { id: string; studyId: string; summaryId: string; codingId: string },
): Promise<number> {
  return tx.run(sql`insert into coding.domain_quote (community_id, id, study_id, summary_id, coding_id, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.summaryId}, ${one.codingId}, ${tx.actor.accountId})
    on conflict (community_id, summary_id, coding_id) do nothing`);
}

/** Takes a passage off a summary. */
export function deleteDomainQuote(tx: Tx, summaryId: string, codingId: string): Promise<number> {
  return tx.run(sql`delete from coding.domain_quote
    where community_id = ${tx.actor.communityId} and summary_id = ${summaryId} and coding_id = ${codingId}`);
}

/** The passages of codings that stand on texts whose consent stands, in the order of their texts. */
export function passagesBehind(tx: Tx, codingIds: readonly string[]) {
  return tx.many<{
    codingId: string;
    sourceId: string;
    start: number;
    end: number;
    code: string;
    valence: Valence;
  }>(sql`select c.id as "codingId", c.source_id as "sourceId", c.start_at as start, c.end_at as "end", c.code, c.valence
    from coding.coding c join evidence.open_source s on s.community_id = c.community_id and s.id = c.source_id
    where c.community_id = ${tx.actor.communityId} and c.id = any(${codingIds}::uuid[]) and c.removed_at is null
    order by c.source_id, c.start_at, c.end_at, c.id`);
}
