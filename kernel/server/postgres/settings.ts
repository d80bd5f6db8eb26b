import type { ClientBase } from 'pg';
import { StartFailure } from './failure.ts';

/** Settings without which an acknowledged record can be lost; no installation may start without them. */
export const durable: Readonly<Record<string, readonly string[]>> = {
  fsync: ['on'],
  full_page_writes: ['on'],
  synchronous_commit: ['on', 'remote_write', 'remote_apply'],
  wal_level: ['replica', 'logical'],
};

/** Settings with which the database's own log never shows a statement, a parameter or a value of a record. */
export const discreet: Readonly<Record<string, readonly string[]>> = {
  log_min_messages: ['log', 'fatal', 'panic'],
  log_min_error_statement: ['panic'],
  log_error_verbosity: ['terse'],
  log_statement: ['none'],
  log_min_duration_statement: ['-1'],
  log_min_duration_sample: ['-1'],
  log_transaction_sample_rate: ['0'],
  log_parameter_max_length: ['0'],
  log_parameter_max_length_on_error: ['0'],
};

const oldest = 150_000;
const tooNew = 190_000;

/** What a check of the settings found: the version (180004) and sentences about what is allowed but not good. */
export type SettingsReport = { readonly version: number; readonly warnings: readonly string[] };

/**
 * Reads the settings of the server behind `client` and refuses to go on with unsafe ones (StartFailure). `own` is the embedded
 * database, where every promise is ours: there the log must be discreet, checksums on and no network door open. On somebody
 * else's server these are warnings. Needs no rights beyond connecting.
 */
export async function assertSafeSettings(client: ClientBase, own: boolean): Promise<SettingsReport> {
  const wanted = [
    ...Object.keys(durable),
    ...Object.keys(discreet),
    'data_checksums',
    'server_version_num',
    'listen_addresses',
  ];
  const { rows } = await client.query<{ name: string; value: string }>(
    'select name, current_setting(name, true) as value from unnest($1::text[]) name',
    [wanted],
  );
  const { rows: encodings } = await client.query<{ encoding: string }>(
    'select current_setting($1) as encoding',
    ['server_encoding'],
  );
  const now = new Map(rows.map(({ name, value }) => [name, value]));
  const stored = await storedSettings(client);
  const version = Number(now.get('server_version_num') ?? 0);
  if (version < oldest || version >= tooNew) {
    throw new StartFailure(
      `The database server is PostgreSQL ${Math.floor(version / 10_000)}: Tributary needs 15 to 18.`,
    );
  }
  if (encodings[0]?.encoding !== 'UTF8') {
    throw new StartFailure(
      `The database is encoded in ${encodings[0]?.encoding}: Tributary needs one in UTF8.`,
    );
  }
  for (const { name, value } of stored) {
    const allowed = durable[name] ?? discreet[name];
    if (allowed && !allowed.includes(value)) now.set(name, value);
  }
  const differing = (table: Readonly<Record<string, readonly string[]>>) =>
    Object.entries(table).filter(
      ([name, allowed]) => now.has(name) && !allowed.includes(now.get(name) ?? ''),
    );
  const unsafe = differing(durable);
  const telling = differing(discreet);
  if (now.get('data_checksums') !== 'on') (own ? unsafe : telling).push(['data_checksums', ['on']]);
  if (own && now.get('listen_addresses') !== '') unsafe.push(['listen_addresses', ['']]);
  const bad = own ? [...unsafe, ...telling] : unsafe;
  const say = ([name, allowed]: readonly [string, readonly string[]]) =>
    `${name} is ${now.get(name) || 'empty'} and must be ${allowed[0] || 'empty'}`;
  if (bad.length > 0)
    throw new StartFailure(`The database would not keep its promises: ${bad.map(say).join('; ')}.`);
  return { version, warnings: telling.map(say) };
}

/** Settings stored for a role or a database: they hold for other sessions than ours, and so for the server's. */
async function storedSettings(client: ClientBase): Promise<{ name: string; value: string }[]> {
  const { rows } = await client.query<{ name: string; value: string }>(
    `select split_part(one, '=', 1) as name, substr(one, strpos(one, '=') + 1) as value from pg_db_role_setting, unnest(setconfig) one
     where setdatabase = 0 or setdatabase = (select oid from pg_database where datname in (current_database(), 'tributary') order by datname = 'tributary' desc limit 1)`,
  );
  return rows;
}
