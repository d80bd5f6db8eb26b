import type { Note, RawTable, Refused } from './raw.ts';
import { readNested, tablesOf } from './nested.ts';
import type { Collected } from './nested.ts';
import { tableName } from './tables.ts';

/** A file of a directory as it was read: rows of a table, a JSON value, or the reason it could not be read from some row on. */
export type DirectoryFile =
  | {
      readonly name: string;
      readonly rows: RawTable['rows'];
      readonly damagedAt?: number;
      readonly oldCodePage?: boolean;
    }
  | { readonly name: string; readonly json: unknown }
  | { readonly name: string; readonly unreadable: 'notJson' | 'encoding' };

/** Sorts files into tables. Nested files share their records; a file that breaks off is refused from the row where it breaks. */
export function sortFiles(files: readonly DirectoryFile[]): {
  tables: RawTable[];
  refused: Refused[];
  notes: Note[];
} {
  const collected: Collected = new Map();
  const tables: RawTable[] = [];
  const refused: Refused[] = [];
  const notes: Note[] = [];
  for (const file of [...files].sort((left, right) => (left.name < right.name ? -1 : 1))) {
    if ('json' in file) tables.push(...readNested(file.name, file.json, collected));
    else if ('rows' in file) {
      tables.push({ file: file.name, table: tableName(file.name), rows: file.rows });
      if (file.oldCodePage) notes.push({ file: file.name, key: 'oldCodePage', count: 1 });
      if (file.damagedAt !== undefined)
        refused.push({ file: file.name, row: file.damagedAt, key: 'breaksOff', facts: {} });
    } else refused.push({ file: file.name, row: 1, key: file.unreadable, facts: {} });
  }
  return { tables: [...tables, ...tablesOf(collected)], refused, notes };
}
