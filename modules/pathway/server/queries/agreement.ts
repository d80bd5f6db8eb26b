import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { AgreementLine } from '../../contract.ts';

/** An agreement as stored. */
export type AgreementRow = AgreementLine;

const columns = sql`a.id, a.version, a.site_id as "siteId", a.direction, a.partner_name as "partnerName", a.program_code as "programCode",
  a.answer_days as "answerDays", a.contact, a.valid_from as "from", a.valid_to as "to"`;

/** The agreements of some sites, those in force first. */
export function agreementsAt(tx: Tx, siteIds: readonly string[]): Promise<AgreementRow[]> {
  return tx.many<AgreementRow>(sql`select ${columns} from pathway.agreement a where a.community_id = ${tx.actor.communityId}
    and a.site_id = any(${siteIds}::uuid[]) order by a.valid_to is not null, a.partner_name, a.id limit 500`);
}

/** One agreement. */
export function agreementById(tx: Tx, id: string): Promise<AgreementRow | undefined> {
  return tx.maybe<AgreementRow>(
    sql`select ${columns} from pathway.agreement a where a.community_id = ${tx.actor.communityId} and a.id = ${id}`,
  );
}

/** An agreement about to be recorded. */
export type NewAgreement = Omit<AgreementRow, 'version' | 'to'> & {
  readonly partnerOrganisationId: string | null;
  readonly serviceId: string | null;
};

/** Records an agreement. */
export async function insertAgreement(tx: Tx, row: NewAgreement): Promise<void> {
  await tx.run(sql`insert into pathway.agreement (community_id, id, site_id, direction, partner_name, partner_organisation_id, service_id, program_code, answer_days,
      contact, valid_from, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.siteId}, ${row.direction}, ${row.partnerName}, ${row.partnerOrganisationId}, ${row.serviceId}, ${row.programCode},
      ${row.answerDays}, ${row.contact}, ${row.from}, ${tx.actor.accountId})`);
}

/** Ends an agreement, if nobody did so first and it began by then. */
export async function stopAgreement(
  tx: Tx,
  end: { id: string; version: number; to: string },
): Promise<boolean> {
  const ended =
    await tx.run(sql`update pathway.agreement a set valid_to = ${end.to}, version = a.version + 1 where a.community_id = ${tx.actor.communityId}
      and a.id = ${end.id} and a.version = ${end.version} and a.valid_to is null and a.valid_from <= ${end.to}`);
  return ended === 1;
}
