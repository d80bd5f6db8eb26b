import { CsvError, parse } from 'csv-parse/sync';
import type { RawRow } from '../hsds/raw.ts';

/** A table as read: its rows, the row from which it could not be read any further, and whether it was written in an old Windows code page. */
export type ReadTable = {
  readonly rows: readonly RawRow[];
  readonly damagedAt?: number;
  readonly oldCodePage: boolean;
};

const longestRow = 1_048_576;

/**
 * Reads a table of somebody else's directory more leniently than our own tables are read: a quotation mark inside a cell is text, and
 * a file that breaks off keeps the rows before. Rows count from 1 below the heading; lines without any cell are not rows.
 */
export function readTable(bytes: Uint8Array): ReadTable {
  const { text, oldCodePage } = decode(bytes);
  const rows: RawRow[] = [];
  let heading: readonly string[] | undefined;
  const keep = (cells: string[]): null => {
    if (heading === undefined) heading = cells.map((cell) => cell.trim().toLowerCase());
    else rows.push(rowOf(heading, cells, rows.length + 1));
    return null;
  };
  try {
    parse(text, {
      bom: true,
      delimiter: separatorOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      max_record_size: longestRow,
      on_record: keep,
    });
    return { rows, oldCodePage };
  } catch (reason) {
    if (!(reason instanceof CsvError)) throw reason;
    return { rows, damagedAt: rows.length + 1, oldCodePage };
  }
}

function rowOf(heading: readonly string[], found: readonly string[], row: number): RawRow {
  const cells: Record<string, string> = {};
  heading.forEach((name, index) => {
    if (name !== '') cells[name] = found[index] ?? '';
  });
  const beyond = found.slice(heading.length).some((cell) => cell.trim() !== '');
  const damage = { key: 'tooManyCells', facts: { found: found.length, expected: heading.length } };
  return beyond ? { row, cells, damage } : { row, cells };
}

/** The sign between the cells, as the heading uses it; a comma when the heading has one cell. */
function separatorOf(text: string): string {
  const heading = (text.split(/\r?\n/, 1)[0] ?? '').replace(/"[^"]*"/g, '');
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: heading.split(sign).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}

function decode(bytes: Uint8Array): { text: string; oldCodePage: boolean } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), oldCodePage: false };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), oldCodePage: true };
  }
}
