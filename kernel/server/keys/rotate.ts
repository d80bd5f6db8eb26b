import { newId } from '../../id.ts';
import type { Database, Tx } from '../scope.ts';
import { sql } from '../sql.ts';
import { freshKey, type Key } from './ciphertext.ts';
import type { CommunityKeyRow, SubjectKeyRow } from './queries.ts';
import { heldKeys } from './ring.ts';
import { beginRootTurn, endRootTurn, type RootKeys } from './root.ts';
import { unwrapCommunityKey, unwrapSubjectKey, wrapCommunityKey, wrapSubjectKey } from './wrap.ts';

/** What a change of keys did. */
export type Rotated = { readonly communities: number; readonly subjects: number };

/** How a change of keys runs: the size of a batch, and a call after every committed step (a test stops it there). */
export type RotationRun = { readonly batch?: number; readonly afterStep?: () => void };

type StoredKey = CommunityKeyRow & { readonly communityId: string };

/**
 * Changes the root key and every community's wrapping key, and wraps all keys anew; nothing that is sealed changes and nobody waits.
 * Each step is its own transaction: killed at any point, the next call goes on where it stopped.
 */
export async function rotateKeys(database: Database, run: RotationRun = {}): Promise<Rotated> {
  const root = await beginRootTurn(heldKeys().root.file);
  run.afterStep?.();
  const turned = await turnCommunities(database, root, run);
  let subjects = 0;
  for (const [communityId, keys] of await storedKeys(database)) {
    const opened = openKeys(root, communityId, keys);
    subjects += await rewrapSubjects(database, communityId, opened, run);
    await inStep(database, (tx) => tx.run(sql`select vault.drop_retired_keys(${communityId})`));
    run.afterStep?.();
  }
  await endRootTurn(root.file);
  heldKeys().forgetAll();
  return { communities: turned, subjects };
}

const inStep = async <T>(database: Database, work: (tx: Tx) => Promise<T>): Promise<T> =>
  (await database.asWorker({ id: newId() }, work)).value;

async function storedKeys(database: Database): Promise<Map<string, StoredKey[]>> {
  const rows = await inStep(database, (tx) =>
    tx.many<StoredKey>(
      sql`select "communityId", id, kind, "rootId", wrapped, current from vault.all_community_keys()`,
    ),
  );
  return Map.groupBy(rows, (row) => row.communityId);
}

/** Communities whose keys are not under the current root key yet get a new wrapping key, and all of theirs wrapped by the new root. */
async function turnCommunities(database: Database, root: RootKeys, run: RotationRun): Promise<number> {
  const waiting = [...(await storedKeys(database))].filter(([, keys]) =>
    keys.some((key) => key.rootId !== root.current.id),
  );
  for (const [communityId, keys] of waiting) {
    const wrapped = keys.map((key) =>
      wrapCommunityKey(root.current, communityId, openKey(root, communityId, key)),
    );
    const fresh = freshKey();
    await inStep(database, (tx) =>
      tx.run(sql`select vault.turn_community(${communityId}, ${root.current.id}, ${keys.map((key) => key.id)}::uuid[],
        ${wrapped}::bytea[], ${fresh.id}, ${wrapCommunityKey(root.current, communityId, fresh)})`),
    );
    run.afterStep?.();
  }
  return waiting.length;
}

function openKey(root: RootKeys, communityId: string, stored: StoredKey): Key {
  const by = root.byId.get(stored.rootId);
  if (by === undefined) throw new Error('a key is wrapped by a root key that is not in the key file');
  return unwrapCommunityKey(by, communityId, stored.id, stored.wrapped);
}

type OpenedKeys = { readonly current: Key; readonly byId: ReadonlyMap<string, Key> };

function openKeys(root: RootKeys, communityId: string, stored: readonly StoredKey[]): OpenedKeys {
  const byId = new Map(stored.map((one) => [one.id, openKey(root, communityId, one)]));
  const current = byId.get(stored.find((one) => one.kind === 'kek' && one.current)?.id ?? '');
  if (current === undefined) throw new Error('a community has no wrapping key in use');
  return { current, byId };
}

async function rewrapSubjects(
  database: Database,
  communityId: string,
  keys: OpenedKeys,
  run: RotationRun,
): Promise<number> {
  let done = 0;
  for (;;) {
    const count = await inStep(database, (tx) => rewrapBatch(tx, communityId, keys, run.batch ?? 1_000));
    if (count === 0) return done;
    done += count;
    run.afterStep?.();
  }
}

async function rewrapBatch(tx: Tx, communityId: string, keys: OpenedKeys, limit: number): Promise<number> {
  const rows = await tx.many<Omit<SubjectKeyRow, 'subjectId'>>(
    sql`select id, "kekId", wrapped from vault.subject_keys_under_older(${communityId}, ${keys.current.id}, ${limit})`,
  );
  if (rows.length === 0) return 0;
  const wrapped = rows.map((row) => {
    const kek = keys.byId.get(row.kekId);
    if (kek === undefined || row.wrapped === null)
      throw new Error('a subject key is wrapped by an unknown key');
    return wrapSubjectKey(keys.current, communityId, unwrapSubjectKey(kek, communityId, row.id, row.wrapped));
  });
  const ids = rows.map((row) => row.id);
  await tx.run(
    sql`select vault.rewrap_subject_keys(${communityId}, ${keys.current.id}, ${ids}::uuid[], ${wrapped}::bytea[])`,
  );
  return rows.length;
}

/** Makes sure the key file belongs to this database: every community's key opens. Throws a sentence for whoever starts the server. */
export async function checkKeys(database: Database): Promise<void> {
  const root = heldKeys().root;
  try {
    for (const [communityId, keys] of await storedKeys(database)) openKeys(root, communityId, keys);
  } catch (error) {
    throw new Error(
      `The key file ${root.file} does not fit this database: what is sealed could not be read.`,
      { cause: error },
    );
  }
}
