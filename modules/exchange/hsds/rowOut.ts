import { shapes } from '../../directory/model.ts';
import type { DirectoryRecord, Kind } from '../../directory/model.ts';

/** A value as it leaves in a table. */
export type OutValue = string | number | boolean | null;

/** A record as a row of an HSDS table: its columns, what it points at, translations as `name_fr`, what had no column, and the id its source gave it. */
export function rowOut(kind: Kind, record: DirectoryRecord): Record<string, OutValue> {
  const { columns, links } = shapes[kind];
  const row: Record<string, OutValue> = { id: record.id };
  const put = (name: string, value: unknown) => {
    if (value !== null && value !== undefined) row[name] = value as OutValue;
  };
  for (const name of Object.keys(links)) put(name, record[name]);
  if (kind === 'attribute') put('link_id', record['link_id']);
  for (const [name, type] of Object.entries(columns))
    if (type !== 'codes') put(kind === 'taxonomy' && name === 'edition' ? 'version' : name, record[name]);
  for (const [locale, words] of Object.entries(record.translations))
    for (const [name, text] of Object.entries(words)) put(`${name}_${locale}`, text);
  for (const [name, text] of Object.entries(record.extra)) row[name] ??= text;
  put('original_id', record.original_id);
  return row;
}

/** The headings of a table: those of the standard first, then whatever its rows hold besides. */
export function headingsOf(kind: Kind, rows: readonly Readonly<Record<string, OutValue>>[]): string[] {
  const { columns, links } = shapes[kind];
  const own = Object.entries(columns).flatMap(([name, type]) =>
    type === 'codes' ? [] : [kind === 'taxonomy' && name === 'edition' ? 'version' : name],
  );
  const linked = [...Object.keys(links), ...(kind === 'attribute' ? ['link_id'] : [])];
  return [...new Set(['id', ...linked, ...own, ...rows.flatMap((row) => Object.keys(row))])];
}
