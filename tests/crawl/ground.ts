import { createHash } from 'node:crypto';
import type { Client } from 'pg';

/** One row as it stands, whatever its table: whose it is, and a hash of everything in it. */
export type Row = {
  readonly table: string;
  readonly key: string;
  readonly id: string | undefined;
  readonly communityId: string;
  readonly clientId: string | undefined;
  readonly version: number;
  readonly hash: string;
  readonly columns: Readonly<Record<string, unknown>>;
};

/** Tables whose rows are the trace of any request, or the same for everybody. */
const aside = /^(vocabulary|jobs|kernel)\.|\.history$|^identity\.(session|throttle|challenge|known_place)$/;

type Table = { readonly name: string; readonly keys: string[] };

/** The tables of every module, with the columns of their keys. */
export async function tablesOf(admin: Client): Promise<Table[]> {
  const { rows } = await admin.query<Table>(
    `select n.nspname || '.' || c.relname as name, array_agg(a.attname::text order by k.ord) as keys
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_index i on i.indrelid = c.oid and i.indisprimary
     cross join lateral unnest(i.indkey) with ordinality k (num, ord) join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num
     where c.relkind in ('r', 'p') and n.nspname !~ '^(pg_|information_schema|public$)' group by 1 order by 1`,
  );
  return rows.filter(({ name }) => !aside.test(name));
}

/** Every row of some tables, read past all policies. */
export async function rowsOf(admin: Client, tables: readonly Table[]): Promise<Row[]> {
  if (tables.length === 0) return [];
  const query = tables.map(
    ({ name }) => `select '${name}' as "table", to_jsonb(t) as columns from ${name} t`,
  );
  const { rows } = await admin.query<{ table: string; columns: Record<string, unknown> }>(
    query.join(' union all '),
  );
  const keys = new Map(tables.map(({ name, keys: of }) => [name, of]));
  return rows.map(({ table, columns }) => {
    const text = (column: string) =>
      typeof columns[column] === 'string' ? String(columns[column]) : undefined;
    return {
      table,
      key: `${table} ${(keys.get(table) ?? []).map((column) => String(columns[column])).join(' ')}`,
      id: text('id'),
      communityId: text('community_id') ?? '',
      clientId: text('client_id') ?? (table === 'people.client' ? text('id') : undefined),
      version: Number(columns['version'] ?? 1),
      hash: createHash('sha256').update(JSON.stringify(columns)).digest('hex'),
      columns,
    };
  });
}

/** Newest first, by when they were made and then by their ids. */
export function newestFirst(rows: readonly Row[]): Row[] {
  const age = (row: Row) => `${String(row.columns['created_at'] ?? '')} ${row.id ?? ''}`;
  return [...rows].sort((left, right) => (age(left) < age(right) ? 1 : -1));
}

/** Rows that are new or not as they were. */
export function changedSince(before: readonly Row[], after: readonly Row[]): Row[] {
  const known = new Map(before.map((row) => [row.key, row.hash]));
  return after.filter((row) => known.get(row.key) !== row.hash);
}

/** Rows that are gone. */
export function goneSince(before: readonly Row[], after: readonly Row[]): Row[] {
  const still = new Set(after.map((row) => row.key));
  return before.filter((row) => !still.has(row.key));
}

/** Who replaced the last earlier version of each row that has one, by table and id. */
export async function authorsOf(admin: Client): Promise<Map<string, string>> {
  const { rows: schemas } = await admin.query<{ name: string }>(
    `select n.nspname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relname = 'history' and c.relkind = 'r'`,
  );
  const authors = new Map<string, string>();
  for (const { name } of schemas) {
    const { rows } = await admin.query<{ key: string; author: string | null }>(
      `select '${name}.' || table_name || ' ' || row_id as key, replaced_by as author from ${name}.history order by id`,
    );
    for (const { key, author } of rows) if (author !== null) authors.set(key, author);
  }
  return authors;
}
