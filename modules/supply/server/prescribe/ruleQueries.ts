import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';

/** A published version of a rule, as stored. */
export type RuleRow = {
  readonly id: string;
  readonly version: number;
  readonly organisationId: string;
  readonly kind: 'protocol' | 'rule' | 'advice';
  readonly code: string;
  readonly edition: string;
  readonly titleEn: string;
  readonly titleFr: string;
  readonly bodyEn: string;
  readonly bodyFr: string;
  readonly jurisdictionCode: string;
  readonly source: string;
  readonly validFrom: string;
  readonly validTo: string | null;
};

const columns = sql`r.id, r.version, r.organisation_id as "organisationId", r.kind, r.code, r.edition, r.title_en as "titleEn", r.title_fr as "titleFr",
  r.body_en as "bodyEn", r.body_fr as "bodyFr", r.jurisdiction_code as "jurisdictionCode", r.source, r.valid_from as "validFrom", r.valid_to as "validTo"`;

/** Writes a version; false when one of this name is there already. */
export async function insertRule(tx: Tx, row: Omit<RuleRow, 'version' | 'validTo'>): Promise<boolean> {
  const written =
    await tx.run(sql`insert into supply.rule (community_id, id, organisation_id, kind, code, edition, title_en, title_fr, body_en, body_fr,
      jurisdiction_code, source, valid_from, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.organisationId}, ${row.kind}, ${row.code}, ${row.edition}, ${row.titleEn}, ${row.titleFr}, ${row.bodyEn},
      ${row.bodyFr}, ${row.jurisdictionCode}, ${row.source}, ${row.validFrom}, ${tx.actor.accountId})
    on conflict do nothing`);
  return written === 1;
}

/** The version of a code that has no end yet. */
export function openRule(tx: Tx, organisationId: string, code: string): Promise<RuleRow | undefined> {
  return tx.maybe<RuleRow>(
    sql`select ${columns} from supply.rule r where r.community_id = ${tx.actor.communityId} and r.organisation_id = ${organisationId}
      and r.code = ${code} and r.valid_to is null`,
  );
}

/** Ends a version that has no end yet; 0 when it moved on. */
export function closeRule(tx: Tx, id: string, version: number, validTo: string): Promise<number> {
  return tx.run(sql`update supply.rule set valid_to = ${validTo}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${id} and version = ${version} and valid_to is null and valid_from <= ${validTo}`);
}

/** One version. */
export function ruleById(tx: Tx, id: string): Promise<RuleRow | undefined> {
  return tx.maybe<RuleRow>(
    sql`select ${columns} from supply.rule r where r.community_id = ${tx.actor.communityId} and r.id = ${id}`,
  );
}

/** Versions by their ids. */
export function rulesByIds(tx: Tx, ids: readonly string[]): Promise<RuleRow[]> {
  return tx.many<RuleRow>(
    sql`select ${columns} from supply.rule r where r.community_id = ${tx.actor.communityId} and r.id = any(${[...new Set(ids)]}::uuid[])`,
  );
}

/** The versions of an organisation, newest first: those in force on a day, or all. */
export function rulesOf(tx: Tx, organisationId: string, on: string | undefined): Promise<RuleRow[]> {
  const inForce =
    on === undefined ? sql`` : sql`and r.valid_from <= ${on} and (r.valid_to is null or r.valid_to > ${on})`;
  return tx.many<RuleRow>(sql`select ${columns} from supply.rule r where r.community_id = ${tx.actor.communityId}
    and r.organisation_id = ${organisationId} ${inForce} order by r.code, r.valid_from desc, r.id desc limit 500`);
}
