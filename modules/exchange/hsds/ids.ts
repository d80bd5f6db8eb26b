import { createHash } from 'node:crypto';
import type { Kind } from '../../directory/model.ts';

/** The stable id of a record: a name-based UUID (RFC 9562, version 5) of its source, its table and the id it has there. */
export function idFor(source: string, table: string, original: string): string {
  const hash = createHash('sha1').update(`tributary.hsds\n${source}\n${table}\n${original}`).digest();
  hash[6] = 0x50 | ((hash[6] ?? 0) & 0x0f);
  hash[8] = 0x80 | ((hash[8] ?? 0) & 0x3f);
  const hex = hash.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Stands for a record that has no id of its own, or shares one: what it says, whatever the order of its columns. */
export function contentOf(cells: Readonly<Record<string, string>>): string {
  const said = Object.entries(cells)
    .filter(([, value]) => value.trim() !== '')
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(said)).digest('base64url');
}

/** Where an id of the files stands: the record it gets here, where it was first seen, and whether that record could be loaded. */
export type Entry = { readonly id: string; readonly file: string; readonly row: number; refused: boolean };

/** Every id of the files that something may point at, by kind. */
export type Known = ReadonlyMap<Kind, Map<string, Entry>>;

/** The ids of one kind. */
export function idsOf(known: Known, kind: Kind): Map<string, Entry> {
  return known.get(kind) ?? new Map<string, Entry>();
}

/** Looks an id up in one kind, or in every kind when the file does not say which. */
export function findId(
  known: Known,
  kind: Kind | undefined,
  original: string,
): { kind: Kind; entry: Entry } | undefined {
  for (const each of kind === undefined ? known.keys() : [kind]) {
    const entry = known.get(each)?.get(original);
    if (entry !== undefined) return { kind: each, entry };
  }
  return undefined;
}
