import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { SuggestionStepKind } from '../../model.ts';

/** A suggestion as far as answering needs it. */
export type SuggestedRow = {
  readonly id: string;
  readonly createdBy: string;
  readonly signedSealed: Buffer | null;
};

/** A suggestion that this person may see and that was not withdrawn. */
export function suggestionById(tx: Tx, id: string): Promise<SuggestedRow | undefined> {
  return tx.maybe<SuggestedRow>(sql`select s.id, s.created_by as "createdBy", s.signed_sealed as "signedSealed" from evidence.source s
    where s.community_id = ${tx.actor.communityId} and s.id = ${id} and s.kind = 'suggestion' and s.consent <> 'withdrawn'`);
}

/** Keeps how whoever suggested wishes to be named. */
export function signSuggestion(tx: Tx, id: string, signed: Buffer): Promise<number> {
  return tx.run(sql`update evidence.source set signed_sealed = ${signed}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${id} and kind = 'suggestion'`);
}

/** A step as stored. */
export type StepRow = {
  readonly id: string;
  readonly sourceId: string;
  readonly step: SuggestionStepKind;
  readonly subjectId: string | null;
  readonly reasonSealed: Buffer | null;
  readonly at: Date;
};

const columns = sql`t.id, t.source_id as "sourceId", t.step, t.subject_id as "subjectId", t.reason_sealed as "reasonSealed", t.created_at as at`;

/** What became of suggestions, first step first. */
export function stepsOf(tx: Tx, sourceIds: readonly string[]): Promise<StepRow[]> {
  return tx.many<StepRow>(sql`select ${columns} from evidence.suggestion_step t
    where t.community_id = ${tx.actor.communityId} and t.source_id = any(${sourceIds}::uuid[]) order by t.created_at, t.id`);
}

/** The steps taken lately with this person's own suggestions, latest first. */
export function ownSteps(tx: Tx, asked: { days: number; limit: number }): Promise<StepRow[]> {
  return tx.many<StepRow>(sql`select ${columns} from evidence.suggestion_step t
    join evidence.source s on s.community_id = t.community_id and s.id = t.source_id
    where t.community_id = ${tx.actor.communityId} and s.created_by = ${tx.actor.accountId} and s.kind = 'suggestion' and s.consent <> 'withdrawn'
      and t.created_at > now() - make_interval(days => ${asked.days}::int) order by t.created_at desc, t.id desc limit ${asked.limit}`);
}

/** Adds a step. */
export function insertStep(
  tx: Tx,
  one: {
    id: string;
    sourceId: string;
    step: SuggestionStepKind;
    subjectId: string | null;
    reason: Buffer | null;
  },
): Promise<number> {
  return tx.run(sql`insert into evidence.suggestion_step (community_id, id, source_id, step, subject_id, reason_sealed, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.sourceId}, ${one.step}, ${one.subjectId}, ${one.reason}, ${tx.actor.accountId})`);
}

/** Within how many days suggestions are answered here: what the steward set, else two weeks. */
export async function promisedDays(tx: Tx): Promise<number> {
  const { days } = await tx.one<{ days: number }>(sql`select evidence.promised_days() as days`);
  return days;
}

/** Which suggestions of others this person sees have waited longer than promised without an answer. */
export async function waitingIds(tx: Tx): Promise<string[]> {
  const rows = await tx.many<{ id: string }>(sql`select s.id from evidence.source s
    where s.community_id = ${tx.actor.communityId} and s.kind = 'suggestion' and s.consent <> 'withdrawn' and s.study_id is null
      and s.created_by <> ${tx.actor.accountId} and s.created_at < now() - make_interval(days => evidence.promised_days())
      and not exists (select 1 from evidence.suggestion_step t where t.community_id = s.community_id and t.source_id = s.id and t.step <> 'read')`);
  return rows.map(({ id }) => id);
}

/** Sets the promise of the community. */
export function putPromise(tx: Tx, one: { id: string; days: number }): Promise<number> {
  return tx.run(sql`insert into evidence.answer_promise (community_id, id, days, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.days}, ${tx.actor.accountId})
    on conflict (community_id) do update set days = excluded.days, version = evidence.answer_promise.version + 1`);
}
