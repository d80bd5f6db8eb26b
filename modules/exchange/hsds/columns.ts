import { shapes } from '../../directory/model.ts';
import type { Kind, Value } from '../../directory/model.ts';
import type { Cells } from './cells.ts';
import type { TableRule } from './tables.ts';
import { readText, readValue } from './values.ts';

/** The non-blank cells of a record, cleaned and under our column names; `notes` says what was changed. */
export function cleanCells(
  rule: TableRule,
  given: Readonly<Record<string, string>>,
): { cells: Cells; notes: string[] } {
  const cells: Cells = {};
  const notes: string[] = [];
  for (const [column, cell] of Object.entries(given)) {
    if (cell === '') continue;
    const read = readText(cell);
    notes.push(...read.notes);
    if (read.text !== '') cells[rule.rename?.[column] ?? column] ??= read.text;
  }
  for (const [column, value] of Object.entries(rule.fixed ?? {})) cells[column] ??= value;
  return { cells, notes };
}

/** The columns of a kind as stored values; a column that ends in a language (`name_fr`) is a translation, and whatever has no column, or cannot be read as its column's type, is kept in `extra`. */
export function readColumns(kind: Kind, cells: Cells) {
  const { columns, links } = shapes[kind];
  const values: Record<string, Value> = {};
  const extra: Record<string, string> = {};
  const translations: Record<string, Record<string, string>> = {};
  const notes: string[] = [];
  for (const [column, type] of Object.entries(columns)) {
    const text = cells[column];
    const read = text === undefined ? undefined : readValue(text, type);
    values[column] = read?.value ?? (type === 'codes' ? [] : null);
    notes.push(...(read?.notes ?? []));
    if (read?.left !== undefined) extra[column] = read.left;
  }
  for (const [column, text] of Object.entries(cells)) {
    const [, of, language] = /^(.+)_(en|fr)$/.exec(column) ?? [];
    const ours =
      column in columns ||
      column in links ||
      column === 'id' ||
      column === 'original_id' ||
      (kind === 'attribute' && column === 'link_id');
    if (of !== undefined && language !== undefined && columns[of] === 'text')
      (translations[language] ??= {})[of] = text;
    else if (!ours) extra[column] = text;
  }
  return { values, extra, translations, notes };
}

/** True when the record has none of what its kind is there to say. */
export function saysNothing(kind: Kind, cells: Cells): boolean {
  const { says } = shapes[kind];
  return says.length > 0 && says.every((column) => cells[column] === undefined);
}

/** The reason for a record that says nothing, in the words of its kind. */
export function silenceOf(kind: Kind): string {
  if (kind === 'phone') return 'noNumber';
  return shapes[kind].says.length === 1 && shapes[kind].says[0] === 'name' ? 'noName' : 'saysNothing';
}
