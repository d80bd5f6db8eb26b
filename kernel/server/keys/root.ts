import { randomBytes } from 'node:crypto';
import { chmod, link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { newId } from '../../id.ts';
import { type Key, keyFrom } from './ciphertext.ts';

const RootFile = z.object({
  current: z.string(),
  /** A change of keys that has begun and not ended: the root key it moves to. */
  turning: z.string().optional(),
  keys: z.array(z.object({ id: z.string(), key: z.string(), createdAt: z.string() })).min(1),
});

/** The root keys of an installation, as read from their file outside the database. Older ones stay, for restored backups. */
export type RootKeys = {
  readonly file: string;
  readonly current: Key;
  /** Set while a change of keys is under way: it has to be finished before another begins. */
  readonly turning: boolean;
  readonly byId: ReadonlyMap<string, Key>;
};

type Stored = z.infer<typeof RootFile>;

function asKeys(file: string, stored: Stored): RootKeys {
  const byId = new Map(stored.keys.map((one) => [one.id, keyFrom(one.id, Buffer.from(one.key, 'base64'))]));
  const current = byId.get(stored.current);
  if (current === undefined || [...byId.values()].some((key) => key.secret.symmetricKeySize !== 32)) {
    throw new Error(`The key file ${file} is damaged.`);
  }
  return { file, current, turning: stored.turning === stored.current, byId };
}

/** Writes the file whole or not at all; `first` gives way to a file that somebody else made meanwhile. */
async function store(file: string, stored: Stored, first = false): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const fresh = `${file}.${newId()}`;
  const handle = await open(fresh, 'wx', 0o400);
  try {
    await handle.writeFile(`${JSON.stringify(stored, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await chmod(fresh, 0o400);
  if (first)
    await link(fresh, file)
      .catch(unlessThere)
      .finally(() => rm(fresh));
  else await rename(fresh, file);
  const folder = await open(path.dirname(file));
  await folder.sync().finally(() => folder.close());
}

function unlessThere(reason: unknown): void {
  if (!(reason instanceof Error && 'code' in reason && reason.code === 'EEXIST')) throw reason;
}

const freshRoot = () => ({
  id: newId(),
  key: randomBytes(32).toString('base64'),
  createdAt: new Date().toISOString(),
});

async function read(file: string): Promise<Stored | undefined> {
  try {
    return RootFile.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw new Error(`The key file ${file} cannot be read.`, { cause: error });
  }
}

/** Reads the root keys; throws when the file is missing or damaged, and never makes a new one in its place. */
export async function readRootKeys(file: string): Promise<RootKeys> {
  const stored = await read(file);
  if (stored === undefined)
    throw new Error(`The key file ${file} is missing: without it nothing that is sealed can be read.`);
  return asKeys(file, stored);
}

/** Reads the root keys, or makes the file (0400) at the first start of an installation. */
export async function readOrMakeRootKeys(file: string): Promise<RootKeys> {
  const stored = await read(file);
  if (stored !== undefined) return asKeys(file, stored);
  const first = freshRoot();
  await store(file, { current: first.id, keys: [first] }, true);
  return readRootKeys(file);
}

/** Adds a new root key and begins the change to it; when a change is under way already, gives that one. */
export async function beginRootTurn(file: string): Promise<RootKeys> {
  const known = await readRootKeys(file);
  if (known.turning) return known;
  const stored = await read(file);
  if (stored === undefined) throw new Error(`The key file ${file} is missing.`);
  const next = freshRoot();
  await store(file, { current: next.id, turning: next.id, keys: [...stored.keys, next] });
  return readRootKeys(file);
}

/** Marks the change of keys as done: everything is wrapped under the current root key. */
export async function endRootTurn(file: string): Promise<RootKeys> {
  const stored = await read(file);
  if (stored === undefined) throw new Error(`The key file ${file} is missing.`);
  await store(file, { current: stored.current, keys: stored.keys });
  return readRootKeys(file);
}
