import { execFile } from 'node:child_process';
import { open, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isAlive, type Places } from './cluster.ts';
import type { Runner } from './chooseRunner.ts';
import { start } from './runAs.ts';

const ask = promisify(execFile);
const longestSocketPath = 100;

/** What is always true of the embedded database. Given on its command line, so nothing that is stored can weaken it. */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_level: 'replica',
  max_wal_senders: '0',
  password_encryption: 'scram-sha-256',
  idle_in_transaction_session_timeout: '30s',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  logging_collector: 'on',
  log_filename: 'postgres-%a.log',
  log_truncate_on_rotation: 'on',
  log_rotation_age: '1d',
  log_rotation_size: '0',
  log_file_mode: '0600',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_statement: 'none',
  log_duration: 'off',
  log_min_duration_statement: '-1',
  log_min_duration_sample: '-1',
  log_transaction_sample_rate: '0',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_autovacuum_min_duration: '-1',
};

/** Where the WAL goes as it is written, for those who want to lose at most a minute when the disk dies; outside the data folder. */
export type Archive = { readonly folder: string };

function archiving(archive: Archive | undefined): Readonly<Record<string, string>> {
  if (!archive) return { archive_mode: 'off' };
  const place = archive.folder.replaceAll('%', '%%').replaceAll("'", `'\\''`);
  const copy = `cp '%p' '${place}/%f.part' && sync '${place}/%f.part' && mv '${place}/%f.part' '${place}/%f'`;
  return {
    archive_mode: 'on',
    archive_timeout: '60',
    archive_command: `test -f '${place}/%f' && cmp -s '%p' '${place}/%f' || { ${copy}; }`,
  };
}

/** Starts PostgreSQL in a session of its own, so that Ctrl-C reaches Tributary first. `onExit` gets what it wrote. */
export async function startPostmaster(
  places: Places,
  runner: Runner,
  options: { archive?: Archive; stalePid?: number },
  onExit: (written: string) => void,
): Promise<void> {
  const early = join(places.log, 'start.log');
  const log = await open(early, 'w', 0o600);
  const socket =
    `${places.socket}/.s.PGSQL.5432`.length <= longestSocketPath ? places.socket : '/proc/self/cwd/socket';
  const all = {
    ...settings,
    ...archiving(options.archive),
    unix_socket_directories: socket,
    log_directory: places.log,
  };
  const words = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // PostgreSQL itself takes a lock file for stale when it names this process; it still checks that no shared memory is in use.
  const extra = options.stalePid === undefined ? {} : { PG_GRANDPARENT_PID: String(options.stalePid) };
  const since = new Date();
  const child = start(
    runner.runAs,
    [join(runner.binaries.folder, 'bin', 'postgres'), '-D', places.cluster, ...words],
    {
      stdio: ['ignore', log.fd, log.fd],
      detached: true,
      extra,
    },
  );
  child.unref();
  child.once('error', (error) => onExit(error.message));
  child.once('exit', () => void lastWords(places, since).then(onExit, () => onExit('')));
  await log.close();
}

/** What the database wrote since a moment: its early messages and the end of its newest log. */
async function lastWords(places: Places, since: Date): Promise<string> {
  const pieces: string[] = [];
  for (const name of await readdir(places.log)) {
    const file = join(places.log, name);
    if ((await stat(file)).mtime >= new Date(since.getTime() - 1_000))
      pieces.push((await readFile(file, 'utf8')).slice(-4_000));
  }
  return pieces.join('\n');
}

/** The folder to give the driver as `host`. A path too long for a socket is reached through an open handle on its folder. */
export async function socketHost(places: Places): Promise<{ host: string; close: () => Promise<void> }> {
  if (`${places.socket}/.s.PGSQL.5432`.length <= longestSocketPath)
    return { host: places.socket, close: async () => {} };
  const handle = await open(places.socket, 'r');
  return { host: `/proc/self/fd/${handle.fd}`, close: () => handle.close() };
}

/** Whether the path of the data folder can be used at all: without `/proc` a socket path has to be short. */
export function pathTooLong(places: Places): boolean {
  return process.platform !== 'linux' && `${places.socket}/.s.PGSQL.5432`.length > longestSocketPath;
}

/** Who is named in the lock file of the cluster: a living PostgreSQL of this cluster, or a number that now belongs to something else. */
export async function postmasterOf(places: Places): Promise<{ living?: number; stale?: number }> {
  const written = await readFile(join(places.cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const [first = '', folder = ''] = written.split('\n');
  const pid = Math.abs(Number.parseInt(first, 10));
  if (!Number.isFinite(pid) || pid === 0 || !isAlive(pid)) return {};
  const words = await commandLine(pid);
  const [theirs, ours] = await Promise.all(
    [folder, places.cluster].map((path) => realpath(path).catch(() => path)),
  );
  const serves =
    /(^|\/)postgres\0/.test(words.replaceAll(' ', '\0')) && words.includes(folder) && theirs === ours;
  return serves ? { living: pid } : { stale: pid };
}

/** The command line of a process; empty for one that is gone or waits to be reaped. */
async function commandLine(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return ask('ps', ['-p', String(pid), '-o', 'command=']).then(
    (answer) => answer.stdout,
    () => '',
  );
}

/** Asks the database to end its sessions and stop (fast shutdown), and waits until it is gone; false when it is still there after `patienceMs`. */
export async function stopPostmaster(places: Places, patienceMs = 60_000): Promise<boolean> {
  const { living } = await postmasterOf(places);
  if (living === undefined) return true;
  process.kill(living, 'SIGINT');
  const end = performance.now() + patienceMs;
  while (performance.now() < end) {
    if ((await postmasterOf(places)).living !== living) return true;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return false;
}
