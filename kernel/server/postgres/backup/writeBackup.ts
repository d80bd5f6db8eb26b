import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import type pg from 'pg';
import { placesIn } from '../cluster.ts';
import { failureFrom, StartFailure } from '../failure.ts';
import { type Lock, lockFor } from './box.ts';
import { below, clusterCopy, type Entry } from './clusterCopy.ts';
import { sealTo, toDisk } from './sealedFile.ts';

/** One file of a backup: where it lies, where it belongs, and what it must be. A folder has no `name`. */
export type Part = {
  readonly path: string;
  readonly name?: string;
  readonly size?: number;
  readonly stored?: number;
  readonly sha256?: string;
};

/** What is said in the open about a backup. */
export type Cover = {
  readonly format: 1;
  readonly made: string;
  readonly tributary: string;
  readonly postgres: number;
  readonly lock: Lock;
  readonly list: string;
};

/** What to back up, to where, for whom. `onPart` hears how many files are done. */
export type BackupOrder = {
  readonly dataDir: string;
  readonly admin: pg.ClientConfig;
  readonly postgres: number;
  readonly tributary: string;
  readonly publicPem: string;
  readonly target: string;
  readonly onPart?: (done: number) => void;
};

/** Never in a backup: the keys (kept elsewhere, or the backup would open itself), files under way, the database (copied apart). */
const leftOut = /^(keys|temporary|restoring|postgres)$/;

async function* everything({ dataDir, admin }: BackupOrder): AsyncGenerator<Entry> {
  const { folder, cluster } = placesIn(dataDir);
  yield { path: 'postgres' };
  yield { path: 'postgres/cluster' };
  yield* clusterCopy(cluster, admin, 'postgres/cluster');
  yield* below(folder, 'postgres', (path) => !/^postgres\/\w+\.password$/.test(path));
  yield* below(dataDir, '', (path) => leftOut.test(path));
}

async function emptyTarget(dataDir: string, target: string): Promise<void> {
  if (!relative(resolve(dataDir), resolve(target)).startsWith('..'))
    throw new StartFailure('A backup inside the data folder would be lost with it: choose another folder.');
  const there = await readdir(target).catch(() => []);
  if (there.length > 0) throw new StartFailure(`${target} is not empty: a backup needs a folder of its own.`);
  await mkdir(join(target, 'parts'), { recursive: true, mode: 0o700 }).catch((error: unknown) =>
    Promise.reject(failureFrom(error, target)),
  );
}

/** Copies a running installation, sealed for the holder of a private key. The cover is written last: without it there is no backup. */
export async function writeBackup(order: BackupOrder): Promise<{ files: number; bytes: number }> {
  const { target, publicPem, onPart } = order;
  const { key, lock } = lockFor(publicPem);
  await emptyTarget(order.dataDir, target);
  const parts: Part[] = [];
  let bytes = 0;
  for await (const { path, read } of everything(order)) {
    if (!read) parts.push({ path });
    else {
      const name = String(parts.length).padStart(7, '0');
      const written = await sealTo(join(target, 'parts', name), name, key, read());
      bytes += written.size;
      parts.push({ path, name, ...written });
    }
    onPart?.(parts.length);
  }
  const list = await sealTo(join(target, 'list'), 'list', key, oneBuffer(JSON.stringify(parts)));
  await toDisk();
  const cover: Cover = {
    format: 1,
    made: new Date().toISOString(),
    tributary: order.tributary,
    postgres: order.postgres,
    lock,
    list: list.sha256,
  };
  await writeSynced(
    join(target, 'SHA256SUMS'),
    [
      ...parts.flatMap(({ name, sha256 }) => (name ? [`${sha256}  parts/${name}`] : [])),
      `${list.sha256}  list`,
      '',
    ].join('\n'),
  );
  await writeSynced(join(target, 'backup.json'), `${JSON.stringify(cover, null, 2)}\n`);
  const files = parts.filter(({ name }) => name).length;
  if (!(await stat(join(target, 'backup.json'))).size)
    throw new StartFailure(`${target} could not be written.`);
  return { files, bytes };
}

async function* oneBuffer(content: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += 1_048_576) yield bytes.subarray(at, at + 1_048_576);
}

async function writeSynced(file: string, content: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
