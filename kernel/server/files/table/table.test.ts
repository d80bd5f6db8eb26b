import fc from 'fast-check';
import { readSheet } from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../refusal.ts';
import { readCsv } from './csv.ts';
import { keptBytes, keptText } from './kept.ts';
import { sheetOf, workbook } from './workbook.ts';
import { type CellValue, writeCsv, writeXlsx } from './write.ts';

const formula = /^[\s"'\u00a0\u200b-\u200d\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^["' ]*[\t\r\n]/u;
const columns = [
  { heading: 'text', value: (row: CellValue) => row },
  { heading: 'n', value: () => -5 },
];

async function roundTrip(values: readonly string[], guarded = true): Promise<string[]> {
  const rows = guarded ? values : values.map((value) => value);
  let text = '';
  for await (const line of writeCsv(columns, rows)) text += line;
  if (!guarded)
    text = `text\r\n${values.map((value) => `"${value.replaceAll('"', '""')}"`).join('\r\n')}\r\n`;
  const back: string[] = [];
  for await (const row of readCsv(Buffer.from(text))) back.push(row.cells['text'] ?? '');
  return back;
}

const nasty = fc
  .tuple(
    fc.constantFrom('', ' ', '"', "'", '\t', '\r', '\n', '\u00a0', '  "', '\u200b'),
    fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r\n', 'a', ''),
    fc.string({ maxLength: 12 }),
  )
  .map((parts) => parts.join('').toWellFormed().replaceAll('\u0000', ''));

describe('CSV that leaves', () => {
  test('no cell is a formula after it is read back, and every cell comes back as it was behind its apostrophe', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(nasty, { minLength: 1, maxLength: 20 }), async (values) => {
        const back = await roundTrip(values);
        expect(back).toHaveLength(values.length);
        back.forEach((cell, index) => {
          expect(cell.startsWith("'") || !formula.test(cell)).toBe(true);
          expect(cell === values[index] || cell === `'${values[index]}`).toBe(true);
        });
      }),
      { numRuns: 300 },
    );
  });
  test('numbers stay numbers, headings are guarded too', async () => {
    let text = '';
    for await (const line of writeCsv([{ heading: '=h', value: (n: number) => n }], [-5, 1.25, Number.NaN]))
      text += line;
    expect(text).toBe("\ufeff'=h\r\n-5\r\n1.25\r\n\r\n");
  });
  test('canary: without the guard a formula gets out', async () => {
    const back = await roundTrip(['=HYPERLINK("http://x")'], false);
    expect(back.some((cell) => !cell.startsWith("'") && formula.test(cell))).toBe(true);
  });
});

test('Excel: every text is text, numbers and dates keep their type', async () => {
  const values: CellValue[] = ['=1+1', '@x', 'a\u0000b', -5, true, null, '-5'];
  const rows = await readSheet(
    await writeXlsx(
      [
        { heading: 'v', value: (row: CellValue) => row },
        { heading: 'k', value: () => 'k' },
      ],
      values,
    ),
  );
  expect(rows.map((row) => row[0])).toEqual(['v', '=1+1', '@x', 'ab', -5, true, null, '-5']);
});

describe('a workbook that is written piece by piece', () => {
  const bytesOf = async (pieces: AsyncIterable<Uint8Array>) => {
    const all: Uint8Array[] = [];
    for await (const piece of pieces) all.push(piece);
    return Buffer.concat(all);
  };
  const two = (rows: Iterable<string>) => [
    sheetOf('First: one', [{ heading: 'v', value: (row: string) => row }], rows),
    sheetOf('First: one', [{ heading: 'n', value: (row: number) => row }], [1, 2]),
  ];
  test('holds its sheets, each row once, and words as they were typed', async () => {
    const nasty = ['a&b<c>"d"', ' two  spaces ', '_x0041_', 'line\nline', '=1+1', '😀'];
    const file = await bytesOf(workbook(two(nasty)));
    expect((await readSheet(file, 1, { trim: false })).map((row) => row[0])).toEqual(['v', ...nasty]);
    expect((await readSheet(file, 2)).map((row) => row[0])).toEqual(['n', 1, 2]);
  });
  test('a day is a day and a column after Z has two letters', async () => {
    const columns = Array.from({ length: 28 }, (_, at) => ({ heading: `c${at}`, value: () => at }));
    const file = await writeXlsx(
      [...columns, { heading: 'd', value: () => new Date('2026-03-31T00:00:00Z') }],
      [0],
    );
    const [, row] = await readSheet(file);
    expect(row?.[27]).toBe(27);
    expect(row?.[28]).toEqual(new Date('2026-03-31T00:00:00Z'));
  });
  test('goes out while its rows still come', async () => {
    let drawn = 0;
    const rows = function* () {
      for (; drawn < 20_000; drawn += 1) yield `row ${drawn} ${'x'.repeat(100)}`;
    };
    let early = 0;
    for await (const piece of workbook(two(rows()))) if (drawn < 20_000) early += piece.length;
    expect(early).toBeGreaterThan(0);
  });
  test('what is kept comes out as it went in, bytes and words', async () => {
    const text = async function* () {
      for (let row = 0; row < 5_000; row += 1) yield `ligne ${row} é 😀\r\n`;
    };
    const words = (await bytesOf((await keptText(text()))())).toString('utf8');
    expect(words.split('\r\n')).toHaveLength(5_001);
    expect(words.startsWith('ligne 0 é 😀')).toBe(true);
    const bytes = async function* () {
      yield Uint8Array.of(1, 2);
      yield Uint8Array.of(3);
    };
    expect(await bytesOf((await keptBytes(bytes()))())).toEqual(Buffer.of(1, 2, 3));
  });
});

describe('CSV that comes in', () => {
  const all = async (text: string | Uint8Array, limits?: { rows: number; rowBytes: number }) => {
    const rows: Record<string, string>[] = [];
    for await (const row of readCsv(typeof text === 'string' ? Buffer.from(text) : text, limits))
      rows.push({ ...row.cells });
    return rows;
  };
  test('commas, semicolons or tabs, quotes over lines, a mark, short rows', async () => {
    expect(await all('\ufeffid,name\r\n1,"a ""b""\nc, d"\r\n\r\n2\r\n')).toEqual([
      { id: '1', name: 'a "b"\nc, d' },
      { id: '2', name: '' },
    ]);
    expect(await all('id;nom\n1;x,y\n')).toEqual([{ id: '1', nom: 'x,y' }]);
    expect(await all('id\tname\n1\tx\n')).toEqual([{ id: '1', name: 'x' }]);
    expect(await all('')).toEqual([]);
  });
  test('too many rows, a row without end and a wrong encoding are refused', async () => {
    const code = (work: Promise<unknown>) =>
      work.then(
        () => 'let in',
        (error: unknown) => (error instanceof Refusal ? error.code : error),
      );
    expect(await code(all('id\n1\n2\n3\n', { rows: 2, rowBytes: 100 }))).toBe('kernel.fileTooManyRows');
    expect(await code(all(`id\n"${'x'.repeat(5_000)}`, { rows: 9, rowBytes: 1_000 }))).toBe(
      'kernel.fileRowDamaged',
    );
    expect(await code(all(Buffer.from('id\n\xe9\n', 'latin1')))).toBe('kernel.fileEncoding');
  });
  test('a heading cannot reach the prototype', async () => {
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect((await all('__proto__,b\nx,1\n'))[0]?.['b']).toBe('1');
  });
});
