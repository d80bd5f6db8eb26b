import type { Tx } from '../../../../kernel/server/scope.ts';
import { empty, sql } from '../../../../kernel/server/sql.ts';

/** A change to a program as it is stored. */
export type AdaptationRow = {
  readonly id: string;
  readonly version: number;
  readonly siteId: string;
  readonly programCode: string;
  readonly programVersion: string;
  readonly trialId: string | null;
  readonly factorId: string | null;
  readonly statement: string;
  readonly why: string | null;
  readonly beganOn: string;
  readonly endedOn: string | null;
  readonly codes: string[];
};

const columns = sql`a.id, a.version, a.site_id as "siteId", a.program_code as "programCode", a.program_version as "programVersion", a.trial_id as "trialId",
  a.factor_id as "factorId", a.statement, a.why, a.began_on as "beganOn", a.ended_on as "endedOn", a.codes`;

/** Every change of the community, or of one site, latest first. */
export const adaptations = (tx: Tx, siteId: string | undefined): Promise<AdaptationRow[]> =>
  tx.many<AdaptationRow>(sql`select ${columns} from learning.adaptation a where a.community_id = ${tx.actor.communityId}
    ${siteId === undefined ? empty : sql`and a.site_id = ${siteId}`} order by a.began_on desc, a.id desc limit 500`);

/** One change. */
export const adaptationById = (tx: Tx, id: string): Promise<AdaptationRow | undefined> =>
  tx.maybe<AdaptationRow>(
    sql`select ${columns} from learning.adaptation a where a.community_id = ${tx.actor.communityId} and a.id = ${id}`,
  );

/** Whether what an adaptation points to is of its site. */
export const pointsWithin = async (
  tx: Tx,
  at: { siteId: string; trialId: string | null; factorId: string | null },
): Promise<boolean> =>
  (
    await tx.one<{ within: boolean }>(sql`select
      (${at.trialId}::uuid is null or exists (select from learning.trial t where t.community_id = ${tx.actor.communityId} and t.id = ${at.trialId} and t.site_id = ${at.siteId}))
      and (${at.factorId}::uuid is null or exists (select from learning.factor f where f.community_id = ${tx.actor.communityId} and f.id = ${at.factorId} and f.site_id = ${at.siteId}))
      as within`)
  ).within;

/** Writes a change; false when this id was written before. */
export async function insertAdaptation(
  tx: Tx,
  row: Omit<AdaptationRow, 'version'> & { organisationId: string; system: string; systemVersion: string },
): Promise<boolean> {
  const written =
    await tx.run(sql`insert into learning.adaptation (community_id, id, site_id, organisation_id, program_code, program_version, trial_id, factor_id, statement, why,
      began_on, ended_on, system, system_version, codes, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.siteId}, ${row.organisationId}, ${row.programCode}, ${row.programVersion}, ${row.trialId}, ${row.factorId},
      ${row.statement}, ${row.why}, ${row.beganOn}, ${row.endedOn}, ${row.system}, ${row.systemVersion}, ${row.codes}::text[], ${tx.actor.accountId})
    on conflict (community_id, id) do nothing`);
  return written === 1;
}

/** Replaces what was told if nobody did so first; what was told before goes to history. */
export async function replaceAdaptation(
  tx: Tx,
  row: Pick<
    AdaptationRow,
    'id' | 'version' | 'trialId' | 'factorId' | 'statement' | 'why' | 'beganOn' | 'endedOn' | 'codes'
  >,
): Promise<boolean> {
  const changed =
    await tx.run(sql`update learning.adaptation a set statement = ${row.statement}, why = ${row.why}, began_on = ${row.beganOn}, ended_on = ${row.endedOn},
      codes = ${row.codes}::text[], trial_id = ${row.trialId}, factor_id = ${row.factorId}, version = a.version + 1
    where a.community_id = ${tx.actor.communityId} and a.id = ${row.id} and a.version = ${row.version}`);
  return changed === 1;
}
