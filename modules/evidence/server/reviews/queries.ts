import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';

/** Sets the rhythm of a study one works in that stands at `version`; 0 rows when it has moved on or is another's. */
export function updateRhythm(
  tx: Tx,
  one: { id: string; version: number; months: number | null; nextOn: string | null },
): Promise<number> {
  return tx.run(sql`update evidence.study set review_months = ${one.months}, next_review_on = ${one.nextOn}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${one.id} and version = ${one.version} and id = any ((select evidence.my_studies())::uuid[])`);
}

/** Moves the next review of a study on by its rhythm, counted from a day it was held. */
export function moveOn(tx: Tx, studyId: string, heldOn: string): Promise<number> {
  return tx.run(sql`update evidence.study set next_review_on = (${heldOn}::date + make_interval(months => review_months))::date, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${studyId} and review_months is not null
      and (next_review_on is null or next_review_on < (${heldOn}::date + make_interval(months => review_months))::date)`);
}

/** Whether a study is one that this person works in. */
export async function isMine(tx: Tx, studyId: string): Promise<boolean> {
  const { mine } = await tx.one<{ mine: boolean }>(
    sql`select ${studyId}::uuid = any ((select evidence.my_studies())::uuid[]) as mine`,
  );
  return mine;
}

/** Adds a review. */
export function insertReview(
  tx: Tx,
  one: { id: string; studyId: string; heldOn: string; decided: Buffer },
): Promise<number> {
  return tx.run(sql`insert into evidence.study_review (community_id, id, study_id, held_on, decided_sealed, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.heldOn}, ${one.decided}, ${tx.actor.accountId})`);
}

/** The reviews of a study, latest first. */
export function reviewsOf(
  tx: Tx,
  studyId: string,
): Promise<{ id: string; heldOn: string; decidedSealed: Buffer }[]> {
  return tx.many(sql`select r.id, r.held_on as "heldOn", r.decided_sealed as "decidedSealed" from evidence.study_review r
    where r.community_id = ${tx.actor.communityId} and r.study_id = ${studyId} order by r.held_on desc, r.id desc`);
}

/** The studies one works in whose next review is due on a day, earliest first. */
export function reviewsDue(
  tx: Tx,
  today: string,
): Promise<{ studyId: string; title: string; dueOn: string }[]> {
  return tx.many(sql`select s.id as "studyId", s.title, s.next_review_on as "dueOn" from evidence.study s
    where s.community_id = ${tx.actor.communityId} and s.next_review_on <= ${today} and s.closed_at is null
      and s.id = any ((select evidence.my_studies())::uuid[]) order by s.next_review_on, s.id`);
}
