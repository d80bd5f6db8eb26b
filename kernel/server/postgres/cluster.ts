import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failureFrom, knownFailure, StartFailure } from './failure.ts';
import type { Runner } from './chooseRunner.ts';
import { ownerOf, run } from './runAs.ts';

/** Where the embedded database keeps its things, all below one folder of the data folder. */
export type Places = {
  readonly folder: string;
  /** PostgreSQL's own data directory. */
  readonly cluster: string;
  readonly socket: string;
  readonly log: string;
};

/** The places for the data folder `dataDir`. The socket lies in PostgreSQL's own directory, which only its user may enter. */
export function placesIn(dataDir: string): Places {
  const folder = join(dataDir, 'postgres');
  const cluster = join(folder, 'cluster');
  return { folder, cluster, socket: join(cluster, 'socket'), log: join(folder, 'log') };
}

/** Makes the folders, closed to others; an existing folder keeps its owner and mode. */
export async function makePlaces(dataDir: string): Promise<Places> {
  const places = placesIn(dataDir);
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await mkdir(places.folder, { recursive: true, mode: 0o700 });
    await mkdir(places.log, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw failureFrom(error, dataDir);
  }
  return places;
}

/** A random password kept in a file of the folder that only its owner may read; made at the first call. */
export async function passwordFor(places: Places, name: 'admin' | 'server'): Promise<string> {
  const file = join(places.folder, `${name}.password`);
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known.length >= 32) return known;
  const initialised = await stat(places.cluster).catch(() => undefined);
  if (initialised && name === 'admin')
    throw new StartFailure(`${file} is missing: the database in this folder cannot be opened without it.`);
  const half = `${file}.${process.pid}`;
  await writeFile(half, randomBytes(32).toString('base64url'), { mode: 0o600, flush: true });
  await rename(half, file).catch((error: unknown) => Promise.reject(failureFrom(error, file)));
  return readFile(file, 'utf8');
}

/** Refuses data that another major version of PostgreSQL wrote. */
export async function checkVersion(places: Places, major: number): Promise<boolean> {
  const written = await readFile(join(places.cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  if (written === undefined) return false;
  const found = Number(written.trim());
  if (found > major) {
    throw new StartFailure(
      `The data in ${places.folder} was written by a newer version of Tributary (PostgreSQL ${found}, this one brings ${major}): start that version or a later one.`,
    );
  }
  if (found < major) {
    throw new StartFailure(
      `The data in ${places.folder} was written by an older version of Tributary (PostgreSQL ${found}, this one brings ${major}): ` +
        'make a backup with that version, or point DATABASE_URL at a server you have upgraded.',
    );
  }
  return true;
}

/**
 * Makes the database cluster when there is none: with checksums on every page, passwords by SCRAM, text in UTF-8 sorted the same
 * on every machine. It is made beside its place and moved there whole, so a killed first start leaves nothing half made.
 */
export async function ensureCluster(places: Places, runner: Runner, password: string): Promise<void> {
  if (await checkVersion(places, runner.binaries.major)) return;
  await removeHalfMade(places);
  const half = join(places.folder, `half-${process.pid}-${randomBytes(4).toString('hex')}`);
  const secret = `${half}.password`;
  await writeFile(secret, password, { mode: 0o600 });
  const owner = ownerOf(runner.runAs);
  if (owner) await chown(secret, owner.uid, owner.gid);
  const initdb = join(runner.binaries.folder, 'bin', 'initdb');
  const made = await run(runner.runAs, [
    ...[
      initdb,
      '--pgdata',
      half,
      '--data-checksums',
      '--username',
      'postgres',
      '--pwfile',
      secret,
      '--auth',
      'scram-sha-256',
    ],
    ...[
      '--encoding',
      'UTF8',
      '--locale',
      'C',
      '--locale-provider',
      'builtin',
      '--builtin-locale',
      'C.UTF-8',
      '--no-instructions',
    ],
  ]).finally(() => rm(secret, { force: true }));
  if (made.code !== 0) {
    await rm(half, { recursive: true, force: true });
    throw (
      knownFailure(made.written, places.folder) ??
      new StartFailure(`The database could not be made: ${made.written.trim()}`)
    );
  }
  await rename(half, places.cluster).catch(async (error: NodeJS.ErrnoException) => {
    await rm(half, { recursive: true, force: true });
    if (!['ENOTEMPTY', 'EEXIST'].includes(error.code ?? '')) throw failureFrom(error, places.folder);
  });
  await syncFolder(places.folder);
}

async function removeHalfMade(places: Places): Promise<void> {
  for (const name of await readdir(places.folder)) {
    const pid = Number(/^half-(\d+)-/.exec(name)?.[1] ?? 0);
    if (pid > 0 && pid !== process.pid && !isAlive(pid))
      await rm(join(places.folder, name), { recursive: true, force: true });
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Makes the folder of the socket, which only the database's user may enter. */
export async function ensureSocketFolder(places: Places, runner: Runner): Promise<void> {
  await mkdir(places.socket, { recursive: true, mode: 0o700 });
  await chmod(places.socket, 0o700);
  const owner = ownerOf(runner.runAs);
  if (!owner) return;
  await chown(places.socket, owner.uid, owner.gid);
  await chown(places.log, owner.uid, owner.gid);
}

/** Whether a process with this number exists (also one of another user, also one that died and was not yet reaped). */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
