import type { Tx } from '../../../../kernel/server/scope.ts';
import { sql } from '../../../../kernel/server/sql.ts';
import type { AnswerGiven, Decision } from '../../model.ts';

/** An eligibility decision as stored. */
export type ScreeningRow = {
  readonly id: string;
  readonly clientId: string;
  readonly organisationId: string;
  readonly siteId: string;
  readonly referralId: string | null;
  readonly programCode: string;
  readonly programVersion: string;
  readonly answers: readonly { sentenceId: string; answer: AnswerGiven }[];
  readonly found: Decision;
  readonly decision: Decision;
  readonly reasonCode: string | null;
  readonly reason: Buffer | null;
  readonly decidedOn: string;
  readonly decidedBy: string;
};

const columns = sql`s.id, s.client_id as "clientId", s.organisation_id as "organisationId", s.site_id as "siteId", s.referral_id as "referralId",
  s.program_code as "programCode", s.program_version as "programVersion", s.answers, s.found, s.decision, s.reason_code as "reasonCode", s.reason,
  s.decided_on as "decidedOn", s.created_by as "decidedBy"`;

/** Writes an eligibility decision. */
export async function insertScreening(tx: Tx, row: Omit<ScreeningRow, 'decidedBy'>): Promise<void> {
  await tx.run(sql`insert into pathway.screening (community_id, id, client_id, organisation_id, site_id, referral_id, program_code, program_version, answers,
      found, decision, reason_code, reason, decided_on, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.clientId}, ${row.organisationId}, ${row.siteId}, ${row.referralId}, ${row.programCode}, ${row.programVersion},
      ${JSON.stringify(row.answers)}::jsonb, ${row.found}, ${row.decision}, ${row.reasonCode}, ${row.reason}, ${row.decidedOn}, ${tx.actor.accountId})`);
}

/** All eligibility decisions about a client, latest first. */
export function screeningsOf(tx: Tx, clientId: string): Promise<ScreeningRow[]> {
  return tx.many<ScreeningRow>(sql`select ${columns} from pathway.screening s where s.community_id = ${tx.actor.communityId} and s.client_id = ${clientId}
    order by s.decided_on desc, s.id desc limit 100`);
}

/** The latest decision about a client for a program at a site. */
export function latestDecision(
  tx: Tx,
  clientId: string,
  siteId: string,
  programCode: string,
): Promise<{ decision: Decision } | undefined> {
  return tx.maybe(sql`select s.decision from pathway.screening s where s.community_id = ${tx.actor.communityId} and s.client_id = ${clientId}
    and s.site_id = ${siteId} and s.program_code = ${programCode} order by s.decided_on desc, s.id desc limit 1`);
}
