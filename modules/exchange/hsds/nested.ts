import type { RawRow, RawTable } from './raw.ts';
import { tableName } from './tables.ts';

type Json = Readonly<Record<string, unknown>>;
type Found = { readonly file: string; readonly row: number; readonly cells: Record<string, string> };
type Place = { readonly file: string; readonly row: number; readonly collected: Collected };

/** The records of all nested files of one directory, by table and id: the same record met again is not a second one. */
export type Collected = Map<string, Map<string, Found>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What stands inside what in the nested form of HSDS 3: property → table of what it holds. */
const inside: Readonly<Record<string, string>> = {
  organization: 'organization',
  program: 'program',
  service: 'service',
  location: 'location',
  taxonomy_term: 'taxonomy_term',
  taxonomy_detail: 'taxonomy',
  services: 'service',
  programs: 'program',
  locations: 'location',
  service_at_locations: 'service_at_location',
  contacts: 'contact',
  phones: 'phone',
  addresses: 'address',
  schedules: 'schedule',
  languages: 'language',
  accessibility: 'accessibility',
  service_areas: 'service_area',
  required_documents: 'required_document',
  cost_options: 'cost_option',
  funding: 'funding',
  organization_identifiers: 'organization_identifier',
  attributes: 'attribute',
  metadata: 'metadata',
};

/** Single objects are pointed at by the one that holds them; lists point at their holder. */
const pointers: Readonly<Record<string, string>> = {
  organization: 'organization_id',
  program: 'program_id',
  service: 'service_id',
  location: 'location_id',
  taxonomy_term: 'taxonomy_term_id',
  taxonomy_detail: 'taxonomy_id',
};

/** True for JSON that describes an interface or a package of tables and holds no records. */
function isDescription(value: Json): boolean {
  return 'openapi_url' in value || 'openapi' in value || 'resources' in value || '$schema' in value;
}

/** Which table an object of a JSON file belongs to, by what it holds, then by the file's name. */
function tableOf(value: Json, file: string): string | undefined {
  const has = (...names: string[]) => names.some((name) => name in value);
  if (has('taxonomy_detail', 'term_uri', 'taxonomy_id')) return 'taxonomy_term';
  if (has('status', 'service_at_locations', 'program_id', 'application_process')) return 'service';
  if (has('location', 'location_id') && has('service', 'service_id')) return 'service_at_location';
  if (has('organization_identifiers', 'legal_status', 'year_incorporated', 'tax_status', 'website'))
    return 'organization';
  if (has('location_type', 'addresses', 'latitude', 'transportation')) return 'location';
  const named = tableName(file).replace(/_(full|list)$/, '');
  return [
    'organization',
    'service',
    'location',
    'program',
    'service_at_location',
    'taxonomy',
    'taxonomy_term',
  ].find((table) => table === named);
}

/** Adds the records of a nested HSDS 3 file: a single object, a list, or a page with `contents`. Gives the tables of files that name them. */
export function readNested(file: string, content: unknown, collected: Collected): RawTable[] {
  if (isObject(content) && isDescription(content) && !('contents' in content)) return [];
  if (isObject(content) && isTables(content)) return tablesIn(file, content);
  const page = isObject(content) ? content.contents : content;
  const items: unknown[] = Array.isArray(page) ? page : [content];
  const strange: RawRow[] = [];
  items.forEach((item, index) => {
    const table = isObject(item) ? tableOf(item, file) : undefined;
    if (table === undefined || !isObject(item)) strange.push({ row: index + 1, cells: {} });
    else collect(item, table, { file, row: index + 1, collected });
  });
  return strange.length > 0 ? [{ file, table: 'strange', rows: strange }] : [];
}

/** What was collected, as tables of the file each record was first met in. */
export function tablesOf(collected: Collected): RawTable[] {
  return [...collected].flatMap(([table, rows]) =>
    [...Map.groupBy(rows.values(), ({ file }) => file)].map(([file, found]) => ({
      file,
      table,
      rows: found,
    })),
  );
}

const isTables = (content: Json) => {
  const values = Object.values(content);
  return values.length > 0 && !('id' in content) && !('contents' in content) && values.every(Array.isArray);
};

function tablesIn(file: string, content: Json): RawTable[] {
  return Object.entries(content).map(([name, rows]) => ({
    file,
    table: tableName(name),
    rows: (Array.isArray(rows) ? rows : []).map((row: unknown, index) => ({
      row: index + 1,
      cells: isObject(row) ? plainCells(row) : {},
    })),
  }));
}

function plainCells(value: Json): Record<string, string> {
  const cells: Record<string, string> = {};
  for (const [name, held] of Object.entries(value)) {
    if (held === null || held === undefined || isObject(held)) continue;
    if (Array.isArray(held) && held.some(isObject)) continue;
    cells[name] = Array.isArray(held) ? held.join(',') : String(held as string | number | boolean);
  }
  return cells;
}

function collect(value: Json, table: string, place: Place, given: Record<string, string> = {}): void {
  const cells = { ...given, ...plainCells(value) };
  for (const [name, pointer] of Object.entries(pointers)) {
    const held = value[name];
    if (isObject(held) && held.id !== undefined) cells[pointer] ??= String(held.id);
  }
  add(place, table, cells);
  for (const [name, held] of Object.entries(value)) {
    const target = inside[name];
    if (target === undefined) continue;
    const down = linkDown(table, name, cells);
    for (const each of Array.isArray(held) ? held : [held])
      if (isObject(each)) collect(each, target, place, down);
  }
}

/** What a held object knows of its holder: lists point up; a service's program belongs to the service's organization. */
function linkDown(
  table: string,
  name: string,
  cells: Readonly<Record<string, string>>,
): Record<string, string> {
  const id = cells.id ?? '';
  if (name === 'attributes') return { link_id: id, link_entity: table };
  if (name === 'metadata') return { resource_id: id };
  if (name === 'program' && cells.organization_id !== undefined)
    return { organization_id: cells.organization_id };
  return name in pointers ? {} : { [`${table}_id`]: id };
}

function add(place: Place, table: string, cells: Record<string, string>): void {
  const rows = place.collected.get(table) ?? new Map<string, Found>();
  place.collected.set(table, rows);
  const key = cells.id ?? `${place.file} ${rows.size}`;
  const earlier = rows.get(key);
  if (earlier === undefined) rows.set(key, { file: place.file, row: place.row, cells });
  else
    for (const [name, text] of Object.entries(cells))
      if ((earlier.cells[name] ?? '') === '') earlier.cells[name] = text;
}
