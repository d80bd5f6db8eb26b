import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** One thing to keep: a folder, or a file and the way to read it. `path` is relative to the data folder, with `/`. */
export type Entry = { readonly path: string; readonly read?: () => AsyncIterable<Buffer> };

/** PostgreSQL makes these anew at every start; what is in them must not be carried over. */
const emptied =
  /^(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans|socket)\//;
const left =
  /^(postmaster\.pid|postmaster\.opts|backup_label|tablespace_map|socket|current_logfiles)$|(^|\/)(pgsql_tmp|pg_internal\.init|t\d+_\d+)/;

/** Reads a file in pieces of a megabyte; one that vanished meanwhile (a dropped table) is empty, the log replays its end. */
export async function* piecesOf(file: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1_048_576 })) yield chunk as Buffer;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** Every folder and file below `folder`, folders first, except those `skip` names (by path relative to it). */
export async function* below(
  folder: string,
  prefix: string,
  skip: (path: string) => boolean,
): AsyncGenerator<Entry> {
  const found = await readdir(folder, { withFileTypes: true });
  for (const entry of found) {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
    if (skip(path)) continue;
    const full = join(folder, entry.name);
    if (entry.isDirectory()) {
      yield { path };
      yield* below(full, path, skip);
    } else if (entry.isFile()) {
      yield { path, read: () => piecesOf(full) };
    }
  }
}

async function* text(content: string): AsyncGenerator<Buffer> {
  if (content !== '') yield Buffer.from(content);
}

/**
 * A consistent copy of a running cluster: its files between `pg_backup_start` and `pg_backup_stop`, and the write-ahead log of that
 * time, held back by a slot that ends with the session. The paths begin with `prefix`.
 */
export async function* clusterCopy(
  cluster: string,
  admin: pg.ClientConfig,
  prefix: string,
): AsyncGenerator<Entry> {
  const client = new pg.Client({ ...admin, application_name: 'tributary backup' });
  await client.connect();
  try {
    await client.query('select pg_create_physical_replication_slot($1, true, true)', [
      `tributary_backup_${process.pid}`,
    ]);
    const started = await client.query<{ name: string }>(
      'select pg_walfile_name(pg_backup_start($1, true)) as name',
      ['tributary'],
    );
    for await (const entry of below(cluster, '', (path) => left.test(path) || emptied.test(path))) {
      yield { ...entry, path: `${prefix}/${entry.path}` };
    }
    const stopped = await client.query<{ name: string; label: string; spaces: string }>(
      'select pg_walfile_name(lsn) as name, labelfile as label, spcmapfile as spaces from pg_backup_stop(false)',
    );
    const [first, last] = [started.rows[0]?.name ?? '', stopped.rows[0]?.name ?? ''];
    yield { path: `${prefix}/backup_label`, read: () => text(stopped.rows[0]?.label ?? '') };
    const wanted = (await readdir(join(cluster, 'pg_wal'))).filter(
      (name) => (name >= first && name <= last && /^[0-9A-F]{24}$/.test(name)) || name.endsWith('.history'),
    );
    if (!wanted.includes(first) || !wanted.includes(last))
      throw new Error('the write-ahead log of the backup is not complete');
    for (const name of wanted.sort())
      yield { path: `${prefix}/pg_wal/${name}`, read: () => piecesOf(join(cluster, 'pg_wal', name)) };
  } finally {
    await client.end();
  }
}
