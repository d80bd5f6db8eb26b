import { sheetOf, workbook } from './workbook.ts';

/** What may stand in a cell that leaves the house. */
export type CellValue = string | number | boolean | Date | null;

/** One column: its heading and what it shows of a row. */
export type Column<Row> = { readonly heading: string; readonly value: (row: Row) => CellValue };

const trigger = /^[\s"'\u00a0\u200b-\u200d\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;
const leadingControl = /^["' ]*[\t\r\n]/;

/** A text as it may stand in a CSV cell: one that a spreadsheet would take for a formula gets an apostrophe before it. */
export function safeCell(text: string): string {
  return trigger.test(text) || leadingControl.test(text) ? `'${text}` : text;
}

/** Writes rows as CSV (RFC 4180, CRLF, UTF-8 with a byte order mark for spreadsheets); numbers stay numbers, also negative ones. */
export async function* writeCsv<Row>(
  columns: readonly Column<Row>[],
  rows: AsyncIterable<Row> | Iterable<Row>,
): AsyncGenerator<string> {
  yield `\ufeff${columns.map((column) => quoted(safeCell(column.heading))).join(',')}\r\n`;
  for await (const row of rows) yield `${columns.map((column) => csvCell(column.value(row))).join(',')}\r\n`;
}

/** Writes rows as an Excel workbook of one sheet; every text is typed as text, so nothing in it is ever a formula. */
export async function writeXlsx<Row>(
  columns: readonly Column<Row>[],
  rows: Iterable<Row>,
  sheet = 'Data',
): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of workbook([sheetOf(sheet, columns, rows)])) pieces.push(piece);
  return Buffer.concat(pieces);
}

function csvCell(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'boolean') return String(value);
  return quoted(safeCell(value instanceof Date ? value.toISOString() : value));
}

function quoted(text: string): string {
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
