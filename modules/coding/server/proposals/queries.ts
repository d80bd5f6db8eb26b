import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { Proposal } from '../../asked/answers.ts';

/** Codings to learn from: the latest of a study that this person sees, from not too many texts. */
export function examples(tx: Tx, studyId: string) {
  return tx.many<{ sourceId: string; start: number; end: number; code: string }>(sql`with latest as (
      select c.source_id, c.start_at, c.end_at, c.code, c.changed_at, dense_rank() over (order by c.source_id desc) as nth
      from coding.standing_coding s join coding.coding c on c.community_id = s.community_id and c.id = s.id
      where s.community_id = ${tx.actor.communityId} and s.study_id = ${studyId} and c.end_at - c.start_at <= 2000
    )
    select source_id as "sourceId", start_at as start, end_at as "end", code from latest where nth <= 60 order by changed_at desc limit 2000`);
}

/** The codes this person has refused for a passage. */
export async function refused(
  tx: Tx,
  at: { sourceId: string; start: number; end: number },
): Promise<string[]> {
  const rows = await tx.many<{
    code: string;
  }>(sql`select p.code from coding.proposal p where p.community_id = ${tx.actor.communityId}
    and p.source_id = ${at.sourceId} and p.start_at = ${at.start} and p.end_at = ${at.end} and p.decided = 'refused' and p.created_by = ${tx.actor.accountId}`);
  return rows.map((row) => row.code);
}

/** What is kept of a decision on a proposed code. */
export type Decision = {
  readonly id: string;
  readonly studyId: string;
  readonly sourceId: string;
  readonly contentVersion: number;
  readonly start: number;
  readonly end: number;
  readonly proposal: Proposal;
  readonly codingId: string | null;
};

/** Keeps a decision. */
export function insertDecision(tx: Tx, one: Decision): Promise<number> {
  return tx.run(sql`insert into coding.proposal (community_id, id, study_id, source_id, content_version, start_at, end_at, code, score, because, decided,
      coding_id, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.sourceId}, ${one.contentVersion}, ${one.start}, ${one.end}, ${one.proposal.code},
      ${one.proposal.score}, ${one.proposal.because}, ${one.codingId === null ? 'refused' : 'accepted'}, ${one.codingId}, ${tx.actor.accountId})`);
}
