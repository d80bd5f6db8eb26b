import { newId } from '../../../kernel/id.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { wordsOf } from '../findable.ts';
import type { DirectoryRecord, DirectoryRecords, Kind } from '../model.ts';
import { kinds, shapes } from '../model.ts';
import { keysOf } from '../spelling.ts';
import { finderColumns, finderRows } from './finderRows.ts';
import type { FinderRow } from './finderRows.ts';
import { addSource, addWords, beginTaking, keepIntake, take, withdraw } from './takeQueries.ts';

/** Where records come from: `code` names the source in its community, and its id is made from both. */
export type Source = {
  readonly id: string;
  readonly code: string;
  readonly reach: 'local' | 'provincial';
  readonly language: 'en' | 'fr';
};

/** What taking records in did to the directory. Records that already said the same are counted as unchanged. */
export type Taken = {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly withdrawn: number;
};

const batch = 1_500;

const common = ['source_id', 'original_id', 'extra', 'translations'];

function columnsOf(kind: Kind): string[] {
  const own = kind === 'attribute' ? ['link_id', 'link_kind'] : [];
  return [
    ...new Set([...Object.keys(shapes[kind].links), ...Object.keys(shapes[kind].columns), ...own, ...common]),
  ];
}

async function takeAll(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: readonly object[],
): Promise<{ added: number; changed: number }> {
  const sum = { added: 0, changed: 0 };
  for (let start = 0; start < rows.length; start += batch) {
    const done = await take(tx, table, columns, rows.slice(start, start + batch));
    sum.added += done.added;
    sum.changed += done.changed;
  }
  return sum;
}

/**
 * Takes everything a source says into the directory, in the caller's transaction: all of it or nothing. Ids are the caller's, so
 * the same records again change nothing. Details that the source gave earlier for the same owners and gives no more are withdrawn;
 * organizations, services and places stay until somebody says they are gone.
 */
export async function takeDirectory(
  tx: Tx,
  source: Source,
  records: DirectoryRecords,
  refused: number,
): Promise<Taken> {
  await beginTaking(tx);
  await addSource(tx, source);
  const totals = { added: 0, changed: 0, withdrawn: 0 };
  for (const kind of kinds) {
    const rows = records[kind].map((record) => ({ ...record, source_id: source.id }));
    const done = await takeAll(tx, kind, columnsOf(kind), rows);
    totals.added += done.added;
    totals.changed += done.changed;
  }
  for (const kind of kinds) totals.withdrawn += await withdrawDetails(tx, source.id, kind, records);
  await index(tx, finderRows(records, source.reach));
  const all = kinds.reduce((sum, kind) => sum + records[kind].length, 0);
  const taken = { ...totals, unchanged: all - totals.added - totals.changed };
  if (totals.added + totals.changed + totals.withdrawn > 0) {
    const loaded = Object.fromEntries(kinds.map((kind) => [kind, records[kind].length]));
    await keepIntake(tx, { id: newId(), sourceId: source.id, loaded, changed: taken, refused });
  }
  return taken;
}

async function index(tx: Tx, rows: readonly FinderRow[]): Promise<void> {
  await takeAll(tx, 'finder', finderColumns, rows);
  const words = [...wordsOf(rows)].sort().map((word) => [word, keysOf(word)] as const);
  for (let start = 0; start < words.length; start += batch)
    await addWords(tx, words.slice(start, start + batch));
}

async function withdrawDetails(
  tx: Tx,
  sourceId: string,
  kind: Kind,
  records: DirectoryRecords,
): Promise<number> {
  if (shapes[kind].idNeeded || records[kind].length === 0) return 0;
  const owners = Object.keys(shapes[kind].links);
  const ids = (held: readonly DirectoryRecord[]) => held.map(({ id }) => id);
  const ownerIds = [...ids(records.organization), ...ids(records.service), ...ids(records.location)];
  return withdraw(tx, { kind, sourceId, owners, ownerIds, given: ids(records[kind]) });
}
