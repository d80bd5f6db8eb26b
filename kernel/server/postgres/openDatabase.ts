import pg from 'pg';
import { StartFailure } from './failure.ts';
import { openEmbedded, type EmbeddedOptions } from './embedded.ts';
import type { Places } from './cluster.ts';
import { assertSafeSettings } from './settings.ts';

/** The database Tributary works on. */
export type OpenDatabase = {
  /** Connects as the administrator: may make roles, migrate, back up. Never used for requests. */
  readonly admin: pg.ClientConfig;
  /** The role the server signs in with, made by the migration; undefined when `admin` is all there is. */
  readonly login: { readonly name: string; readonly password: string } | undefined;
  /** Connects for requests. */
  readonly server: pg.ClientConfig;
  /** As the server says it: 180004. */
  readonly version: number;
  /** It was running already: a server beside us, or the orphan of a killed run. */
  readonly adopted: boolean;
  /** What is allowed and not good; empty for the embedded database. */
  readonly warnings: readonly string[];
  /** Only for the embedded database. */
  readonly places: Places | undefined;
  readonly stop: () => Promise<void>;
};

/** Opens the database of `databaseUrl`, or else the embedded one in `dataDir`. Every way it can fail is one sentence (StartFailure). */
export async function openDatabase(
  options: EmbeddedOptions & { readonly databaseUrl?: string | undefined },
): Promise<OpenDatabase> {
  if (options.databaseUrl) return openServer(options.databaseUrl);
  const { admin, serverPassword, version, adopted, places, stop } = await openEmbedded(options);
  const login = { name: 'tributary', password: serverPassword };
  const server = { ...admin, user: login.name, password: login.password };
  return { admin, login, server, version, adopted, warnings: [], places, stop };
}

async function openServer(url: string): Promise<OpenDatabase> {
  const admin: pg.ClientConfig = { connectionString: url };
  const client = new pg.Client({
    ...admin,
    connectionTimeoutMillis: 5_000,
    application_name: 'tributary start',
  });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    throw unreachable(url, error as NodeJS.ErrnoException);
  }
  try {
    const { version, warnings } = await assertSafeSettings(client, false);
    return {
      admin,
      login: undefined,
      server: admin,
      version,
      adopted: true,
      warnings,
      places: undefined,
      stop: async () => {},
    };
  } finally {
    await client.end();
  }
}

function unreachable(url: string, error: NodeJS.ErrnoException): StartFailure {
  const where = URL.canParse(url) ? new URL(url).host || new URL(url).searchParams.get('host') || 'it' : 'it';
  if (!URL.canParse(url))
    return new StartFailure(
      'DATABASE_URL is not an address of the form postgres://user:password@host:5432/database.',
    );
  const wrong: Record<string, string> = {
    '28P01': 'the password is wrong',
    '28000': 'it does not let this user in',
    '3D000': 'it has no database of that name',
    ENOTFOUND: 'no machine has that name',
    ECONNREFUSED: 'nothing listens there',
    ENOENT: 'nothing listens there',
  };
  const why =
    wrong[error.code ?? ''] ??
    (/timeout/i.test(error.message) ? 'it does not answer' : (error.code ?? 'the connection failed'));
  return new StartFailure(`The database server of DATABASE_URL cannot be used (${where}): ${why}.`);
}
