import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { DoseKind } from '../../model.ts';

/** A prescription in force at a site on a day, in the version of that day. */
export type DueRow = {
  readonly prescriptionId: string;
  readonly clientId: string;
  readonly programCode: string;
  readonly formularyVersion: string;
  readonly formulationCode: string;
  readonly stepId: string;
  readonly ordered: Buffer;
  readonly observationCode: string;
  readonly carriedDays: number;
  readonly lastTakenOn: string | null;
};

/** Prescriptions in force at a site on a day, for clients the actor may see. */
export function dueAt(tx: Tx, siteId: string, day: string): Promise<DueRow[]> {
  const community = tx.actor.communityId;
  return tx.many<DueRow>(sql`select p.id as "prescriptionId", p.client_id as "clientId", p.program_code as "programCode",
      p.formulary_version as "formularyVersion", p.formulation_code as "formulationCode", s.id as "stepId", s.ordered,
      s.observation_code as "observationCode", s.carried_days as "carriedDays",
      (select max(d.occurred_on) from supply.dose_event d where d.community_id = ${community} and d.prescription_id = p.id and not d.voided
        and d.kind in ('witnessed', 'carried', 'restarted') and d.occurred_on < ${day}) as "lastTakenOn"
    from supply.prescription p
    join lateral (select t.id, t.ordered, t.observation_code, t.carried_days from supply.prescription_step t
      where t.community_id = ${community} and t.prescription_id = p.id and t.from_on <= ${day} order by t.number desc limit 1) s on true
    where p.community_id = ${community} and p.site_id = ${siteId} and p.started_on <= ${day} and (p.ended_on is null or p.ended_on > ${day})
    order by p.client_id, p.id limit 500`);
}

/** What happened on a day at a site, under prescriptions. */
export function eventsOn(
  tx: Tx,
  siteId: string,
  day: string,
): Promise<{ id: string; version: number; prescriptionId: string; kind: DoseKind; occurredAt: Date }[]> {
  return tx.many(sql`select d.id, d.version, d.prescription_id as "prescriptionId", d.kind, d.occurred_at as "occurredAt" from supply.dose_event d
    where d.community_id = ${tx.actor.communityId} and d.site_id = ${siteId} and d.occurred_on = ${day} and d.prescription_id is not null and not d.voided
    order by d.occurred_at, d.id`);
}

/** Doses taken in somebody's sight by hour of the day, and how many there usually are on the same weekday of the four weeks before. */
export function crowding(
  tx: Tx,
  siteId: string,
  day: string,
): Promise<{ hour: number; doses: number; usual: number }[]> {
  return tx.many(sql`select extract(hour from d.occurred_at at time zone c.time_zone)::int as hour,
      count(*) filter (where d.occurred_on = ${day}) as doses, count(*) filter (where d.occurred_on < ${day}) / 4.0 as usual
    from supply.dose_event d join identity.community_view c on c.community_id = d.community_id
    where d.community_id = ${tx.actor.communityId} and d.site_id = ${siteId} and not d.voided and d.kind in ('witnessed', 'restarted')
      and d.occurred_on = any(array[${day}::date, ${day}::date - 7, ${day}::date - 14, ${day}::date - 21, ${day}::date - 28])
    group by 1 order by 1`);
}

/** The community's own day of a moment; now when none is given. */
export async function dayHere(tx: Tx, moment: Date | string = tx.now): Promise<string> {
  const { day } = await tx.one<{ day: string }>(sql`select pathway.day_of(${moment}) as day`);
  return day;
}
