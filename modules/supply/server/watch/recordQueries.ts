import type { Tx } from '../../../../kernel/server/scope.ts';
import { nameOf, type Sql, sql } from '../../../../kernel/server/sql.ts';
import type { RecordKind } from '../../model.ts';

/** Columns that every record around supply has. */
export type Kept = {
  readonly id: string;
  readonly version: number;
  readonly clientId: string;
  readonly voided: boolean;
  readonly correction: Buffer | null;
  readonly byId: string;
};

export type CheckRow = Kept & {
  readonly kindCode: string;
  readonly resultCode: string;
  readonly madeOn: string;
  readonly words: Buffer | null;
};
export type FigureRow = Kept & {
  readonly questionCode: string;
  readonly figure: number;
  readonly answeredOn: string;
};
export type OverdoseRow = Kept & {
  readonly occurredAt: Date;
  readonly fatal: boolean;
  readonly placeCode: string;
  readonly naloxoneDoses: number;
  readonly emergencyCalled: boolean;
  readonly minutesMonitored: number | null;
  readonly words: Buffer | null;
};
export type IncidentRow = Kept & {
  readonly kindCode: string;
  readonly happenedOn: string;
  readonly words: Buffer | null;
  readonly agreed: Buffer | null;
  readonly followUpOn: string | null;
};
export type ChartRow = Kept & {
  readonly kindCode: string;
  readonly writtenOn: string;
  readonly words: Buffer;
};

const comma = (left: Sql, right: Sql): Sql => sql`${left}, ${right}`;
const kept = sql`t.id, t.version, t.client_id as "clientId", t.voided, t.correction, t.created_by as "byId"`;

type Value = string | number | boolean | null | Buffer;

/** Writes a record by the names of its columns; false when this id was written before. */
export async function insertRecord(
  tx: Tx,
  kind: RecordKind,
  row: Readonly<Record<string, Value>>,
): Promise<boolean> {
  const given = { community_id: tx.actor.communityId, ...row, created_by: tx.actor.accountId };
  const columns = Object.keys(given).map(nameOf).reduce(comma);
  const values = Object.values(given)
    .map((value) => sql`${value}`)
    .reduce(comma);
  const written = await tx.run(
    sql`insert into ${nameOf(`supply.${kind}`)} (${columns}) values (${values}) on conflict (community_id, id) do nothing`,
  );
  return written === 1;
}

/** The version and author of a record of a client. */
export function recordById(
  tx: Tx,
  kind: RecordKind,
  clientId: string,
  id: string,
): Promise<{ version: number; byId: string } | undefined> {
  return tx.maybe(sql`select t.version, t.created_by as "byId" from ${nameOf(`supply.${kind}`)} t
    where t.community_id = ${tx.actor.communityId} and t.id = ${id} and t.client_id = ${clientId}`);
}

/** Marks a record as made by mistake; 0 when it moved on. */
export function voidRecord(
  tx: Tx,
  kind: RecordKind,
  row: { id: string; clientId: string; version: number; correction: Buffer },
): Promise<number> {
  return tx.run(sql`update ${nameOf(`supply.${kind}`)} set voided = true, correction = ${row.correction}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${row.id} and client_id = ${row.clientId} and version = ${row.version} and not voided`);
}

const of = (tx: Tx, clientIds: readonly string[]) =>
  sql`t.community_id = ${tx.actor.communityId} and t.client_id = any(${[...clientIds]}::uuid[])`;

/** What was looked at, latest first. */
export const checksOf = (tx: Tx, clientIds: readonly string[]) =>
  tx.many<CheckRow>(sql`select ${kept}, t.kind_code as "kindCode", t.result_code as "resultCode", t.made_on as "madeOn", t.words
    from supply.check_made t where ${of(tx, clientIds)} order by t.made_on desc, t.id desc`);

/** Answers with numbers, latest first. */
export const figuresOf = (tx: Tx, clientIds: readonly string[]) =>
  tx.many<FigureRow>(sql`select ${kept}, t.question_code as "questionCode", t.figure, t.answered_on as "answeredOn"
    from supply.dated_answer t where ${of(tx, clientIds)} order by t.answered_on desc, t.id desc`);

/** Overdoses, latest first. */
export const overdosesOf = (tx: Tx, clientIds: readonly string[]) =>
  tx.many<OverdoseRow>(sql`select ${kept}, t.occurred_at as "occurredAt", t.fatal, t.place_code as "placeCode", t.naloxone_doses as "naloxoneDoses",
      t.emergency_called as "emergencyCalled", t.minutes_monitored as "minutesMonitored", t.words
    from supply.overdose t where ${of(tx, clientIds)} order by t.occurred_at desc, t.id desc`);

/** Incidents and conversations, latest first. */
export const incidentsOf = (tx: Tx, clientIds: readonly string[]) =>
  tx.many<IncidentRow>(sql`select ${kept}, t.kind_code as "kindCode", t.happened_on as "happenedOn", t.words, t.agreed, t.follow_up_on as "followUpOn"
    from supply.incident t where ${of(tx, clientIds)} order by t.happened_on desc, t.id desc`);

/** What a review asks for, latest first. */
export const chartOf = (tx: Tx, clientIds: readonly string[]) =>
  tx.many<ChartRow>(sql`select ${kept}, t.kind_code as "kindCode", t.written_on as "writtenOn", t.words
    from supply.chart_entry t where ${of(tx, clientIds)} order by t.written_on desc, t.id desc`);

/** For clients with a prescription in force (of a site, or one client): since when, and the last time each kind of check was made, done and set. */
export function lastChecks(
  tx: Tx,
  of: { readonly siteId: string } | { readonly clientId: string },
  today: string,
) {
  const community = tx.actor.communityId;
  const whose = 'siteId' in of ? sql`p.site_id = ${of.siteId}` : sql`p.client_id = ${of.clientId}`;
  return tx.many<{
    clientId: string;
    startedOn: string;
    kindCode: string | null;
    lastOn: string | null;
    lastResultCode: string | null;
    doneOn: string | null;
    nextFrom: string | null;
    nextTo: string | null;
  }>(sql`with under as (
      select p.client_id, min(p.started_on) as started_on from supply.prescription p
      where p.community_id = ${community} and ${whose} and p.started_on <= ${today} and (p.ended_on is null or p.ended_on > ${today}) group by p.client_id
    ), made as (
      select distinct on (c.client_id, c.kind_code) c.client_id, c.kind_code, c.made_on, c.result_code, c.next_from, c.next_to,
        max(c.made_on) filter (where c.settled) over (partition by c.client_id, c.kind_code) as done_on
      from supply.check_made c join under u on u.client_id = c.client_id
      where c.community_id = ${community} and not c.voided order by c.client_id, c.kind_code, c.made_on desc, c.id desc
    )
    select u.client_id as "clientId", u.started_on as "startedOn", m.kind_code as "kindCode", m.made_on as "lastOn", m.result_code as "lastResultCode",
      m.done_on as "doneOn", m.next_from as "nextFrom", m.next_to as "nextTo"
    from under u left join made m on m.client_id = u.client_id order by u.client_id`);
}
