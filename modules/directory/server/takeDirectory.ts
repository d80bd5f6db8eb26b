import { newId } from '../../../kernel/id.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { DirectoryRecord, DirectoryRecords, Kind } from '../model.ts';
import { kinds, shapes } from '../model.ts';
import { finderRows } from './finderRows.ts';
import { refreshAreas } from './near/queries.ts';
import { keepEdits } from './records/standingEdits.ts';
import { columnsOf, storeFinder, storeRows } from './storeFinder.ts';
import { addSource, beginTaking, keepIntake, withdraw } from './takeQueries.ts';

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

/**
 * Takes everything a source says into the directory, in the caller's transaction: all of it or nothing. Ids are the caller's, so
 * the same records again change nothing. Details that the source gave earlier for the same owners and gives no more are withdrawn;
 * organizations, services and places stay until somebody says they are gone. What people here wrote stays as they wrote it.
 */
export async function takeDirectory(
  tx: Tx,
  source: Source,
  brought: DirectoryRecords,
  refused: number,
): Promise<Taken> {
  await beginTaking(tx);
  await addSource(tx, source);
  const { records, said } = await keepEdits(tx, brought);
  // The database stores while services are made findable here; neither waits for the other.
  const [stored, findable] = await Promise.all([
    storeRecords(tx, source.id, records),
    finderRows(records, () => source.reach, said),
  ]);
  const totals = { ...stored, withdrawn: 0 };
  for (const kind of kinds) totals.withdrawn += await withdrawDetails(tx, source.id, kind, records);
  await storeFinder(tx, findable);
  await refreshAreas(tx);
  const all = kinds.reduce((sum, kind) => sum + records[kind].length, 0);
  const taken = { ...totals, unchanged: all - totals.added - totals.changed };
  if (totals.added + totals.changed + totals.withdrawn > 0) {
    const loaded = Object.fromEntries(kinds.map((kind) => [kind, records[kind].length]));
    await keepIntake(tx, { id: newId(), sourceId: source.id, loaded, changed: taken, refused });
  }
  return taken;
}

async function storeRecords(tx: Tx, sourceId: string, records: DirectoryRecords) {
  const totals = { added: 0, changed: 0 };
  for (const kind of kinds) {
    const rows = records[kind].map((record) => ({ ...record, source_id: sourceId }));
    const done = await storeRows(tx, kind, columnsOf(kind), rows);
    totals.added += done.added;
    totals.changed += done.changed;
  }
  return totals;
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
