import type { Tx } from '../../../kernel/server/scope.ts';
import { empty, type Sql, sql } from '../../../kernel/server/sql.ts';
import type { Decision } from '../model.ts';

/** A barrier or facilitator as it is stored. */
export type FactorRow = {
  id: string;
  version: number;
  siteId: string;
  studyId: string | null;
  system: string;
  systemVersion: string;
  code: string;
  valence: 'barrier' | 'facilitator' | 'both';
  statement: string;
};

/** A strategy as it is stored. */
export type StrategyRow = {
  id: string;
  version: number;
  factorId: string;
  siteId: string;
  system: string;
  systemVersion: string;
  code: string;
  specification: Record<string, string>;
};

/** A trial as it is stored. */
export type TrialRow = {
  id: string;
  version: number;
  strategyId: string;
  siteId: string;
  cycle: number;
  title: string;
  change: string;
  prediction: string;
  measure: string;
  measureVersion: string;
  expected: 'up' | 'down';
  startsOn: string;
  endsOn: string | null;
  happened: string | null;
  studied: string | null;
  decision: Decision | null;
  reason: string | null;
  decidedAt: string | null;
  fromSuggestion: boolean;
};

const factorColumns = sql`f.id, f.version, f.site_id as "siteId", f.study_id as "studyId", f.system, f.system_version as "systemVersion", f.code, f.valence, f.statement`;
const strategyColumns = sql`s.id, s.version, s.factor_id as "factorId", s.site_id as "siteId", s.system, s.system_version as "systemVersion", s.code, s.specification`;
const trialColumns = sql`t.id, t.version, t.strategy_id as "strategyId", t.site_id as "siteId", t.cycle, t.title, t.change, t.prediction, t.measure,
  t.measure_version as "measureVersion", t.expected, t.starts_on::text as "startsOn", t.ends_on::text as "endsOn", t.happened, t.studied, t.decision, t.reason,
  to_char(t.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "decidedAt", t.suggestion_id is not null as "fromSuggestion"`;

const at = (siteId: string | undefined, alias: Sql): Sql =>
  siteId === undefined ? empty : sql`and ${alias}.site_id = ${siteId}`;

export const factors = (tx: Tx, siteId?: string) =>
  tx.many<FactorRow>(
    sql`select ${factorColumns} from learning.factor f where f.community_id = ${tx.actor.communityId} and f.retired_at is null ${at(siteId, sql`f`)} order by f.created_at desc`,
  );

export const factorById = (tx: Tx, id: string) =>
  tx.maybe<FactorRow>(
    sql`select ${factorColumns} from learning.factor f where f.community_id = ${tx.actor.communityId} and f.id = ${id}`,
  );

export const strategiesOf = (tx: Tx, factorIds: readonly string[]) =>
  tx.many<StrategyRow>(
    sql`select ${strategyColumns} from learning.strategy s where s.community_id = ${tx.actor.communityId} and s.factor_id = any(${factorIds}::uuid[]) order by s.created_at`,
  );

export const strategyById = (tx: Tx, id: string) =>
  tx.maybe<StrategyRow>(
    sql`select ${strategyColumns} from learning.strategy s where s.community_id = ${tx.actor.communityId} and s.id = ${id}`,
  );

export const trialsOf = (tx: Tx, strategyIds: readonly string[]) =>
  tx.many<TrialRow>(
    sql`select ${trialColumns} from learning.trial t where t.community_id = ${tx.actor.communityId} and t.strategy_id = any(${strategyIds}::uuid[]) order by t.cycle`,
  );

export const trialById = (tx: Tx, id: string) =>
  tx.maybe<TrialRow>(
    sql`select ${trialColumns} from learning.trial t where t.community_id = ${tx.actor.communityId} and t.id = ${id}`,
  );

export const allTrials = (tx: Tx, siteId?: string) =>
  tx.many<TrialRow>(
    sql`select ${trialColumns} from learning.trial t where t.community_id = ${tx.actor.communityId} ${at(siteId, sql`t`)} order by t.starts_on desc, t.id`,
  );

/** The organisation of a site of this community. */
export const organisationOf = (tx: Tx, siteId: string) =>
  tx.maybe<{ organisationId: string }>(
    sql`select organisation_id as "organisationId" from identity.site where community_id = ${tx.actor.communityId} and id = ${siteId}`,
  );

export function insertFactor(
  tx: Tx,
  row: Omit<FactorRow, 'version'> & { organisationId: string; suggestionId: string | null },
): Promise<number> {
  return tx.run(sql`insert into learning.factor (community_id, id, site_id, organisation_id, study_id, system, system_version, code, valence, statement, suggestion_id, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.siteId}, ${row.organisationId}, ${row.studyId}, ${row.system}, ${row.systemVersion}, ${row.code}, ${row.valence}, ${row.statement}, ${row.suggestionId}, ${tx.actor.accountId})`);
}

export function rewordFactor(
  tx: Tx,
  change: { id: string; version: number; valence: string; statement: string },
): Promise<number> {
  return tx.run(sql`update learning.factor set valence = ${change.valence}, statement = ${change.statement}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${change.id} and version = ${change.version}`);
}

export function insertStrategy(
  tx: Tx,
  row: Omit<StrategyRow, 'version'> & { organisationId: string },
): Promise<number> {
  return tx.run(sql`insert into learning.strategy (community_id, id, factor_id, site_id, organisation_id, system, system_version, code, specification, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.factorId}, ${row.siteId}, ${row.organisationId}, ${row.system}, ${row.systemVersion}, ${row.code}, ${JSON.stringify(row.specification)}::jsonb, ${tx.actor.accountId})`);
}

type NewTrial = Pick<
  TrialRow,
  | 'id'
  | 'strategyId'
  | 'siteId'
  | 'title'
  | 'change'
  | 'prediction'
  | 'measure'
  | 'measureVersion'
  | 'expected'
  | 'startsOn'
  | 'endsOn'
> & { organisationId: string; suggestionId: string | null; suggestedBy: Buffer | null };

/** How whoever suggested a trial wished to be named, sealed. */
export const suggesterOf = (tx: Tx, id: string) =>
  tx.maybe<{ sealed: Buffer | null }>(
    sql`select t.suggested_by_sealed as sealed from learning.trial t where t.community_id = ${tx.actor.communityId} and t.id = ${id}`,
  );

/** Adds a trial as the next cycle of its strategy. */
export function insertTrial(tx: Tx, row: NewTrial): Promise<number> {
  return tx.run(sql`insert into learning.trial (community_id, id, strategy_id, site_id, organisation_id, cycle, title, change, prediction, measure, measure_version, expected, starts_on, ends_on, suggestion_id, suggested_by_sealed, created_by)
    select ${tx.actor.communityId}::uuid, ${row.id}::uuid, ${row.strategyId}::uuid, ${row.siteId}::uuid, ${row.organisationId}::uuid,
      1 + coalesce(max(cycle), 0), ${row.title}, ${row.change}, ${row.prediction}, ${row.measure}, ${row.measureVersion}, ${row.expected}, ${row.startsOn}::date, ${row.endsOn}::date, ${row.suggestionId}::uuid, ${row.suggestedBy}::bytea, ${tx.actor.accountId}::uuid
    from learning.trial where community_id = ${tx.actor.communityId} and strategy_id = ${row.strategyId}`);
}

export function writeTrial(
  tx: Tx,
  change: { id: string; version: number; happened: string; studied: string },
): Promise<number> {
  return tx.run(sql`update learning.trial set happened = ${change.happened}, studied = ${change.studied}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${change.id} and version = ${change.version}`);
}

export function endTrial(
  tx: Tx,
  change: { id: string; version: number; decision: Decision; reason: string },
): Promise<number> {
  return tx.run(sql`update learning.trial set decision = ${change.decision}, reason = ${change.reason}, decided_at = now(), decided_by = ${tx.actor.accountId}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${change.id} and version = ${change.version}`);
}
