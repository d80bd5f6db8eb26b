import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';

/** As whom PostgreSQL runs: it refuses to be root. `wrap` is a command put before it. */
export type RunAs = {
  readonly wrap: readonly string[];
  /** The user and group the system switches to when it starts the command. */
  readonly uid?: number;
  readonly gid?: number;
  /** Whom the files must belong to, where that is neither the caller nor `uid`. */
  readonly owner?: { readonly uid: number; readonly gid: number };
};

/** Whom the files of the database must belong to; undefined when they stay the caller's. */
export const ownerOf = ({ uid, gid, owner }: RunAs): { uid: number; gid: number } | undefined =>
  owner ?? (uid === undefined ? undefined : { uid, gid: gid ?? uid });

/** As the person who started Tributary. */
export const asMyself: RunAs = { wrap: [] };

/**
 * In a user namespace: the process keeps the caller's files (on the outside it is the same user, without any power of root) and
 * PostgreSQL sees the harmless user 65534. Needs no account of its own; some containers forbid it.
 */
export const inNamespace: RunAs = {
  wrap: ['unshare', '--user', '--map-user=65534', '--map-group=65534', '--'],
};

/** As another user of this machine, by number; the user must have an entry in the list of users. */
export const asUser = (uid: number, gid: number): RunAs => ({ wrap: [], uid, gid });

/** The same namespace, entered as another user: for a user without an entry in the list of users. */
export const inNamespaceAs = (uid: number, gid: number): RunAs => ({ ...inNamespace, uid, gid });

/**
 * As another user who keeps one power of root, to pass through folders that are closed to it (data below `/root`): the last way,
 * where a container forbids namespaces. Only root can start it.
 */
export const asUserPassing = (uid: number, gid: number): RunAs => ({
  wrap: [
    ...['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'],
    ...['--inh-caps=-all,+dac_override', '--ambient-caps=+dac_override', '--'],
  ],
  owner: { uid, gid },
});

const environment = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };

/** Starts a program as somebody, with an environment that holds nothing of ours; `extra` adds to it. */
export function start(
  runAs: RunAs,
  words: readonly string[],
  options: SpawnOptions & { extra?: Record<string, string> } = {},
): ChildProcess {
  const [file = '', ...args] = [...runAs.wrap, ...words];
  const { extra, ...rest } = options;
  const user = runAs.uid === undefined ? {} : { uid: runAs.uid, gid: runAs.gid ?? runAs.uid };
  return spawn(file, args, { cwd: '/', ...rest, ...user, env: { ...environment, ...extra } });
}

/** Runs a program to its end; gives its exit code (null when it could not start) and what it wrote. */
export function run(
  runAs: RunAs,
  words: readonly string[],
): Promise<{ code: number | null; written: string }> {
  return new Promise((resolve) => {
    const child = start(runAs, words, { stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.once('error', (error) => resolve({ code: null, written: error.message }));
    child.once('close', (code) => resolve({ code, written: Buffer.concat(chunks).toString('utf8') }));
  });
}
