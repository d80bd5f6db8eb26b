import { createHash } from 'node:crypto';
import type { Client } from 'pg';

const ours = `n.nspname not in ('pg_catalog', 'information_schema', 'jobs', 'public') and n.nspname not like 'pg_%'`;

/** Tables that belong to the installation and not to a community, each with its reason. */
export const withoutCommunity: Readonly<Record<string, string>> = {
  'kernel.migration': 'names and hashes of applied files',
};
const sharedTables: Readonly<Record<string, string>> = {
  'vocabulary.definition': 'published definitions: the same for everybody, written by the loader alone',
  'vocabulary.code':
    'the codes of published code systems: the same for everybody, written by the loader alone',
};

type Row = Record<string, unknown>;
const rows = async (admin: Client, text: string) => (await admin.query<Row>(text)).rows;

/** Every policy of every table, one line each: dropping or loosening any of them changes this text. */
export async function policyManifest(admin: Client): Promise<string> {
  const found = await rows(
    admin,
    `select n.nspname || '.' || c.relname as "table", p.polname, p.polcmd, p.polpermissive,
      (select string_agg(rolname, ',' order by rolname) from pg_roles where oid = any(p.polroles)) as roles,
      pg_get_expr(p.polqual, p.polrelid) as "using", pg_get_expr(p.polwithcheck, p.polrelid) as "check"
    from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace where ${ours} order by 1, 2`,
  );
  const flat = (text: unknown) => (text === null ? '-' : String(text).replace(/\s+/g, ' '));
  return found
    .map((p) =>
      [
        p['table'],
        p['polname'],
        p['polcmd'],
        p['polpermissive'] ? 'permissive' : 'restrictive',
        p['roles'],
        flat(p['using']),
        flat(p['check']),
      ].join(' | '),
    )
    .join('\n');
}

/** Every right the narrow roles hold on every table, one line each. */
export async function grantManifest(admin: Client): Promise<string> {
  const found = await rows(
    admin,
    `select table_schema || '.' || table_name as "table", grantee, string_agg(privilege_type, ',' order by privilege_type) as rights
    from information_schema.role_table_grants where grantee like 'tributary\\_%' and grantee <> 'tributary_owner' and table_schema not in ('jobs')
    group by 1, 2 order by 1, 2`,
  );
  return found.map((g) => [g['table'], g['grantee'], g['rights']].join(' | ')).join('\n');
}

/** Functions that run with more than their caller's rights, by the hash of their text. */
export async function functionManifest(admin: Client): Promise<string> {
  const found = await rows(
    admin,
    `select p.oid::regprocedure::text as name, p.prosrc, r.rolname, p.proconfig::text as config
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace join pg_roles r on r.oid = p.proowner where p.prosecdef and ${ours} order by 1`,
  );
  return found
    .map((f) =>
      [
        f['name'],
        f['rolname'],
        f['config'],
        createHash('sha256').update(String(f['prosrc'])).digest('hex').slice(0, 16),
      ].join(' | '),
    )
    .join('\n');
}

/** What the catalogue says is wrong with the way tables are guarded: a list of sentences, empty when all is well. */
export async function faultsOf(admin: Client): Promise<string[]> {
  const checks: [string, string][] = [
    [
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${ours} and c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity)`,
      'row-level security is not forced',
    ],
    [
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where ${ours} and c.relkind in ('r', 'p') and not exists (select 1 from pg_policy p where p.polrelid = c.oid)`,
      'has no policy',
    ],
    [
      `select n.nspname || '.' || c.relname || '.' || p.polname as name from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
      where ${ours} and p.polroles = '{0}'`,
      'is a policy for everybody',
    ],
    [
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind = 'v'
      and not coalesce('security_invoker=true' = any(c.reloptions), false)`,
      'is a view that does not run as its reader',
    ],
    [
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${ours} and c.relkind in ('m', 'f')`,
      'is a materialised view or a foreign table',
    ],
    [
      `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where ${ours} and p.prosecdef and not coalesce(p.proconfig::text like '%search_path=%', false)`,
      'runs with more rights and an open search path',
    ],
    [
      `select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace, lateral aclexplode(p.proacl) a
      where ${ours} and p.prosecdef and a.grantee = 0`,
      'runs with more rights for everybody',
    ],
    [
      `select rolname as name from pg_roles where rolname like 'tributary%' and (rolsuper or rolbypassrls or rolcreaterole or rolreplication)`,
      'is a role with too many rights',
    ],
    [
      `select table_schema || '.' || table_name as name from information_schema.role_table_grants where grantee like 'tributary\\_%' and grantee <> 'tributary_owner'
      and table_schema <> 'jobs' and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER')`,
      'can be emptied or pointed at around its policies',
    ],
    [
      `select n.nspname || '.' || c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where ${ours} and c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped and coalesce(col_description(c.oid, a.attnum), '') !~ '^(A\\+|A|B|C) .'`,
      'is a column without a class and a meaning',
    ],
  ];
  const found: string[] = [];
  for (const [query, sentence] of checks)
    found.push(...(await rows(admin, query)).map((row) => `${String(row['name'])} ${sentence}`));
  return [...found, ...(await withoutTenant(admin))].sort();
}

const excused = (name: string) => name in withoutCommunity || name in sharedTables;

/** Keys, unique indexes and foreign keys that do not carry the community, and policies that do not ask for it. */
async function withoutTenant(admin: Client): Promise<string[]> {
  const keys = await rows(
    admin,
    `select n.nspname || '.' || c.relname as name, i.indisprimary as main, x.relname as index,
      (select array_agg(a.attname::text order by k.ord) from unnest(i.indkey) with ordinality k(num, ord) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num) as columns
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_class x on x.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace where ${ours} and i.indisunique and c.relkind in ('r', 'p')`,
  );
  const links = await rows(
    admin,
    `select n.nspname || '.' || c.relname as name, k.conname, t.oid::regclass::text as target,
      (select array_agg(a.attname::text) from unnest(k.conkey) num join pg_attribute a on a.attrelid = c.oid and a.attnum = num) as columns
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class t on t.oid = k.confrelid join pg_namespace n on n.oid = c.relnamespace where ${ours} and k.contype = 'f'`,
  );
  const policies = await rows(
    admin,
    `select n.nspname || '.' || c.relname as name, pg_get_expr(p.polqual, p.polrelid) as condition from pg_policy p join pg_class c on c.oid = p.polrelid
    join pg_namespace n on n.oid = c.relnamespace where ${ours} and p.polroles @> array[(select oid from pg_roles where rolname = 'tributary_app')] and p.polqual is not null`,
  );
  const first = (row: Row) => (row['columns'] as string[] | null)?.[0] === 'community_id';
  const has = (row: Row) => (row['columns'] as string[] | null)?.includes('community_id') ?? false;
  const own = (list: Row[]) => list.filter((row) => !excused(String(row['name'])));
  return [
    ...own(keys)
      .filter((row) => !first(row))
      .map(
        (row) =>
          `${String(row['name'])} has a unique index that does not begin with the community (${String(row['index'])})`,
      ),
    ...own(links)
      .filter((row) => !has(row) && !excused(String(row['target'])))
      .map((row) => `${String(row['name'])} points across communities (${String(row['conname'])})`),
    ...own(policies)
      .filter((row) => !/app\.community\(\)|^false$|published/.test(String(row['condition'])))
      .map((row) => `${String(row['name'])} has a policy that does not ask for the community`),
  ];
}
