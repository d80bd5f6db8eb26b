import type { Tx } from '../../../../kernel/server/scope.ts';
import { empty, sql } from '../../../../kernel/server/sql.ts';

/** An entry of the log as stored. */
export type EntryRow = {
  readonly id: string;
  readonly version: number;
  readonly siteId: string;
  readonly kindCode: string;
  readonly levelCode: string | null;
  readonly stanceCode: string | null;
  readonly happenedOn: string;
  readonly who: string;
  readonly asked: string;
  readonly said: string;
  readonly changed: string;
  readonly trialId: string | null;
  readonly ruleId: string | null;
  readonly nextStep: string | null;
  readonly nextOn: string | null;
  readonly nextDoneOn: string | null;
  readonly sourceId: string | null;
  readonly createdBy: string;
};

const columns = sql`e.id, e.version, e.site_id as "siteId", e.kind_code as "kindCode", e.level_code as "levelCode", e.stance_code as "stanceCode",
  e.happened_on as "happenedOn", e.who, e.asked, e.said, e.changed, e.trial_id as "trialId", e.rule_id as "ruleId", e.next_step as "nextStep",
  e.next_on as "nextOn", e.next_done_on as "nextDoneOn", e.source_id as "sourceId", e.created_by as "createdBy"`;

/** What is written on the form. */
export type Written = Omit<EntryRow, 'version' | 'siteId' | 'createdBy' | 'nextDoneOn' | 'sourceId'>;

/** Writes an entry; 0 when this id was written before. */
export function insertEntry(
  tx: Tx,
  row: Written & { readonly siteId: string; readonly organisationId: string },
): Promise<number> {
  return tx.run(sql`insert into groundwork.entry (community_id, id, organisation_id, site_id, kind_code, level_code, stance_code, happened_on, who, asked, said, changed,
      trial_id, rule_id, next_step, next_on, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.organisationId}, ${row.siteId}, ${row.kindCode}, ${row.levelCode}, ${row.stanceCode}, ${row.happenedOn}, ${row.who},
      ${row.asked}, ${row.said}, ${row.changed}, ${row.trialId}, ${row.ruleId}, ${row.nextStep}, ${row.nextOn}::date, ${tx.actor.accountId})
    on conflict (community_id, id) do nothing`);
}

/** Rewrites an entry; 0 when it moved on. Another next step is open again. */
export function updateEntry(tx: Tx, row: Written & { readonly version: number }): Promise<number> {
  return tx.run(sql`update groundwork.entry set kind_code = ${row.kindCode}, level_code = ${row.levelCode}, stance_code = ${row.stanceCode},
      happened_on = ${row.happenedOn}, who = ${row.who}, asked = ${row.asked}, said = ${row.said}, changed = ${row.changed}, trial_id = ${row.trialId},
      rule_id = ${row.ruleId}, next_done_on = case when next_step is not distinct from ${row.nextStep}::text then next_done_on end, next_step = ${row.nextStep},
      next_on = ${row.nextOn}::date, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${row.id} and version = ${row.version} and not withdrawn`);
}

type Marked = { readonly id: string; readonly version: number };

/** Marks the next step as done; 0 when there is none or it moved on. */
export function markNextDone(tx: Tx, { id, version }: Marked, day: string): Promise<number> {
  return tx.run(sql`update groundwork.entry set next_done_on = ${day}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${id} and version = ${version} and next_step is not null and next_done_on is null and not withdrawn`);
}

/** Marks an entry as recorded by mistake; 0 when it moved on. */
export function markWithdrawn(tx: Tx, { id, version }: Marked): Promise<number> {
  return tx.run(sql`update groundwork.entry set withdrawn = true, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${id} and version = ${version} and not withdrawn`);
}

/** Remembers the text that was made from an entry; 0 when there is one or it moved on. */
export function markOffered(tx: Tx, { id, version }: Marked, sourceId: string): Promise<number> {
  return tx.run(sql`update groundwork.entry set source_id = ${sourceId}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${id} and version = ${version} and source_id is null and not withdrawn`);
}

/** One entry that stands. */
export function entryById(tx: Tx, id: string): Promise<EntryRow | undefined> {
  return tx.maybe<EntryRow>(
    sql`select ${columns} from groundwork.entry e where e.community_id = ${tx.actor.communityId} and e.id = ${id} and not e.withdrawn`,
  );
}

/** The log of a site, latest first. */
export function entriesAt(tx: Tx, siteId: string, kindCode: string | undefined): Promise<EntryRow[]> {
  const one = kindCode === undefined ? empty : sql`and e.kind_code = ${kindCode}`;
  return tx.many<EntryRow>(sql`select ${columns} from groundwork.entry e where e.community_id = ${tx.actor.communityId} and e.site_id = ${siteId} and not e.withdrawn ${one}
    order by e.happened_on desc, e.id desc limit 500`);
}

/** Next steps that are due, at sites. */
export function nextAt(
  tx: Tx,
  siteIds: readonly string[],
  until: string,
): Promise<{ id: string; siteId: string; nextStep: string; nextOn: string }[]> {
  return tx.many(sql`select e.id, e.site_id as "siteId", e.next_step as "nextStep", e.next_on as "nextOn" from groundwork.entry e
    where e.community_id = ${tx.actor.communityId} and e.site_id = any(${[...siteIds]}::uuid[]) and not e.withdrawn and e.next_done_on is null and e.next_on <= ${until}::date
    order by e.next_on, e.id limit 20`);
}
