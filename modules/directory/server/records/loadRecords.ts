import { kinds, shapes } from '../../model.ts';
import type { DirectoryRecord, Kind, Value, ValueType } from '../../model.ts';
import { nameOf, sql } from '../../../../kernel/server/sql.ts';
import type { Sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';

type Json = Readonly<Record<string, unknown>>;

/** A record as it is stored: also the source it came from. */
export type StoredRecord = DirectoryRecord & { readonly source_id: string };

/** Stored records by kind, each kind in the order of its ids. */
export type StoredRecords = Readonly<Record<Kind, readonly StoredRecord[]>>;

function valueOf(held: unknown, type: ValueType): Value {
  if (held === null || held === undefined) return type === 'codes' ? [] : null;
  if (type === 'time') return String(held).slice(0, 5);
  if (type === 'moment') return new Date(String(held)).toISOString();
  return held as Value;
}

function recordOf(kind: Kind, row: Json): StoredRecord {
  const { columns, links } = shapes[kind];
  const own = kind === 'attribute' ? ['link_id', 'link_kind'] : [];
  const plainly = [...Object.keys(links), ...own, 'id', 'original_id', 'extra', 'translations', 'source_id'];
  return Object.fromEntries([
    ...plainly.map((name) => [name, row[name] ?? null]),
    ...Object.entries(columns).map(([name, type]) => [name, valueOf(row[name], type)]),
  ]) as StoredRecord;
}

async function rowsOf(tx: Tx, communityId: string, kind: Kind, condition: Sql): Promise<StoredRecord[]> {
  const rows = await tx.many<{
    row: Json;
  }>(sql`select to_jsonb(t) as row from ${nameOf(`directory.${kind}`)} t
    where t.community_id = ${communityId} and ${condition} order by t.id`);
  return rows.map(({ row }) => recordOf(kind, row));
}

const column = (name: string) => nameOf(`t.${name}`);
const anyLink = (columns: readonly string[], ids: readonly string[]): Sql =>
  columns
    .map((name) => sql`${column(name)} = any(${ids}::uuid[])`)
    .reduce((left, right) => sql`${left} or ${right}`);

const ids = (records: readonly DirectoryRecord[]) => records.map(({ id }) => id);
const pointed = (records: readonly DirectoryRecord[], name: string) => [
  ...new Set(records.flatMap((record) => (typeof record[name] === 'string' ? [record[name]] : []))),
];

/** Details that hang on a service, its places, its organization or its contacts. */
const hanging = [
  'contact',
  'phone',
  'address',
  'schedule',
  'language',
  'accessibility',
  'eligibility',
  'service_area',
  'required_document',
  'cost_option',
  'funding',
  'organization_identifier',
] as const satisfies readonly Kind[];

const none = () =>
  Object.fromEntries(kinds.map((kind) => [kind, []])) as unknown as Record<Kind, StoredRecord[]>;

/** Where records begin: some services, or some organizations (with their services). */
export type Begin = (
  | { readonly services: readonly string[] }
  | { readonly organizations: readonly string[] }
) & {
  /** Kinds that are left out, because the reader may not read them. */
  readonly without?: readonly Kind[];
};

async function core(tx: Tx, at: string, begin: Begin): Promise<Record<Kind, StoredRecord[]>> {
  const found = none();
  const byIds = (kind: Kind, wanted: readonly string[]) =>
    wanted.length === 0 ? Promise.resolve([]) : rowsOf(tx, at, kind, anyLink(['id'], wanted));
  found.service =
    'services' in begin
      ? await byIds('service', begin.services)
      : await rowsOf(tx, at, 'service', anyLink(['organization_id'], begin.organizations));
  const organizations =
    'organizations' in begin ? begin.organizations : pointed(found.service, 'organization_id');
  found.organization = await byIds('organization', organizations);
  found.program =
    'organizations' in begin
      ? await rowsOf(tx, at, 'program', anyLink(['organization_id'], organizations))
      : await byIds('program', pointed(found.service, 'program_id'));
  found.service_at_location = await rowsOf(
    tx,
    at,
    'service_at_location',
    anyLink(['service_id'], ids(found.service)),
  );
  found.location = await byIds('location', pointed(found.service_at_location, 'location_id'));
  return found;
}

/** Everything the directory holds of these services or organizations: themselves, what they stand on, and what hangs on them. */
export async function recordsAround(tx: Tx, communityId: string, begin: Begin): Promise<StoredRecords> {
  const found = await core(tx, communityId, begin);
  const owners = [
    ...ids(found.service),
    ...ids(found.service_at_location),
    ...ids(found.location),
    ...ids(found.organization),
  ];
  for (const kind of hanging.filter((one) => !begin.without?.includes(one))) {
    const links = Object.keys(shapes[kind].links);
    const further = [...owners, ...ids(found.contact), ...ids(found.phone)];
    found[kind] = await rowsOf(tx, communityId, kind, sql`(${anyLink(links, further)})`);
  }
  const all = kinds.flatMap((kind) => ids(found[kind]));
  found.attribute = await rowsOf(tx, communityId, 'attribute', anyLink(['link_id'], all));
  const terms = pointed(found.attribute, 'taxonomy_term_id');
  found.taxonomy_term = await rowsOf(tx, communityId, 'taxonomy_term', anyLink(['id'], terms));
  const taxonomies = pointed(found.taxonomy_term, 'taxonomy_id');
  found.taxonomy = await rowsOf(tx, communityId, 'taxonomy', anyLink(['id'], taxonomies));
  return found;
}

/** Records of one kind, by id. */
export function recordsById(
  tx: Tx,
  communityId: string,
  kind: Kind,
  wanted: readonly string[],
): Promise<StoredRecord[]> {
  return rowsOf(tx, communityId, kind, anyLink(['id'], wanted));
}

/** Everything these sources brought, whole. */
export async function recordsOfSources(
  tx: Tx,
  communityId: string,
  sources: readonly string[],
): Promise<StoredRecords> {
  const found = none();
  for (const kind of kinds)
    found[kind] = await rowsOf(tx, communityId, kind, anyLink(['source_id'], sources));
  return found;
}
