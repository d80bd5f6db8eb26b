import type { Tx } from '../../../../kernel/server/scope.ts';
import { type Sql, sql } from '../../../../kernel/server/sql.ts';
import type { DoseKind, Enough, PacketScope } from '../../model.ts';

/** A half-open period of days. */
export type Period = { readonly from: string; readonly to: string };

const overlaps = ({ from, to }: Period): Sql =>
  sql`p.started_on < ${to} and (p.ended_on is null or p.ended_on > ${from})`;

function whose(scope: PacketScope, id: string): Sql {
  if (scope === 'client') return sql`p.client_id = ${id}`;
  if (scope === 'site') return sql`p.site_id = ${id}`;
  return sql`exists (select from supply.prescription_step s where s.community_id = p.community_id and s.prescription_id = p.id and s.prescriber_id = ${id})`;
}

/** The clients whose prescriptions a scope and a period reach, as far as the actor may see them, with who prescribes last. */
export function clientsIn(
  tx: Tx,
  scope: PacketScope,
  id: string,
  period: Period,
): Promise<{ clientId: string; prescriberId: string; siteId: string }[]> {
  return tx.many(sql`select distinct on (p.client_id) p.client_id as "clientId", p.prescriber_id as "prescriberId", p.site_id as "siteId"
    from supply.prescription p where p.community_id = ${tx.actor.communityId} and ${overlaps(period)} and ${whose(scope, id)}
    order by p.client_id, p.started_on desc, p.id desc limit 2000`);
}

/** What is known of each client's papers in a period: which entries and checks there are, and how many versions and restarts say too little. */
export function papersOf(tx: Tx, clientIds: readonly string[], period: Period) {
  const community = tx.actor.communityId;
  const { from, to } = period;
  return tx.many<{
    clientId: string;
    chart: string[];
    checks: string[];
    withoutRationale: number;
    withoutProtocol: number;
    carriedWithoutAgreement: number;
    restartsWithoutProtocol: number;
  }>(sql`select c.id as "clientId",
      array(select distinct e.kind_code from supply.chart_entry e where e.community_id = ${community} and e.client_id = c.id and not e.voided and e.written_on < ${to}) as chart,
      array(select distinct k.kind_code from supply.check_made k where k.community_id = ${community} and k.client_id = c.id and not k.voided
        and k.made_on >= ${from} and k.made_on < ${to}) as checks,
      steps."withoutRationale", steps."withoutProtocol", steps."carriedWithoutAgreement",
      (select count(*) from supply.dose_event d where d.community_id = ${community} and d.client_id = c.id and not d.voided and d.kind = 'restarted'
        and d.protocol_version is null and d.occurred_on >= ${from} and d.occurred_on < ${to}) as "restartsWithoutProtocol"
    from unnest(${[...clientIds]}::uuid[]) as c (id)
    cross join lateral (select count(*) filter (where s.rationale is null) as "withoutRationale", count(*) filter (where s.rule_id is null) as "withoutProtocol",
        count(*) filter (where s.carried_days > 0 and s.agreement is null) as "carriedWithoutAgreement"
      from supply.prescription_step s join supply.prescription p on p.community_id = s.community_id and p.id = s.prescription_id
      where s.community_id = ${community} and s.client_id = c.id and s.from_on < ${to} and ${overlaps(period)}) steps`);
}

/** Prescriptions of clients that a period touches. */
export function prescriptionsIn(tx: Tx, clientIds: readonly string[], period: Period) {
  return tx.many<{
    id: string;
    clientId: string;
    programCode: string;
    formularyVersion: string;
    formulationCode: string;
    startedOn: string;
    endedOn: string | null;
    endReasonCode: string | null;
  }>(sql`select p.id, p.client_id as "clientId", p.program_code as "programCode", p.formulary_version as "formularyVersion", p.formulation_code as "formulationCode",
      p.started_on as "startedOn", p.ended_on as "endedOn", p.end_reason_code as "endReasonCode"
    from supply.prescription p where p.community_id = ${tx.actor.communityId} and p.client_id = any(${[...clientIds]}::uuid[]) and ${overlaps(period)}
    order by p.client_id, p.started_on, p.id`);
}

/** Every dose event of clients in a period, those withdrawn too, in order of time. */
export function dosesIn(tx: Tx, clientIds: readonly string[], { from, to }: Period) {
  return tx.many<{
    id: string;
    clientId: string;
    programCode: string | null;
    formularyVersion: string;
    formulationCode: string;
    kind: DoseKind;
    amount: Buffer | null;
    protocolCode: string | null;
    protocolVersion: string | null;
    occurredAt: Date;
    voided: boolean;
    correction: Buffer | null;
    byId: string;
  }>(sql`select d.id, d.client_id as "clientId", d.program_code as "programCode", d.formulary_version as "formularyVersion", d.formulation_code as "formulationCode",
      d.kind, d.amount, d.protocol_code as "protocolCode", d.protocol_version as "protocolVersion", d.occurred_at as "occurredAt", d.voided, d.correction,
      d.created_by as "byId"
    from supply.dose_event d where d.community_id = ${tx.actor.communityId} and d.client_id = any(${[...clientIds]}::uuid[])
      and d.occurred_on >= ${from} and d.occurred_on < ${to} order by d.client_id, d.occurred_at, d.id`);
}

/** What clients said about the dose in a period. */
export function enoughIn(tx: Tx, clientIds: readonly string[], { from, to }: Period) {
  return tx.many<{
    clientId: string;
    enough: Enough;
    answeredOn: string;
    byId: string;
  }>(sql`select a.client_id as "clientId", a.enough, a.answered_on as "answeredOn", a.created_by as "byId" from supply.dose_answer a
    where a.community_id = ${tx.actor.communityId} and a.client_id = any(${[...clientIds]}::uuid[]) and a.answered_on >= ${from} and a.answered_on < ${to}
    order by a.client_id, a.answered_on, a.id`);
}

/** Versions of rules of the sites' organisations that were in force on some day of a period. */
export function rulesIn(tx: Tx, siteIds: readonly string[], { from, to }: Period): Promise<{ id: string }[]> {
  return tx.many(sql`select r.id from supply.rule r where r.community_id = ${tx.actor.communityId} and r.valid_from < ${to}
    and (r.valid_to is null or r.valid_to > ${from}) and r.organisation_id in (select s.organisation_id from identity.site_view s
      where s.community_id = r.community_id and s.id = any(${[...siteIds]}::uuid[])) order by r.code, r.valid_from, r.id`);
}

/** The community's own time zone. */
export function zoneOf(tx: Tx): Promise<{ timeZone: string }> {
  return tx.one(
    sql`select c.time_zone as "timeZone" from identity.community_view c where c.community_id = ${tx.actor.communityId}`,
  );
}
