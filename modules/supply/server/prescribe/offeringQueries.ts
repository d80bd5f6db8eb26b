import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

/** What a site offers, as stored. */
export type OfferingRow = {
  readonly id: string;
  readonly version: number;
  readonly siteId: string;
  readonly programCode: string;
  readonly formularyVersion: string;
  readonly formulationCode: string;
  readonly strength: string;
  readonly observationCode: string;
  readonly jurisdictionCode: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
};

const columns = sql`o.id, o.version, o.site_id as "siteId", o.program_code as "programCode", o.formulary_version as "formularyVersion",
  o.formulation_code as "formulationCode", o.strength, o.observation_code as "observationCode", o.jurisdiction_code as "jurisdictionCode",
  o.valid_from as "validFrom", o.valid_to as "validTo"`;

type NewOffering = Omit<OfferingRow, 'version' | 'validTo' | 'jurisdictionCode'> & {
  readonly jurisdictionCode?: string | undefined;
  readonly organisationId: string;
};

/** Writes an offering; false when the site offers it already. */
export async function insertOffering(tx: Tx, row: NewOffering): Promise<boolean> {
  const written =
    await tx.run(sql`insert into supply.offering (community_id, id, organisation_id, site_id, program_code, formulary_version, formulation_code, strength,
      observation_code, jurisdiction_code, valid_from, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.organisationId}, ${row.siteId}, ${row.programCode}, ${row.formularyVersion}, ${row.formulationCode},
      ${row.strength}, ${row.observationCode}, ${row.jurisdictionCode ?? null}, ${row.validFrom}, ${tx.actor.accountId})
    on conflict do nothing`);
  return written === 1;
}

/** One offering. */
export function offeringById(tx: Tx, id: string): Promise<OfferingRow | undefined> {
  return tx.maybe<OfferingRow>(
    sql`select ${columns} from supply.offering o where o.community_id = ${tx.actor.communityId} and o.id = ${id}`,
  );
}

/** Ends an offering that is open; 0 when it moved on. */
export function closeOffering(tx: Tx, id: string, version: number, validTo: string): Promise<number> {
  return tx.run(sql`update supply.offering set valid_to = ${validTo}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${id} and version = ${version} and valid_to is null`);
}

/** What a site offers on a day, or ever. */
export function offeringsAt(tx: Tx, siteId: string, on: string | undefined): Promise<OfferingRow[]> {
  const inForce =
    on === undefined ? sql`` : sql`and o.valid_from <= ${on} and (o.valid_to is null or o.valid_to > ${on})`;
  return tx.many<OfferingRow>(sql`select ${columns} from supply.offering o where o.community_id = ${tx.actor.communityId} and o.site_id = ${siteId} ${inForce}
    order by o.program_code, o.formulation_code, o.strength, o.valid_from desc limit 500`);
}
