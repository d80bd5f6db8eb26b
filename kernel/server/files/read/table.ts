import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';
import type { ReadTable, ReadWarning } from '../message.ts';
import { type FileLimits, FileProblem } from '../problem.ts';
import { separatorOf } from '../table/csv.ts';
import { contentOf, openArchive } from './archive.ts';
import { decodePlain } from './plain.ts';
import { readXml } from './xml.ts';

const rowsAtMost = 50_000;
const columnsAtMost = 300;
const cellAtMost = 1_000_000;

/** Reads a table, CSV or the first sheet of an Excel workbook: its first row names the columns. */
export async function readTable(bytes: Uint8Array, limits: FileLimits): Promise<ReadTable> {
  if (bytes.length === 0) throw new FileProblem('fileEmpty');
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  if (head.startsWith('\xd0\xcf\x11\xe0')) throw new FileProblem('fileOldWord');
  if (head.startsWith('PK')) return tableOf('xlsx', await sheetRows(bytes, limits), []);
  const { text, warnings } = decodePlain(bytes);
  if (/^\s*(?:<|%PDF-|\{\\rtf)/.test(text)) throw new FileProblem('fileNoTable');
  return tableOf('csv', csvRows(text), warnings);
}

function csvRows(text: string): string[][] {
  const told = /^sep=(.)(?:\r?\n|\r)/i.exec(text);
  const rest = told === null ? text : text.slice(told[0].length);
  try {
    return parse(rest, {
      bom: true,
      delimiter: told?.[1] ?? separatorOf(rest),
      relax_column_count: true,
      max_record_size: cellAtMost,
      to: rowsAtMost + 2,
    });
  } catch (error) {
    if (error instanceof CsvError) throw new FileProblem('fileRowDamaged', { row: rowOf(error) });
    throw error;
  }
}

function rowOf(error: CsvError): number {
  const records: unknown = error['records'];
  return typeof records === 'number' ? records : 1;
}

/** Unpacks everything once under our limits and looks through all its XML before the library sees the file. */
async function sheetRows(bytes: Uint8Array, limits: FileLimits): Promise<string[][]> {
  const archive = await openArchive(bytes, limits);
  if (!archive.entries.some((entry) => /^xl\/worksheets\/[^/]+\.xml$/i.test(entry.fileName)))
    throw new FileProblem('fileNoTable');
  const silent = { open: () => undefined, close: () => undefined, text: () => undefined };
  for (const entry of archive.entries) {
    if (/\.(?:xml|rels)$/i.test(entry.fileName)) await readXml(contentOf(archive, entry), limits, silent);
    else for await (const _ of contentOf(archive, entry));
  }
  const rows = await readSheet(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    trim: false,
  });
  return rows.map((row) => row.map(cellText));
}

function cellText(value: unknown): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : dayOrMoment(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : '';
}

function dayOrMoment(value: Date): string {
  const iso = value.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 16).replace('T', ' ');
}

function tableOf(
  kind: ReadTable['kind'],
  cells: readonly (readonly string[])[],
  warnings: readonly ReadWarning[],
): ReadTable {
  const first = cells.findIndex((row) => !blank(row));
  const last = cells.findLastIndex((row) => !blank(row));
  const [heading = [], ...rows] = cells.slice(Math.max(first, 0), last + 1);
  if (first < 0 || rows.length === 0) throw new FileProblem('fileNoTable');
  if (rows.length > rowsAtMost) throw new FileProblem('fileTooManyRows', { limit: rowsAtMost });
  const width = heading.findLastIndex((cell) => cell.trim() !== '') + 1;
  if (width > columnsAtMost) throw new FileProblem('fileTooManyColumns', { limit: columnsAtMost });
  return { columns: named(heading.slice(0, width)), rows, kind, warnings };
}

const blank = (row: readonly string[]): boolean => row.every((cell) => cell.trim() === '');

/** Headings without line breaks, each one once: a second "Other" is "Other (2)", one without words is its number. */
function named(headings: readonly string[]): string[] {
  const taken = new Set<string>();
  return headings.map((heading, index) => {
    const name = heading.replace(/\s+/g, ' ').trim() || `#${index + 1}`;
    let one = name;
    for (let count = 2; taken.has(one); count += 1) one = `${name} (${count})`;
    taken.add(one);
    return one;
  });
}
