import { kinds, shapes } from '../../directory/model.ts';
import type { DirectoryRecord, Kind } from '../../directory/model.ts';
import { order } from './cells.ts';
import { cleanCells, readColumns, saysNothing, silenceOf } from './columns.ts';
import { contentOf, idFor, idsOf } from './ids.ts';
import type { Entry, Known } from './ids.ts';
import { link, linkAttribute } from './links.ts';
import { addNote } from './raw.ts';
import type { Note, RawRow, RawTable, Refused, Why } from './raw.ts';
import { ruleFor, setAside } from './tables.ts';
import type { TableRule } from './tables.ts';

/** What a directory's files come to: `records` to store, and for every other record of the files the reason it is not among them. */
export type Mapped = {
  readonly records: Readonly<Record<Kind, DirectoryRecord[]>>;
  readonly refused: readonly Refused[];
  readonly notes: readonly Note[];
  /** Records found in each file, loaded or not. */
  readonly found: readonly { readonly file: string; readonly records: number }[];
};

/** One record on its way: where it stood, the id it had and the id it gets. */
type Item = RawRow & {
  readonly table: RawTable;
  readonly rule: TableRule;
  readonly original: string;
  readonly id: string;
  readonly first: number;
  /** True when the id is one this source has here already. */
  readonly ours: boolean;
};

type Pass = {
  readonly held: Held;
  readonly known: Known;
  readonly notes: Map<string, Note>;
  readonly refused: Refused[];
  readonly records: Record<Kind, DirectoryRecord[]>;
};

const perKind = <T>(make: () => T) => kinds.map((kind) => [kind, make()] as const);

/** Ids that this source already has here, by kind: its own export brought back keeps them. */
export type Held = ReadonlyMap<Kind, ReadonlySet<string>>;

/** Maps the tables of one source, HSDS 1.1 or 3.0, to our records. The same input gives the same ids and the same answer. */
export function mapDirectory(source: string, tables: readonly RawTable[], held: Held = new Map()): Mapped {
  const pass: Pass = {
    held,
    known: new Map(perKind(() => new Map<string, Entry>())),
    notes: new Map(),
    refused: [],
    records: Object.fromEntries(perKind((): DirectoryRecord[] => [])) as Record<Kind, DirectoryRecord[]>,
  };
  const items = tables.flatMap((table) => readTable(pass, source, table));
  for (const item of items) register(pass.known, item);
  for (const kind of kinds) {
    for (const item of items) if (item.rule.kind === kind) place(pass, item);
    dropLostParents(pass, kind);
  }
  const found = tables.map((table) => ({ file: table.file, records: table.rows.length }));
  return { records: pass.records, refused: pass.refused, notes: [...pass.notes.values()], found };
}

function readTable(pass: Pass, source: string, table: RawTable): Item[] {
  const rule =
    table.table in setAside ? undefined : ruleFor(table.table, Object.keys(table.rows[0]?.cells ?? {}));
  if (rule === undefined) {
    const key = setAside[table.table] ?? 'unknownTable';
    for (const { row } of table.rows)
      pass.refused.push({ file: table.file, row, key, facts: { table: table.table } });
    return [];
  }
  const originals = table.rows.map((row) => row.cells.id?.trim() ?? '');
  const times = Map.groupBy(originals, (original) => original);
  const firsts = new Map<string, number>();
  return table.rows.map((raw, index) => {
    const original = originals[index] ?? '';
    const own = original !== '' && times.get(original)?.length === 1;
    const key = own ? original : `${original} ${contentOf(raw.cells)}`;
    const first = firsts.get(key) ?? raw.row;
    firsts.set(key, first);
    const ours = pass.held.get(rule.kind)?.has(original) ?? false;
    const id = ours ? original : idFor(source, shapes[rule.kind].idNeeded ? rule.kind : table.table, key);
    return { ...raw, table, rule, original, id, first, ours };
  });
}

function register(known: Known, item: Item): void {
  const ids = idsOf(known, item.rule.kind);
  if (item.original === '' || ids.has(item.original)) return;
  ids.set(item.original, { id: item.id, file: item.table.file, row: item.row, refused: false });
}

function place(pass: Pass, item: Item): void {
  const entry = idsOf(pass.known, item.rule.kind).get(item.original);
  const why = atFirstSight(item, entry) ?? read(pass, item);
  if (why === undefined) return;
  pass.refused.push({ file: item.table.file, row: item.row, ...why });
  if (entry?.id === item.id) entry.refused = true;
}

function atFirstSight(item: Item, entry: Entry | undefined): Why | undefined {
  if (item.damage !== undefined) return item.damage;
  if (Object.values(item.cells).every((cell) => cell.trim() === '')) return { key: 'blankRow', facts: {} };
  if (item.first !== item.row) return { key: 'sameAsRow', facts: { first: item.first } };
  if (!shapes[item.rule.kind].idNeeded) return undefined;
  if (item.original === '') return { key: 'noId', facts: {} };
  const taken = entry !== undefined && (entry.row !== item.row || entry.file !== item.table.file);
  return taken
    ? { key: 'repeatedId', facts: { id: item.original, file: entry.file, first: entry.row } }
    : undefined;
}

function read(pass: Pass, item: Item): Why | undefined {
  const { kind } = item.rule;
  const { cells, notes } = cleanCells(item.rule, item.cells);
  const ordered = order(kind, item.table.table, cells);
  if (ordered.refused !== undefined) return ordered.refused;
  if (saysNothing(kind, cells)) return { key: silenceOf(kind), facts: {} };
  const linked = kind === 'attribute' ? linkAttribute(cells, pass.known) : link(kind, cells, pass.known);
  if (linked.refused !== undefined) return linked.refused;
  const { values, extra, translations, notes: unread } = readColumns(kind, cells);
  if (!item.ours && cells['original_id'] !== undefined) extra['original_id'] = cells['original_id'];
  for (const column of linked.dropped) extra[column] = cells[column] ?? '';
  for (const note of [...notes, ...ordered.notes, ...unread, ...linked.dropped.map(() => 'linkDropped')])
    addNote(pass.notes, item.table.file, note);
  const original_id = (item.ours ? cells['original_id'] : item.original) || null;
  pass.records[kind].push({
    ...values,
    ...linked.values,
    ...ordered.values,
    id: item.id,
    original_id,
    extra,
    translations,
  });
  return undefined;
}

/** A record may point at one of its own kind further down; links to those that were refused are set aside once the kind is complete. */
function dropLostParents(pass: Pass, kind: Kind): void {
  const column = Object.entries(shapes[kind].links).find(([, target]) => target === kind)?.[0];
  if (column === undefined) return;
  const refused = [...idsOf(pass.known, kind)].filter(([, entry]) => entry.refused);
  const lost = new Map(refused.map(([original, entry]) => [entry.id, original]));
  pass.records[kind] = pass.records[kind].map((record) => {
    const original = lost.get(String(record[column]));
    return original === undefined
      ? record
      : { ...record, [column]: null, extra: { ...record.extra, [column]: original } };
  });
}
