import pg from 'pg';
import { StartFailure } from './failure.ts';

/** What Tributary runs as: a server serves alone; commands may work beside it and beside each other. */
export type Purpose = 'server' | 'command';

/** Keys of the advisory locks: everybody who has the database open shares the first, the one server holds the second. */
const openKey = 740_201;
const serverKey = 740_202;

/** What an attempt to reach the database found. `absent`: nobody listens. `busy`: it starts, recovers or stops. */
export type Reached = { readonly client: pg.Client } | 'absent' | 'busy';

/** Connects once. Throws StartFailure when the database answers and refuses for good. */
export async function reach(config: pg.ClientConfig, purpose: Purpose): Promise<Reached> {
  const client = new pg.Client({
    ...config,
    connectionTimeoutMillis: 5_000,
    application_name: `tributary ${purpose} ${process.pid}`,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    return { client };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (
      ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(code ?? '') ||
      /terminated unexpectedly/.test(message)
    )
      return 'absent';
    if (['57P01', '57P02', '57P03'].includes(code ?? '') || /timeout/.test(message)) return 'busy';
    if (code === '28P01')
      throw new StartFailure(
        'The database in this folder does not know the password beside it: the two do not belong together.',
      );
    throw new StartFailure(`The database in this folder refuses to open: ${message}`);
  }
}

/**
 * Says with locks of the session that somebody has the database open; they end with the connection, however the process dies.
 * A second server is told who serves already (StartFailure).
 */
export async function takePlace(client: pg.Client, purpose: Purpose): Promise<void> {
  await client.query('select pg_advisory_lock_shared($1)', [openKey]);
  if (purpose !== 'server') return;
  for (let attempt = 1; ; attempt += 1) {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
      serverKey,
    ]);
    if (rows[0]?.mine) return;
    if (attempt === 10) throw new StartFailure(await whoServes(client));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function whoServes(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string; since: Date }>(
    `select a.application_name as name, a.backend_start as since from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted and ((l.classid::bigint << 32) | l.objid::bigint) = $1`,
    [serverKey],
  );
  const process = rows[0]?.name.replace(/^tributary server /, 'process ') ?? 'a process that cannot be named';
  const since = rows[0]?.since.toISOString().slice(0, 16).replace('T', ' ') ?? 'an unknown time';
  return `Another Tributary server already uses this data folder: ${process}, since ${since} UTC. Stop it first, or choose another --data.`;
}

/** Gives the place back; true when nobody else has the database open, so that the caller is the one to stop it. */
export async function leavePlace(client: pg.Client): Promise<boolean> {
  await client.query('select pg_advisory_unlock_all()');
  const { rows } = await client.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [
    openKey,
  ]);
  return rows[0]?.last ?? false;
}

/** Whether a server has the database open right now, asked from any connection to it. */
export async function serverIsRunning(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query(
    `select 1 from pg_locks where locktype = 'advisory' and granted and ((classid::bigint << 32) | objid::bigint) = $1`,
    [serverKey],
  );
  return rows.length > 0;
}
