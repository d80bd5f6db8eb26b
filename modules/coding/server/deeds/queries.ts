import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { DeedKind } from '../../valences.ts';

/** One thing a deed changed, with the versions whose content it had before (0: it was not there) and after. */
export type Step = {
  readonly thing: 'coding' | 'code' | 'memo';
  readonly id: string;
  readonly before: number;
  readonly after: number;
};

/** A deed of the person who asks. */
export type DeedRow = {
  readonly id: string;
  readonly studyId: string;
  readonly what: DeedKind;
  readonly sourceId: string | null;
  readonly version: number;
};

/** Keeps a deed with its steps; it goes with the next statement, as nothing depends on it. */
export function insertDeed(
  tx: Tx,
  deed: { id: string; studyId: string; sourceId: string | null; what: DeedKind },
  steps: readonly Step[],
): void {
  const { communityId, accountId } = tx.actor;
  const of = <T>(pick: (step: Step) => T): T[] => steps.map(pick);
  tx.write(sql`with deed as (
      insert into coding.deed (community_id, id, study_id, source_id, what, created_by)
      values (${communityId}, ${deed.id}, ${deed.studyId}, ${deed.sourceId}, ${deed.what}, ${accountId})
    )
    insert into coding.deed_step (community_id, deed_id, thing, row_id, before_version, after_version, created_by)
    select ${communityId}, ${deed.id}, s.thing, s.id, s.before, s.after, ${accountId}
    from unnest(${of((step) => step.thing)}::text[], ${of((step) => step.id)}::uuid[], ${of((step) => step.before)}::integer[],
      ${of((step) => step.after)}::integer[]) as s(thing, id, before, after)`);
}

const columns = sql`d.id, d.study_id as "studyId", d.what, d.source_id as "sourceId", d.version`;

/** What was done on a text that was withdrawn rests until it is allowed again. */
const open = sql`(d.source_id is null or exists (select 1 from evidence.open_source s where s.community_id = d.community_id and s.id = d.source_id))`;

/** The deed of this person that would be undone next. */
export function nextToUndo(tx: Tx, studyId: string): Promise<DeedRow | undefined> {
  return tx.maybe<DeedRow>(sql`select ${columns} from coding.deed d
    where d.community_id = ${tx.actor.communityId} and d.created_by = ${tx.actor.accountId} and d.study_id = ${studyId}
      and d.undone_at is null and d.left_at is null and ${open}
    order by d.at desc, d.id desc limit 1`);
}

/** The deed of this person that would be done again next: the earliest undone one after everything that stands. */
export function nextToRedo(tx: Tx, studyId: string): Promise<DeedRow | undefined> {
  return tx.maybe<DeedRow>(sql`select ${columns} from coding.deed d
    where d.community_id = ${tx.actor.communityId} and d.created_by = ${tx.actor.accountId} and d.study_id = ${studyId}
      and d.undone_at is not null and d.left_at is null and ${open}
      and not exists (select 1 from coding.deed l where l.community_id = d.community_id and l.created_by = d.created_by and l.study_id = d.study_id
        and l.undone_at is null and l.left_at is null and (l.at, l.id) > (d.at, d.id))
    order by d.at, d.id limit 1`);
}

/** The steps of a deed. */
export function stepsOf(tx: Tx, deedId: string): Promise<Step[]> {
  return tx.many<Step>(sql`select s.thing, s.row_id as id, s.before_version as before, s.after_version as after from coding.deed_step s
    where s.community_id = ${tx.actor.communityId} and s.deed_id = ${deedId} order by s.thing, s.row_id`);
}

/** Marks a deed undone or done again; 0 rows when that has happened already. */
export function markDeed(tx: Tx, deed: DeedRow, undone: boolean): Promise<number> {
  const at = undone ? sql`now()` : sql`null`;
  return tx.run(sql`update coding.deed set undone_at = ${at}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${deed.id} and version = ${deed.version}`);
}

/** Leaves a deed out of undoing; 0 rows when it is not this person's. */
export function leave(tx: Tx, id: string): Promise<{ version: number } | undefined> {
  return tx.maybe<{ version: number }>(sql`update coding.deed set left_at = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${id} returning version`);
}
