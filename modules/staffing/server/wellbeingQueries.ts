import type { Tx } from '../../../kernel/server/scope.ts';
import { sql } from '../../../kernel/server/sql.ts';

/** What the actor said in one week, sealed. */
export type CheckInRow = {
  readonly id: string;
  readonly version: number;
  readonly siteId: string;
  readonly weekOn: string;
  readonly sealed: Buffer;
};

const columns = sql`c.id, c.version, c.site_id as "siteId", c.week_on as "weekOn", c.answers as sealed`;

/** The actor's own last weeks. */
export function myRows(tx: Tx): Promise<CheckInRow[]> {
  return tx.many<CheckInRow>(sql`select ${columns} from staffing.check_in c
    where c.community_id = ${tx.actor.communityId} and c.account_id = ${tx.actor.accountId} order by c.week_on desc limit 26`);
}

/** What the actor said in one week, held until this request ends. */
export function myWeek(tx: Tx, weekOn: string): Promise<CheckInRow | undefined> {
  return tx.maybe<CheckInRow>(sql`select ${columns} from staffing.check_in c
    where c.community_id = ${tx.actor.communityId} and c.account_id = ${tx.actor.accountId} and c.week_on = ${weekOn} for update`);
}

/** One of the actor's own weeks by its id, held until this request ends. */
export function myRow(tx: Tx, id: string): Promise<CheckInRow | undefined> {
  return tx.maybe<CheckInRow>(sql`select ${columns} from staffing.check_in c
    where c.community_id = ${tx.actor.communityId} and c.account_id = ${tx.actor.accountId} and c.id = ${id} for update`);
}

/** Writes what the actor said. */
export async function insertRow(tx: Tx, row: Omit<CheckInRow, 'version'>): Promise<void> {
  await tx.run(sql`insert into staffing.check_in (community_id, id, account_id, site_id, week_on, answers)
    values (${tx.actor.communityId}, ${row.id}, ${tx.actor.accountId}, ${row.siteId}, ${row.weekOn}, ${row.sealed})`);
}

/** Puts what is said now in the place of what was said before. */
export async function updateRow(tx: Tx, row: Pick<CheckInRow, 'id' | 'sealed'>): Promise<void> {
  await tx.run(sql`update staffing.check_in c set answers = ${row.sealed}, version = c.version + 1
    where c.community_id = ${tx.actor.communityId} and c.id = ${row.id}`);
}

/** Removes what the actor said. */
export async function removeRow(tx: Tx, id: string): Promise<void> {
  await tx.run(
    sql`delete from staffing.check_in c where c.community_id = ${tx.actor.communityId} and c.id = ${id}`,
  );
}

/** Adds to, or takes from, what a team answered in a week that runs. */
export async function tally(
  tx: Tx,
  at: { siteId: string; weekOn: string; question: string },
  by: { answered: number; total: number },
): Promise<void> {
  await tx.run(
    sql`select staffing.tally(${at.siteId}::uuid, ${at.weekOn}::date, ${at.question}, ${by.answered}, ${by.total})`,
  );
}

/** The averages of a team that may be told. */
export function teamAverages(
  tx: Tx,
  siteId: string,
): Promise<{ weekOn: string; question: string; average: number }[]> {
  return tx.many(
    sql`select t."weekOn"::text as "weekOn", t.question, t.average from staffing.team_weeks(${siteId}::uuid) t`,
  );
}
