import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** Where the schema comes from: numbered files applied once, then each module's access and view files applied when they change. */
export type Sources = { readonly root: string; readonly modules: readonly string[] };

/** Refuses to go on because the schema and the program do not fit; the sentence says what to do. */
export class SchemaMismatch extends Error {}

const roles = [
  'tributary_owner',
  'tributary_app',
  'tributary_door',
  'tributary_vault',
  'tributary_worker',
  'tributary_search',
  'tributary_counter',
];

/** Makes the roles that own, ask, open the door, keep identities, work and search. None can bypass row-level security. */
async function ensureRoles(
  client: pg.Client,
  login: { name: string; password?: string } | undefined,
): Promise<void> {
  const have = new Set(
    (await client.query<{ rolname: string }>('select rolname from pg_roles')).rows.map((row) => row.rolname),
  );
  for (const role of [...roles, 'tributary_server'])
    if (!have.has(role))
      await client.query(
        `create role ${role} nologin ${role === 'tributary_owner' ? 'inherit' : 'noinherit'}`,
      );
  await client.query(
    `grant tributary_door, tributary_vault, tributary_worker, tributary_search to tributary_owner`,
  );
  await client.query(
    `grant tributary_app, tributary_door, tributary_worker, tributary_counter to tributary_server`,
  );
  const self = (
    await client.query<{ me: string; super: boolean }>(
      'select current_user as me, rolsuper as super from pg_roles where rolname = current_user',
    )
  ).rows[0];
  if (self && !self.super)
    await client.query(
      `grant ${[...roles, 'tributary_server'].join(', ')} to ${pg.escapeIdentifier(self.me)}`,
    );
  if (!login) return;
  if (!have.has(login.name))
    await client.query(
      `create role ${pg.escapeIdentifier(login.name)} login inherit in role tributary_server`,
    );
  if (login.password)
    await client.query(
      `alter role ${pg.escapeIdentifier(login.name)} password ${pg.escapeLiteral(login.password)}`,
    );
  const limits = { statement_timeout: '10s', lock_timeout: '2s', idle_in_transaction_session_timeout: '30s' };
  for (const [name, value] of Object.entries(limits))
    await client.query(`alter role ${pg.escapeIdentifier(login.name)} set ${name} = '${value}'`);
}

type Step = { readonly name: string; readonly text: string; readonly hash: string };

async function read(path: string, name: string): Promise<Step | undefined> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  return text === undefined
    ? undefined
    : { name, text, hash: createHash('sha256').update(text).digest('hex') };
}

async function migrations(root: string): Promise<Step[]> {
  const names = (await readdir(join(root, 'migrations')))
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
    .sort();
  const steps = await Promise.all(names.map((name) => read(join(root, 'migrations', name), name)));
  return steps.filter((step) => step !== undefined);
}

async function rules(sources: Sources): Promise<Step[]> {
  const places = [
    ['kernel', 'kernel/server'],
    ...sources.modules.map((name) => [name, `modules/${name}/server`]),
  ] as [string, string][];
  const files = places.flatMap(([name, folder]) =>
    ['access.sql', 'keys.sql', 'views.sql'].map((file) =>
      read(join(sources.root, folder, file), `${name}/${file}`),
    ),
  );
  return (await Promise.all(files)).filter((step) => step !== undefined);
}

/** Applies one file as the owner, in one transaction; a file that waits too long for a lock is tried again. */
async function apply(client: pg.Client, step: Step, attempt = 1): Promise<void> {
  try {
    await client.query(`begin; set local role tributary_owner; set local lock_timeout = '150ms'`);
    await client.query(step.text);
    await client.query(
      `insert into kernel.migration (name, hash) values ($1, $2) on conflict (name) do update set hash = excluded.hash, at = clock_timestamp()`,
      [step.name, step.hash],
    );
    await client.query('commit');
  } catch (reason) {
    await client.query('rollback');
    const code = reason instanceof pg.DatabaseError ? reason.code : undefined;
    if (code === '55P03' && attempt < 40) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      return apply(client, step, attempt + 1);
    }
    throw new SchemaMismatch(`${step.name}: ${reason instanceof Error ? reason.message : String(reason)}`, {
      cause: reason,
    });
  }
}

async function applied(client: pg.Client): Promise<Map<string, string>> {
  const there = (
    await client.query<{ there: boolean }>(`select to_regclass('kernel.migration') is not null as there`)
  ).rows[0]?.there;
  if (!there) return new Map();
  await client.query('set role tributary_owner');
  const rows = (await client.query<{ name: string; hash: string }>('select name, hash from kernel.migration'))
    .rows;
  await client.query('reset role');
  return new Map(rows.map((row) => [row.name, row.hash]));
}

/** What a migration run did: the files it applied. */
export type Migrated = { readonly applied: readonly string[] };

/**
 * Brings a database to the schema of this program, under an advisory lock. `admin` may create roles; `login` is the role the
 * server signs in with, when it is not `admin` itself. Refuses when the database was written by a newer program.
 */
export async function migrate(
  admin: pg.ClientConfig,
  sources: Sources,
  login?: { name: string; password?: string },
): Promise<Migrated> {
  const client = new pg.Client({ connectionTimeoutMillis: 5_000, ...admin });
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(740231)`);
    await ensureRoles(client, login);
    const me =
      (await client.query<{ name: string }>('select current_database() as name')).rows[0]?.name ?? '';
    await client.query(`grant create on database ${pg.escapeIdentifier(me)} to tributary_owner`);
    const before = await applied(client);
    const steps = await migrations(sources.root);
    const known = new Set(steps.map((step) => step.name));
    const newer = [...before.keys()].find(
      (name) => name.endsWith('.sql') && !name.includes('/') && !known.has(name),
    );
    if (newer)
      throw new SchemaMismatch(
        `this data was written by a newer version of Tributary (${newer}); start that version or a later one`,
      );
    const changed = steps.find((step) => before.has(step.name) && before.get(step.name) !== step.hash);
    if (changed)
      throw new SchemaMismatch(
        `${changed.name} was changed after it was applied; migrations only go forward`,
      );
    const fresh = steps.filter((step) => !before.has(step.name));
    const all = await rules(sources);
    const stale = fresh.length > 0 || all.some((step) => before.get(step.name) !== step.hash) ? all : [];
    for (const step of [...fresh, ...stale]) await apply(client, step);
    return { applied: [...fresh, ...stale].map((step) => step.name) };
  } finally {
    await client.end();
  }
}
