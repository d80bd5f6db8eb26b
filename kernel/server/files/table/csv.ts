import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { refuse } from '../../../refusal.ts';

/** One row of a table: `row` counts the records after the heading from 1; cells by heading, missing ones empty. */
export type TableRow = { readonly row: number; readonly cells: Readonly<Record<string, string>> };

/** How much of a table is read: rows, and bytes in one row. */
export type TableLimits = { readonly rows: number; readonly rowBytes: number };

const usual: TableLimits = { rows: 5_000_000, rowBytes: 1_048_576 };

/** Reads a CSV file as it arrives: heading first, comma, semicolon or tab between cells, quotes as in RFC 4180, a byte order mark dropped. */
export async function* readCsv(
  source: Uint8Array | AsyncIterable<Uint8Array>,
  limits: TableLimits = usual,
): AsyncGenerator<TableRow> {
  let columns: string[] | undefined;
  let row = 0;
  try {
    for await (const cells of parsed(source, limits)) {
      if (columns === undefined) {
        columns = cells.map((cell) => cell.trim());
        continue;
      }
      row += 1;
      if (row > limits.rows) throw refuse('invalid', 'kernel.fileTooManyRows', { limit: limits.rows });
      yield { row, cells: byHeading(columns, cells) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refuse('invalid', 'kernel.fileRowDamaged', { row: row + 1 });
  }
}

async function* parsed(
  source: Uint8Array | AsyncIterable<Uint8Array>,
  limits: TableLimits,
): AsyncGenerator<string[]> {
  const texts = decode(source instanceof Uint8Array ? [source] : source);
  const first = await texts.next();
  if (first.done) return;
  const parser = parse({
    bom: true,
    delimiter: separatorOf(first.value),
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: limits.rowBytes,
  });
  const decoded = Readable.from(after(first.value, texts), { objectMode: false });
  decoded.on('error', (error) => parser.destroy(error)).pipe(parser);
  yield* parser as AsyncIterable<string[]>;
}

async function* after(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first;
  yield* rest;
}

/** The sign between the cells, as the heading uses it; a comma when the heading has one cell. */
export function separatorOf(text: string): string {
  const heading =
    text
      .slice(0, 100_000)
      .replace(/"[^"]*"/g, '')
      .split(/\r?\n|\r/, 1)[0] ?? '';
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: heading.split(sign).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}

async function* decode(chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw refuse('invalid', 'kernel.fileEncoding');
    throw error;
  }
}

function byHeading(columns: readonly string[], cells: readonly string[]): Record<string, string> {
  const named: Record<string, string> = Object.create(null);
  columns.forEach((column, index) => {
    named[column] = cells[index] ?? '';
  });
  return named;
}
