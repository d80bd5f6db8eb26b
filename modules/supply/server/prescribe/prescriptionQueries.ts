import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

/** A prescription as stored. */
export type PrescriptionRow = {
  readonly id: string;
  readonly version: number;
  readonly clientId: string;
  readonly siteId: string;
  readonly organisationId: string;
  readonly programCode: string;
  readonly formularyVersion: string;
  readonly formulationCode: string;
  readonly startedOn: string;
  readonly endedOn: string | null;
  readonly endReasonCode: string | null;
};

/** One version of a prescription as stored; texts are sealed. */
export type StepRow = {
  readonly id: string;
  readonly prescriptionId: string;
  readonly clientId: string;
  readonly number: number;
  readonly fromOn: string;
  readonly prescriberId: string;
  readonly strength: string;
  readonly unitCode: string;
  readonly wanted: number | null;
  readonly given: number;
  readonly ordered: Buffer;
  readonly observationCode: string;
  readonly carriedDays: number;
  readonly wayCode: string | null;
  readonly ruleId: string | null;
  readonly reasonCode: string | null;
  readonly rationale: Buffer | null;
  readonly agreement: Buffer | null;
  readonly recordedById: string;
};

const columns = sql`p.id, p.version, p.client_id as "clientId", p.site_id as "siteId", p.organisation_id as "organisationId", p.program_code as "programCode",
  p.formulary_version as "formularyVersion", p.formulation_code as "formulationCode", p.started_on as "startedOn", p.ended_on as "endedOn",
  p.end_reason_code as "endReasonCode"`;

const stepColumns = sql`s.id, s.prescription_id as "prescriptionId", s.client_id as "clientId", s.number, s.from_on as "fromOn", s.prescriber_id as "prescriberId",
  s.strength, s.unit_code as "unitCode", s.wanted, s.given, s.ordered, s.observation_code as "observationCode", s.carried_days as "carriedDays",
  s.way_code as "wayCode", s.rule_id as "ruleId", s.reason_code as "reasonCode", s.rationale, s.agreement, s.created_by as "recordedById"`;

type NewPrescription = Omit<PrescriptionRow, 'version' | 'endedOn' | 'endReasonCode'> & {
  readonly prescriberId: string;
};

/** Writes a prescription; false when this id was written before. */
export async function insertPrescription(tx: Tx, row: NewPrescription): Promise<boolean> {
  const written =
    await tx.run(sql`insert into supply.prescription (community_id, id, client_id, organisation_id, site_id, program_code, prescriber_id, formulary_version,
      formulation_code, started_on, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.clientId}, ${row.organisationId}, ${row.siteId}, ${row.programCode}, ${row.prescriberId},
      ${row.formularyVersion}, ${row.formulationCode}, ${row.startedOn}, ${tx.actor.accountId})
    on conflict (community_id, id) do nothing`);
  return written === 1;
}

/** Writes one version of a prescription. */
export async function insertStep(
  tx: Tx,
  row: Omit<StepRow, 'recordedById'> & { readonly organisationId: string },
): Promise<void> {
  await tx.run(sql`insert into supply.prescription_step (community_id, id, prescription_id, client_id, organisation_id, number, from_on, prescriber_id, strength,
      unit_code, wanted, given, ordered, observation_code, carried_days, way_code, rule_id, reason_code, rationale, agreement, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.prescriptionId}, ${row.clientId}, ${row.organisationId}, ${row.number}, ${row.fromOn}, ${row.prescriberId},
      ${row.strength}, ${row.unitCode}, ${row.wanted}, ${row.given}, ${row.ordered}, ${row.observationCode}, ${row.carriedDays}, ${row.wayCode}, ${row.ruleId},
      ${row.reasonCode}, ${row.rationale}, ${row.agreement}, ${tx.actor.accountId})`);
}

/** One prescription of a client that the actor may see. */
export function prescriptionById(tx: Tx, clientId: string, id: string): Promise<PrescriptionRow | undefined> {
  return tx.maybe<PrescriptionRow>(
    sql`select ${columns} from supply.prescription p where p.community_id = ${tx.actor.communityId} and p.id = ${id} and p.client_id = ${clientId}`,
  );
}

/** The latest version's number and first day. */
export function lastStep(
  tx: Tx,
  prescriptionId: string,
): Promise<{ number: number; fromOn: string } | undefined> {
  return tx.maybe(sql`select s.number, s.from_on as "fromOn" from supply.prescription_step s
    where s.community_id = ${tx.actor.communityId} and s.prescription_id = ${prescriptionId} order by s.number desc limit 1`);
}

/** Moves a prescription to its next version, with who prescribes now; 0 when it moved on or has ended. */
export function touchPrescription(
  tx: Tx,
  row: { id: string; version: number; prescriberId: string },
): Promise<number> {
  return tx.run(sql`update supply.prescription set prescriber_id = ${row.prescriberId}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${row.id} and version = ${row.version} and ended_on is null`);
}

/** Ends a prescription; 0 when it moved on or had ended. */
export function closePrescription(
  tx: Tx,
  row: { id: string; version: number; endedOn: string; reasonCode: string },
): Promise<number> {
  return tx.run(sql`update supply.prescription set ended_on = ${row.endedOn}, end_reason_code = ${row.reasonCode}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${row.id} and version = ${row.version} and ended_on is null`);
}

/** A client's prescriptions, those in force first, then the latest. */
export function prescriptionsOf(tx: Tx, clientId: string): Promise<PrescriptionRow[]> {
  return tx.many<PrescriptionRow>(sql`select ${columns} from supply.prescription p where p.community_id = ${tx.actor.communityId} and p.client_id = ${clientId}
    order by p.ended_on is not null, p.started_on desc, p.id desc limit 200`);
}

/** Every version of a client's prescriptions, latest first. */
export function stepsOf(tx: Tx, clientId: string): Promise<StepRow[]> {
  return tx.many<StepRow>(sql`select ${stepColumns} from supply.prescription_step s where s.community_id = ${tx.actor.communityId} and s.client_id = ${clientId}
    order by s.prescription_id, s.number desc`);
}

/** The health team at the actor's own sites. */
export async function prescribersHere(tx: Tx): Promise<string[]> {
  const rows = await tx.many<{ id: string }>(
    sql`select distinct r.account_id as id from identity.role_view r where r.community_id = ${tx.actor.communityId} and r.role = 'clinician'
      and r.site_id = any(${[...tx.actor.siteIds]}::uuid[])`,
  );
  return rows.map(({ id }) => id);
}
