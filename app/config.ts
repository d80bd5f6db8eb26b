import { resolve } from 'node:path';

/** What the surroundings say about how Tributary runs. Everything has a default; options of the command line win. */
export type Config = {
  /** The one folder that holds everything: database, keys, files. `TRIBUTARY_DATA`, or `data` in the current folder. */
  readonly dataDir: string;
  /** A PostgreSQL server to use instead of the embedded one. `DATABASE_URL`. */
  readonly databaseUrl: string | undefined;
  /** Where the server listens. `TRIBUTARY_HOST`, `TRIBUTARY_PORT`. */
  readonly host: string;
  readonly port: number;
  /** People reach the server through TLS: cookies are `Secure`. `TRIBUTARY_TLS=1`, or any host but this machine. */
  readonly tls: boolean | undefined;
  /** Addresses people open Tributary at, `https://tributary.example.org`; with commas. `TRIBUTARY_ORIGIN`. */
  readonly origins: readonly string[];
  /** Proxies in front, by address or network, whose word on a visitor's address is taken; with commas. `TRIBUTARY_PROXY`. */
  readonly proxies: readonly string[];
  /** The organisation's own sign-in (OpenID Connect). `TRIBUTARY_OIDC_ISSUER`, `…_CLIENT_ID`, `…_CLIENT_SECRET_FILE`, `…_LABEL`. */
  readonly single:
    | {
        readonly issuer: string;
        readonly clientId: string;
        readonly secretFile: string;
        readonly label: string;
      }
    | undefined;
  /** A folder on another disk that the embedded database copies its write-ahead log to. `TRIBUTARY_ARCHIVE`. */
  readonly archive: string | undefined;
  /** File with the key that seals backups. `TRIBUTARY_BACKUP_KEY`. */
  readonly backupKey: string | undefined;
  /** Every answer is checked against its contract. `TRIBUTARY_DEVELOPMENT=1`. */
  readonly development: boolean;
  /** A Chromium for the journeys. `CHROMIUM_PATH`. */
  readonly chromium: string | undefined;
};

/** Reads the environment; the only place that does. An empty variable counts as absent. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = (name: string) => environment[name]?.trim() || undefined;
  const tls = given('TRIBUTARY_TLS');
  const [issuer, clientId, secretFile] = ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET_FILE'].map((name) =>
    given(`TRIBUTARY_OIDC_${name}`),
  );
  const label = given('TRIBUTARY_OIDC_LABEL') ?? 'OpenID Connect';
  return {
    dataDir: resolve(given('TRIBUTARY_DATA') ?? 'data'),
    databaseUrl: given('DATABASE_URL'),
    host: given('TRIBUTARY_HOST') ?? '127.0.0.1',
    port: Number(given('TRIBUTARY_PORT') ?? 4870),
    tls: tls === undefined ? undefined : tls === '1',
    origins: listed(given('TRIBUTARY_ORIGIN')).map((one) => one.replace(/\/$/, '')),
    proxies: listed(given('TRIBUTARY_PROXY')),
    single: issuer && clientId && secretFile ? { issuer, clientId, secretFile, label } : undefined,
    archive: given('TRIBUTARY_ARCHIVE'),
    backupKey: given('TRIBUTARY_BACKUP_KEY'),
    development: given('TRIBUTARY_DEVELOPMENT') === '1',
    chromium: given('CHROMIUM_PATH'),
  };
}

const listed = (text: string | undefined): string[] =>
  (text ?? '').split(',').flatMap((one) => one.trim() || []);
