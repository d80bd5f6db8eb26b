import { found } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { findDefinition } from '../../vocabulary/server/index.ts';
import type { FactorShown, StrategyShown, TrialShown } from '../contract.ts';
import { trialState } from '../model.ts';
import { type FactorRow, type StrategyRow, strategiesOf, type TrialRow, trialsOf } from './queries.ts';

type Names = Map<string, { name: { en: string; fr: string }; top: string }>;

/** The names of the codes of a vocabulary's version, and the domain each belongs to. */
export async function namesIn(
  tx: Tx,
  system: string,
  version?: string,
): Promise<{ version: string; names: Names }> {
  const vocabulary = await findDefinition(tx, 'vocabulary', { key: system, version });
  const byCode = new Map(vocabulary.codes.map((entry) => [entry.code, entry]));
  const topOf = (code: string): string => {
    const parent = byCode.get(code)?.parent;
    return parent === undefined || parent === null ? code : topOf(parent);
  };
  return {
    version: vocabulary.version,
    names: new Map(
      vocabulary.codes.map((entry) => [entry.code, { name: entry.name, top: topOf(entry.code) }]),
    ),
  };
}

/** Remembers the vocabularies read in one request. */
export function namesReader(tx: Tx) {
  const read = new Map<string, Promise<{ version: string; names: Names }>>();
  return async (system: string, version: string, code: string) => {
    const key = `${system} ${version}`;
    const reading = read.get(key) ?? namesIn(tx, system, version);
    read.set(key, reading);
    const entry = found((await reading).names.get(code), 'learning.noSuchCode');
    return { named: { system, version, code, name: entry.name }, top: entry.top };
  };
}

type Reader = ReturnType<typeof namesReader>;

/** A trial as readers see it on a day. */
export function showTrial(row: TrialRow, today: string): TrialShown {
  const { measureVersion: _, ...trial } = row;
  return { ...trial, state: trialState(row, today) };
}

export async function showStrategy(
  row: StrategyRow,
  trials: readonly TrialRow[],
  read: Reader,
  today: string,
): Promise<StrategyShown> {
  const { named } = await read(row.system, row.systemVersion, row.code);
  const own = trials.filter((trial) => trial.strategyId === row.id).map((trial) => showTrial(trial, today));
  return {
    id: row.id,
    version: row.version,
    factorId: row.factorId,
    strategy: named,
    specification: row.specification,
    trials: own,
  };
}

/** Barriers and facilitators with their strategies and trials. */
export async function showFactors(tx: Tx, rows: readonly FactorRow[], today: string): Promise<FactorShown[]> {
  const read = namesReader(tx);
  const strategies = await strategiesOf(
    tx,
    rows.map((row) => row.id),
  );
  const trials = await trialsOf(
    tx,
    strategies.map((row) => row.id),
  );
  const shown: FactorShown[] = [];
  for (const row of rows) {
    const { named, top } = await read(row.system, row.systemVersion, row.code);
    const own = strategies.filter((strategy) => strategy.factorId === row.id);
    const { id, version, siteId, studyId, valence, statement } = row;
    shown.push({
      id,
      version,
      siteId,
      studyId,
      valence,
      statement,
      construct: named,
      domain: top,
      strategies: await Promise.all(own.map((one) => showStrategy(one, trials, read, today))),
    });
  }
  return shown;
}
