import type { Tx } from '../../../../kernel/server/scope.ts';
import { allOf, type Sql, sql } from '../../../../kernel/server/sql.ts';

/** A prescription with the version in force, and where. */
export type AffectedRow = {
  readonly clientId: string;
  readonly organisationId: string;
  readonly prescriptionId: string;
  readonly programCode: string;
  readonly formularyVersion: string;
  readonly formulationCode: string;
  readonly given: number;
  readonly unitCode: string;
  readonly observationCode: string;
  readonly prescriberId: string;
  readonly siteEn: string;
  readonly siteFr: string;
  readonly ruleEdition: string | null;
  readonly fromOn: string;
};

/** What narrows the question, with classes already resolved to formulations. */
export type Narrowed = {
  readonly programCode: string;
  readonly formulations: readonly string[] | undefined;
  readonly above: { readonly given: number; readonly unitCode: string } | undefined;
  readonly prescriberId: string | undefined;
  readonly siteId: string | undefined;
  readonly observationCode: string | undefined;
  readonly ruleId: string | undefined;
  readonly jurisdictionCode: string | undefined;
  readonly since: string | undefined;
};

function conditions(asked: Narrowed): Sql {
  const parts = [sql`p.program_code = ${asked.programCode}`];
  if (asked.formulations) parts.push(sql`p.formulation_code = any(${[...asked.formulations]}::text[])`);
  if (asked.above) parts.push(sql`s.unit_code = ${asked.above.unitCode} and s.given > ${asked.above.given}`);
  if (asked.prescriberId) parts.push(sql`s.prescriber_id = ${asked.prescriberId}`);
  if (asked.siteId) parts.push(sql`p.site_id = ${asked.siteId}`);
  if (asked.observationCode) parts.push(sql`s.observation_code = ${asked.observationCode}`);
  if (asked.ruleId) parts.push(sql`s.rule_id = ${asked.ruleId}`);
  if (asked.jurisdictionCode)
    parts.push(
      sql`(r.jurisdiction_code = ${asked.jurisdictionCode} or 'ca-' || lower(v.region) = ${asked.jurisdictionCode})`,
    );
  if (asked.since) parts.push(sql`s.from_on >= ${asked.since}`);
  return allOf(parts);
}

const columns = sql`p.client_id as "clientId", p.organisation_id as "organisationId", p.id as "prescriptionId", p.program_code as "programCode",
  p.formulary_version as "formularyVersion", p.formulation_code as "formulationCode", s.given, s.unit_code as "unitCode",
  s.observation_code as "observationCode", s.prescriber_id as "prescriberId", v.name_en as "siteEn", v.name_fr as "siteFr", r.edition as "ruleEdition",
  s.from_on as "fromOn"`;

const inForce = (today: string) => sql`supply.prescription p
  join lateral (select t.* from supply.prescription_step t where t.community_id = p.community_id and t.prescription_id = p.id and t.from_on <= ${today}
    order by t.number desc limit 1) s on true
  join identity.site_view v on v.community_id = p.community_id and v.id = p.site_id
  left join supply.rule r on r.community_id = p.community_id and r.id = s.rule_id`;

/** Prescriptions in force that the question touches, for clients the actor may see. */
export function touched(tx: Tx, asked: Narrowed, today: string): Promise<AffectedRow[]> {
  return tx.many<AffectedRow>(sql`select ${columns} from ${inForce(today)} where p.community_id = ${tx.actor.communityId}
    and p.started_on <= ${today} and (p.ended_on is null or p.ended_on > ${today}) and ${conditions(asked)} order by p.client_id, p.id limit 5000`);
}

/** Writes a worklist with its rows; false when this id was written before. */
export async function insertWorklist(
  tx: Tx,
  list: { id: string; organisationId: string; siteId: string; title: string; why: string; question: object },
): Promise<boolean> {
  const written =
    await tx.run(sql`insert into supply.worklist (community_id, id, organisation_id, site_id, title, why, question, created_by)
    values (${tx.actor.communityId}, ${list.id}, ${list.organisationId}, ${list.siteId}, ${list.title}, ${list.why}, ${JSON.stringify(list.question)}::jsonb,
      ${tx.actor.accountId}) on conflict (community_id, id) do nothing`);
  return written === 1;
}

/** Writes the rows of a worklist. */
export function insertRows(
  tx: Tx,
  worklistId: string,
  rows: readonly { id: string; clientId: string; organisationId: string; prescriptionId: string }[],
): Promise<number> {
  return tx.run(sql`insert into supply.worklist_row (community_id, id, worklist_id, client_id, organisation_id, prescription_id, created_by)
    select ${tx.actor.communityId}, r.id, ${worklistId}, r."clientId", r."organisationId", r."prescriptionId", ${tx.actor.accountId}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, "clientId" uuid, "organisationId" uuid, "prescriptionId" uuid)`);
}

/** A worklist as stored, with how far it is among the rows the actor may see. */
export type WorklistLine = {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly why: string;
  readonly madeOn: string;
  readonly madeById: string;
  readonly closedOn: string | null;
  readonly toDo: number;
  readonly done: number;
  readonly notNeeded: number;
};

/** Worklists of the actor's organisations, open ones first; one of them when an id is given. */
export function worklists(tx: Tx, id?: string): Promise<WorklistLine[]> {
  const one = id === undefined ? sql`` : sql`and w.id = ${id}`;
  return tx.many<WorklistLine>(sql`select w.id, w.version, w.title, w.why, pathway.day_of(w.created_at) as "madeOn", w.created_by as "madeById",
      w.closed_on as "closedOn", count(r.id) filter (where r.state = 'to_do') as "toDo", count(r.id) filter (where r.state = 'done') as done,
      count(r.id) filter (where r.state = 'not_needed') as "notNeeded"
    from supply.worklist w left join supply.worklist_row r on r.community_id = w.community_id and r.worklist_id = w.id
    where w.community_id = ${tx.actor.communityId} ${one} group by w.community_id, w.id order by w.closed_on is not null, w.created_at desc limit 100`);
}

/** A row of a worklist with the prescription as it is now. */
export type StoredRow = AffectedRow & {
  readonly id: string;
  readonly version: number;
  readonly state: 'to_do' | 'done' | 'not_needed';
  readonly doneById: string | null;
  readonly doneAt: Date | null;
  readonly words: Buffer | null;
};

/** The rows of a worklist that the actor may see. */
export function rowsOf(tx: Tx, worklistId: string, today: string): Promise<StoredRow[]> {
  return tx.many<StoredRow>(sql`select ${columns}, l.id, l.version, l.state, l.done_by as "doneById", l.done_at as "doneAt", l.words
    from ${inForce(today)} join supply.worklist_row l on l.community_id = p.community_id and l.prescription_id = p.id
    where p.community_id = ${tx.actor.communityId} and l.worklist_id = ${worklistId} order by l.id`);
}

/** One row. */
export function rowById(tx: Tx, clientId: string, id: string): Promise<{ version: number } | undefined> {
  return tx.maybe(
    sql`select l.version from supply.worklist_row l where l.community_id = ${tx.actor.communityId} and l.id = ${id} and l.client_id = ${clientId}`,
  );
}

/** Says what became of a row; 0 when it moved on. */
export function changeRow(
  tx: Tx,
  row: { id: string; version: number; state: string; words: Buffer | null },
): Promise<number> {
  const open = row.state === 'to_do';
  return tx.run(sql`update supply.worklist_row set state = ${row.state}, words = ${row.words}, done_by = ${open ? null : tx.actor.accountId},
      done_at = ${open ? null : tx.now}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${row.id} and version = ${row.version}`);
}

/** Closes a worklist; 0 when it moved on. */
export function shutWorklist(tx: Tx, id: string, version: number, closedOn: string): Promise<number> {
  return tx.run(sql`update supply.worklist set closed_on = ${closedOn}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${id} and version = ${version} and closed_on is null`);
}
