import { statfs } from 'node:fs/promises';
import { resolve } from 'node:path';
import pg from 'pg';
import { packagedBinaries } from './binaries.ts';
import { chooseRunner, type Runner } from './chooseRunner.ts';
import {
  ensureCluster,
  ensureSocketFolder,
  makePlaces,
  passwordFor,
  checkVersion,
  type Places,
} from './cluster.ts';
import { failureFrom, knownFailure, StartFailure } from './failure.ts';
import { leavePlace, reach, takePlace, type Purpose } from './keeper.ts';
import {
  pathTooLong,
  postmasterOf,
  socketHost,
  startPostmaster,
  stopPostmaster,
  type Archive,
} from './postmaster.ts';
import { assertSafeSettings } from './settings.ts';

/** How to open the embedded database. `say` hears what goes on; `onLost` hears, once, that the database is gone for good. */
export type EmbeddedOptions = {
  readonly dataDir: string;
  readonly purpose: Purpose;
  readonly archive?: Archive | undefined;
  readonly say?: ((sentence: string) => void) | undefined;
  readonly onLost?: ((failure: StartFailure) => void) | undefined;
};

/** The embedded database, open: how to connect as its administrator, and whether it was running already. */
export type Embedded = {
  readonly admin: pg.ClientConfig;
  readonly serverPassword: string;
  readonly version: number;
  readonly adopted: boolean;
  readonly places: Places;
  /** Leaves the database, and stops it when nobody else has it open. Resolves when it is down. */
  readonly stop: () => Promise<void>;
};

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
/** How long nobody may answer: while nothing runs, while a process starts or ends, while PostgreSQL says that it recovers. */
const patience = { absent: 15_000, alive: 120_000, recovery: 600_000 };
const passing =
  /lock file|pre-existing shared memory|shared memory block|already in use|could not bind|being (started|shut down)/i;
const database = 'tributary';

type Door = {
  readonly options: EmbeddedOptions;
  readonly places: Places;
  readonly runner: Runner;
  readonly admin: pg.ClientConfig;
};

/** A full disk takes no log either: what was not written is looked up. */
async function whyItEnded(places: Places, written: string): Promise<StartFailure> {
  const { bavail, bsize } = await statfs(places.folder);
  const known =
    knownFailure(written, places.folder) ??
    (bavail * bsize < 1_000_000 && knownFailure('ENOSPC', places.folder));
  const end = written.trim().split('\n').slice(-3).join(' ') || `its log is in ${places.log}`;
  return known || new StartFailure(`The database does not start: ${end}`);
}

/**
 * Reaches the database, starting it when nobody does. A living postmaster of a killed run is adopted, one that dies or starts is
 * waited for, a lock file that names a stranger is handed to PostgreSQL as stale: we never remove it ourselves.
 */
async function reachOrStart({
  options,
  places,
  runner,
  admin,
}: Door): Promise<{ client: pg.Client; adopted: boolean }> {
  const began = performance.now();
  let started = false;
  let ended: string | undefined;
  let told = false;
  for (;;) {
    const found = await reach({ ...admin, database: 'postgres' }, options.purpose);
    if (typeof found === 'object') return { client: found.client, adopted: !started };
    const waited = performance.now() - began;
    if (ended !== undefined && !passing.test(ended)) throw await whyItEnded(places, ended);
    const { living, stale } = await postmasterOf(places);
    const alive = living !== undefined || (started && ended === undefined);
    if (waited > patience[found === 'busy' ? 'recovery' : alive ? 'alive' : 'absent']) {
      throw new StartFailure(
        `The database in ${places.folder} does not answer. ${ended?.trim().split('\n').at(-1) ?? `Look in ${places.log}.`}`,
      );
    }
    if (found === 'busy' && waited > 3_000 && !told) {
      told = true;
      options.say?.('The database recovers from a stop that was not clean; this can take a while.');
    }
    if (found === 'absent' && living === undefined && (!started || ended !== undefined)) {
      [started, ended] = [true, undefined];
      await ensureSocketFolder(places, runner);
      const extra = {
        ...(options.archive && { archive: options.archive }),
        ...(stale !== undefined && { stalePid: stale }),
      };
      await startPostmaster(places, runner, extra, (written) => (ended = written));
    }
    await pause(found === 'absent' && started && waited < 2_000 ? 10 : 100);
  }
}

/** Takes the place of this process, and replaces an adopted database that runs other binaries or unsafe settings when nobody else uses it. */
async function enter(door: Door): Promise<{ client: pg.Client; adopted: boolean; version: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const { client, adopted } = await reachOrStart(door);
    try {
      await takePlace(client, door.options.purpose);
      const { version } = await assertSafeSettings(client, true);
      if (!adopted || version === door.runner.binaries.version) return { client, adopted, version };
      throw new StartFailure('The running database is of another version than this Tributary.');
    } catch (error) {
      const alone = await leavePlace(client).catch(() => false);
      await client.end().catch(() => {});
      if (!adopted || !alone || attempt === 3 || !(error instanceof StartFailure)) throw error;
      await stopPostmaster(door.places);
    }
  }
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query('select 1 from pg_database where datname = $1', [database]);
  if (rows.length > 0) return;
  await client.query(`create database ${database}`).catch((error: { code?: string }) => {
    if (error.code !== '42P04' && error.code !== '23505') throw error;
  });
}

/** Keeps one connection open; when it breaks the database is reached or started again, up to five times in a minute. */
function watch(door: Door, first: pg.Client): { stop: () => Promise<void> } {
  const losses: number[] = [];
  let client = first;
  let leaving = false;
  const lost = async (): Promise<void> => {
    if (leaving) return;
    losses.push(performance.now());
    if (losses.filter((at) => at > performance.now() - 60_000).length > 5)
      throw new StartFailure('The database stopped six times in a minute.');
    door.options.say?.('The connection to the database broke; reaching it again.');
    client = (await enter(door)).client;
    if (leaving) await client.end();
    else listen();
  };
  const listen = (): void => {
    client.once('end', () => {
      lost().catch(
        (error: unknown) => !leaving && door.options.onLost?.(failureFrom(error, door.places.folder)),
      );
    });
  };
  const stop = async (): Promise<void> => {
    leaving = true;
    const last = await leavePlace(client).catch(() => false);
    await client.end().catch(() => {});
    if (last && !(await stopPostmaster(door.places)))
      throw new StartFailure(
        `The database in ${door.places.folder} does not stop; its log is in ${door.places.log}.`,
      );
  };
  listen();
  return { stop };
}

/** Opens the PostgreSQL that comes with Tributary on a data folder, making it at the first time. Fails with a StartFailure. */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const packaged = await packagedBinaries();
  const places = await makePlaces(resolve(options.dataDir));
  if (pathTooLong(places))
    throw new StartFailure(`${places.folder} is too long a path for this system: choose a shorter --data.`);
  await checkVersion(places, packaged.major);
  const runner = await chooseRunner(places.folder, packaged);
  const [password, serverPassword] = [
    await passwordFor(places, 'admin'),
    await passwordFor(places, 'server'),
  ];
  await ensureCluster(places, runner, password);
  await ensureSocketFolder(places, runner);
  const { host, close } = await socketHost(places);
  const admin: pg.ClientConfig = { host, port: 5432, user: 'postgres', password, database };
  const door = { options, places, runner, admin };
  try {
    const { client, adopted, version } = await enter(door);
    await ensureDatabase(client);
    const { stop } = watch(door, client);
    return { admin, serverPassword, version, adopted, places, stop: () => stop().finally(close) };
  } catch (error) {
    await close();
    throw failureFrom(error, places.folder);
  }
}
