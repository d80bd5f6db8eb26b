import { strToU8, Zip, ZipDeflate } from 'fflate';
import type { CellValue, Column } from './write.ts';

/** One sheet of a workbook: its name, its headings, and its rows as they come. */
export type Sheet = {
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: () => AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>;
};

/** A sheet of rows by their columns. */
export function sheetOf<Row>(
  name: string,
  columns: readonly Column<Row>[],
  rows: AsyncIterable<Row> | Iterable<Row>,
): Sheet {
  return {
    name,
    headings: columns.map((column) => column.heading),
    rows: async function* () {
      for await (const row of rows) yield columns.map((column) => column.value(row));
    },
  };
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A sheet of Excel ends there. */
export const mostSheetRows = 1_048_575;
const longestText = 32_767;
const widest = 60;
const pieceLength = 131_072;

/** Text as it may stand in a sheet: what XML cannot carry is dropped, what Excel would read as an escape is kept as it was typed. */
function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .slice(0, longestText)
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const styles = { plain: 0, bold: 1, day: 2 } as const;

/** The letters of a column, the first being 0: A … Z, AA … */
function lettersOf(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest === 0 ? '' : lettersOf(rest - 1)) + String.fromCharCode(65 + (column % 26));
}

function cell(at: string, value: CellValue, style: number = styles.plain): string {
  if (value === null || value === '' || (typeof value === 'number' && !Number.isFinite(value))) return '';
  if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
  if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (value instanceof Date) {
    const days = value.getTime() / 86_400_000 + 25_569;
    return `<c r="${at}" s="${styles.day}"><v>${days}</v></c>`;
  }
  return `<c r="${at}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${xmlText(value)}</t></is></c>`;
}

async function* sheetXml(sheet: Sheet): AsyncGenerator<string> {
  const letters = sheet.headings.map((_, column) => lettersOf(column));
  const line = (row: number, cells: readonly CellValue[], style: number = styles.plain) =>
    `<row r="${row}">${cells.map((value, column) => cell(`${letters[column] ?? ''}${row}`, value, style)).join('')}</row>`;
  const columns = sheet.headings
    .map((heading, at) => {
      const width = Math.min(widest, Math.max(12, heading.length + 4));
      return `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`;
    })
    .join('');
  yield `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`;
  yield `${columns === '' ? '' : `<cols>${columns}</cols>`}<sheetData>${line(1, sheet.headings, styles.bold)}`;
  let row = 1;
  for await (const cells of sheet.rows()) {
    row += 1;
    if (row > mostSheetRows + 1) throw new Error('more rows than a sheet can hold');
    yield line(row, cells);
  }
  yield '</sheetData></worksheet>';
}

/** Names as Excel takes them: 31 signs without its own punctuation, each only once. */
function sheetNames(sheets: readonly Sheet[]): string[] {
  const taken = new Set<string>();
  return sheets.map(({ name }, at) => {
    const plain =
      name
        .replace(/[[\]:*?/\\']/g, ' ')
        .trim()
        .slice(0, 31) || `Sheet ${at + 1}`;
    const own = taken.has(plain.toLowerCase()) ? `${plain.slice(0, 27)} ${at + 1}` : plain;
    taken.add(own.toLowerCase());
    return own;
  });
}

function frame(names: readonly string[]): [string, string][] {
  const each = (of: (number: number, name: string) => string) =>
    names.map((name, at) => of(at + 1, name)).join('');
  return [
    [
      '[Content_Types].xml',
      `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/>${each((number) => `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${spreadsheet}.worksheet+xml"/>`)}</Types>`,
    ],
    [
      '_rels/.rels',
      `<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${each((number, name) => `<sheet name="${xmlText(name)}" sheetId="${number}" r:id="rId${number}"/>`)}</sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="${packages}/relationships">${each((number) => `<Relationship Id="rId${number}" Type="${relations}/worksheet" Target="worksheets/sheet${number}.xml"/>`)}<Relationship Id="rId${names.length + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    ],
    [
      'xl/styles.xml',
      `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    ],
  ];
}

/** Writes a workbook piece by piece: no more of it is held than one piece and what the compressor keeps. Every text is typed as text, so nothing in it is ever a formula. */
export async function* workbook(sheets: readonly Sheet[]): AsyncGenerator<Uint8Array> {
  const out: Uint8Array[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, bytes) => {
    failure ??= error;
    out.push(bytes);
  });
  const ready = () => {
    if (failure !== null) throw failure;
    return out.splice(0);
  };
  const begin = (name: string) => {
    const entry = new ZipDeflate(name, { level: 6 });
    zip.add(entry);
    return entry;
  };
  for (const [name, xml] of frame(sheetNames(sheets))) begin(name).push(strToU8(head + xml), true);
  yield* ready();
  for (const [at, sheet] of sheets.entries()) {
    const entry = begin(`xl/worksheets/sheet${at + 1}.xml`);
    let piece = '';
    for await (const xml of sheetXml(sheet)) {
      piece += xml;
      if (piece.length < pieceLength) continue;
      entry.push(strToU8(piece));
      piece = '';
      yield* ready();
    }
    entry.push(strToU8(piece), true);
    yield* ready();
  }
  zip.end();
  yield* ready();
}
