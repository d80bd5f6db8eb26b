import type { Tx } from '../../../kernel/server/scope.ts';
import { sql } from '../../../kernel/server/sql.ts';
import type { DoseKind, Enough } from '../model.ts';

/** A dose event as stored. */
export type DoseRow = {
  readonly id: string;
  readonly version: number;
  readonly clientId: string;
  readonly programCode: string | null;
  readonly prescriptionId: string | null;
  readonly ruleId: string | null;
  readonly kind: DoseKind;
  readonly formularyVersion: string;
  readonly formulationCode: string;
  readonly amount: Buffer | null;
  readonly protocolCode: string | null;
  readonly protocolVersion: string | null;
  readonly occurredAt: Date;
  readonly recordedById: string;
  readonly voided: boolean;
  readonly correction: Buffer | null;
};

const columns = sql`d.id, d.version, d.client_id as "clientId", d.program_code as "programCode", d.kind, d.formulary_version as "formularyVersion",
  d.formulation_code as "formulationCode", d.amount, d.protocol_code as "protocolCode", d.protocol_version as "protocolVersion", d.occurred_at as "occurredAt",
  d.created_by as "recordedById", d.prescription_id as "prescriptionId", d.rule_id as "ruleId", d.voided, d.correction`;

/** A dose event about to be written. */
export type NewDose = Omit<DoseRow, 'version' | 'occurredAt' | 'recordedById' | 'voided' | 'correction'> & {
  readonly organisationId: string;
  readonly siteId: string;
  readonly occurredAt: string;
};

/** Writes a dose event; false when this id was written before. */
export async function insertDose(tx: Tx, row: NewDose): Promise<boolean> {
  const written =
    await tx.run(sql`insert into supply.dose_event (community_id, id, client_id, organisation_id, site_id, program_code, kind, formulary_version,
      formulation_code, amount, prescription_id, rule_id, protocol_code, protocol_version, occurred_at, occurred_on, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.clientId}, ${row.organisationId}, ${row.siteId}, ${row.programCode}, ${row.kind}, ${row.formularyVersion},
      ${row.formulationCode}, ${row.amount}, ${row.prescriptionId}, ${row.ruleId}, ${row.protocolCode}, ${row.protocolVersion}, ${row.occurredAt}, pathway.day_of(${row.occurredAt}), ${tx.actor.accountId})
    on conflict (community_id, id) do nothing`);
  return written === 1;
}

/** A dose event as it is put right. */
type ChangedDose = Pick<
  DoseRow,
  | 'id'
  | 'version'
  | 'kind'
  | 'amount'
  | 'ruleId'
  | 'protocolCode'
  | 'protocolVersion'
  | 'voided'
  | 'correction'
> & { readonly occurredAt: string };

/** Puts a dose event right; 0 when it moved on. */
export function changeDose(tx: Tx, row: ChangedDose): Promise<number> {
  return tx.run(sql`update supply.dose_event set kind = ${row.kind}, amount = ${row.amount}, rule_id = ${row.ruleId}, protocol_code = ${row.protocolCode},
      protocol_version = ${row.protocolVersion}, occurred_at = ${row.occurredAt}, occurred_on = pathway.day_of(${row.occurredAt}), voided = ${row.voided},
      correction = ${row.correction}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${row.id} and version = ${row.version}`);
}

/** Of the prescriptions in force at a site: in how many the client said what they want, and in how many of these less is given. */
export function dosesWanted(
  tx: Tx,
  siteId: string,
  programCode: string,
): Promise<{ inForce: number; saidWanted: number; belowWanted: number }> {
  return tx.one(sql`select count(*) as "inForce", count(f.below_wanted) as "saidWanted", count(*) filter (where f.below_wanted) as "belowWanted"
    from supply.prescription_fact f where f.community_id = ${tx.actor.communityId} and f.site_id = ${siteId} and f.program_code = ${programCode}
      and f.ended_on is null`);
}

/** One dose event the actor may see. */
export function doseById(tx: Tx, clientId: string, id: string): Promise<DoseRow | undefined> {
  return tx.maybe<DoseRow>(
    sql`select ${columns} from supply.dose_event d where d.community_id = ${tx.actor.communityId} and d.id = ${id} and d.client_id = ${clientId}`,
  );
}

/** One more dose event of a client than the page holds, latest first. */
export function dosesPage(
  tx: Tx,
  asked: { clientId: string; after?: string | undefined; limit: number },
): Promise<DoseRow[]> {
  const community = tx.actor.communityId;
  const after =
    asked.after === undefined
      ? sql``
      : sql`and (d.occurred_at, d.id) < (select b.occurred_at, b.id from supply.dose_event b where b.community_id = ${community} and b.id = ${asked.after})`;
  return tx.many<DoseRow>(sql`select ${columns} from supply.dose_event d where d.community_id = ${community} and d.client_id = ${asked.clientId} ${after}
    order by d.occurred_at desc, d.id desc limit ${asked.limit + 1}`);
}

/** An answer about the dose, about to be written. */
export type NewAnswer = {
  readonly id: string;
  readonly clientId: string;
  readonly organisationId: string;
  readonly siteId: string;
  readonly programCode: string;
  readonly enough: Enough;
  readonly answeredOn: string;
};

/** Writes what a client said. */
export async function insertAnswer(tx: Tx, row: NewAnswer): Promise<void> {
  await tx.run(sql`insert into supply.dose_answer (community_id, id, client_id, organisation_id, site_id, program_code, enough, answered_on, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.clientId}, ${row.organisationId}, ${row.siteId}, ${row.programCode}, ${row.enough}, ${row.answeredOn},
      ${tx.actor.accountId})`);
}

/** What a client said, latest first. */
export function answersOf(tx: Tx, clientId: string) {
  return tx.many<{
    id: string;
    enough: Enough;
    answeredOn: string;
  }>(sql`select a.id, a.enough, a.answered_on as "answeredOn" from supply.dose_answer a
    where a.community_id = ${tx.actor.communityId} and a.client_id = ${clientId} order by a.answered_on desc, a.id desc limit 50`);
}

/** Of the clients of a site asked since a day, how many said last yes and how many no. */
export function lastAnswersAt(
  tx: Tx,
  siteId: string,
  programCode: string,
  since: string,
): Promise<{ yes: number; no: number }> {
  return tx.one(sql`select count(*) filter (where l.enough = 'yes') as yes, count(*) filter (where l.enough = 'no') as no from (
    select distinct on (a.client_id) a.client_id, a.enough from supply.dose_answer a where a.community_id = ${tx.actor.communityId} and a.site_id = ${siteId}
      and a.program_code = ${programCode} and a.answered_on >= ${since} and a.enough in ('yes', 'no') order by a.client_id, a.answered_on desc, a.id desc) l`);
}

/** The programs offered at a site. */
export async function programsAt(tx: Tx, siteId: string): Promise<string[]> {
  const rows = await tx.many<{ code: string }>(
    sql`select distinct t.program_code as code from pathway.target_now t where t.community_id = ${tx.actor.communityId} and t.site_id = ${siteId} order by 1`,
  );
  return rows.map(({ code }) => code);
}
