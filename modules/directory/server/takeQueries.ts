import { refuse } from '../../../kernel/refusal.ts';
import { sql } from '../../../kernel/server/sql.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { Source } from './takeDirectory.ts';

/**
 * One import into a community at a time; a second one is refused as busy. Keys are checked through indexes even when the tables were
 * empty at first: a plan made for an empty table would read all of it for every row.
 */
export async function beginTaking(tx: Tx): Promise<void> {
  const { alone } = await tx.one<{ alone: boolean }>(
    sql`select pg_try_advisory_xact_lock(hashtextextended(${tx.actor.communityId}, 6)) as alone, set_config('enable_seqscan', 'off', true)`,
  );
  if (!alone) throw refuse('busy', 'directory.importUnderWay');
}

/** Makes the source known; what was said of it the first time stays. */
export async function addSource(tx: Tx, source: Source): Promise<void> {
  await tx.run(sql`insert into directory.source (community_id, id, code, reach, language)
    values (${tx.actor.communityId}, ${source.id}, ${source.code}, ${source.reach}, ${source.language}) on conflict do nothing`);
}

/** A row without its empty columns: the database reads what is not there as null, and most columns of most records are. */
const said = (row: object) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

/** Stores rows of one table; gives how many were new and how many said something else. */
export async function take(tx: Tx, table: string, columns: readonly string[], rows: readonly object[]) {
  return tx.one<{ added: number; changed: number }>(
    sql`select added, changed from directory.take(${table}, ${columns}::text[], ${JSON.stringify(rows.map(said))}::jsonb)`,
  );
}

type Withdrawal = {
  readonly kind: string;
  readonly sourceId: string;
  readonly owners: readonly string[];
  readonly ownerIds: readonly string[];
  readonly given: readonly string[];
};

/** Takes away details of these owners that the source no longer gives; gives their number. */
export async function withdraw(tx: Tx, what: Withdrawal): Promise<number> {
  const { kind, sourceId, owners, ownerIds, given } = what;
  const row = await tx.one<{ taken: number }>(
    sql`select directory.withdraw(${kind}, ${sourceId}, ${owners}::text[], ${ownerIds}::uuid[], ${given}::uuid[]) as taken`,
  );
  return row.taken;
}

/** Adds words to those that misspelt questions are compared with. */
export async function addWords(
  tx: Tx,
  words: readonly (readonly [string, readonly string[]])[],
): Promise<void> {
  await tx.run(sql`insert into directory.word (community_id, word, keys)
    select ${tx.actor.communityId}, w ->> 0, array(select jsonb_array_elements_text(w -> 1)) from jsonb_array_elements(${JSON.stringify(words)}::jsonb) w
    on conflict do nothing`);
}

type Intake = {
  readonly id: string;
  readonly sourceId: string;
  readonly loaded: object;
  readonly changed: object;
  readonly refused: number;
};

/** Keeps what an import brought. */
export async function keepIntake(tx: Tx, intake: Intake): Promise<void> {
  await tx.run(sql`insert into directory.intake (community_id, id, source_id, loaded, changed, refused, created_by)
    values (${tx.actor.communityId}, ${intake.id}, ${intake.sourceId}, ${intake.loaded}, ${intake.changed}, ${intake.refused}, ${tx.actor.accountId})`);
}
