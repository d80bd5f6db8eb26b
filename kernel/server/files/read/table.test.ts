import { afterAll, describe, expect, test } from 'vitest';
import { Refusal } from '../../../refusal.ts';
import { openIntake } from '../intake.ts';
import { writeXlsx } from '../table/write.ts';
import { makeDocx, makeZip } from '../testing/zip.ts';

const intake = openIntake();
afterAll(() => intake.close());
const read = (bytes: Buffer | string) => intake.table({ name: 'x', bytes: Buffer.from(bytes as Buffer) });
const refused = (bytes: Buffer | string) =>
  read(bytes).then(
    () => 'let in',
    (error: unknown) => (error instanceof Refusal ? error.code.slice('kernel.'.length) : error),
  );

const said = 'code;Réponse\r\nR1;"deux lignes\nde ""texte""; là"\r\nR2;😀\r\n';
const expected = {
  columns: ['code', 'Réponse'],
  rows: [
    ['R1', 'deux lignes\nde "texte"; là'],
    ['R2', '😀'],
  ],
};

describe('a table as text', () => {
  test.each([
    ['UTF-8', Buffer.from(said)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${said}`)],
    ['UTF-16 little end first', Buffer.from(`\ufeff${said}`, 'utf16le')],
    ['UTF-16 big end first', Buffer.from(`\ufeff${said}`, 'utf16le').swap16()],
    ['commas', Buffer.from('code,Réponse\nR1,"deux lignes\nde ""texte""; là"\nR2,😀\n')],
    ['tabs', Buffer.from('code\tRéponse\nR1\t"deux lignes\nde ""texte""; là"\nR2\t😀')],
    ['a line that names its separator', Buffer.from(`sep=;\r\n${said}`)],
  ])('in %s is the same table', async (_, bytes) => {
    expect(await read(bytes)).toMatchObject({ ...expected, kind: 'csv', warnings: [] });
  });
  test('in Windows-1252 is read with a warning', async () => {
    const table = await read(Buffer.from('code;Réponse\nR1;à côté\n', 'latin1'));
    expect(table).toMatchObject({
      columns: ['code', 'Réponse'],
      rows: [['R1', 'à côté']],
      warnings: ['windows1252'],
    });
  });
  test('every heading is there once; one without words has its number; rows keep their place', async () => {
    const table = await read('a,,a\n1,2,3\n,,\n4,5,6,7\n\n');
    expect(table.columns).toEqual(['a', '#2', 'a (2)']);
    expect(table.rows).toEqual([
      ['1', '2', '3'],
      ['', '', ''],
      ['4', '5', '6', '7'],
    ]);
  });
});

test('a workbook gives its first sheet; numbers and days plainly, text as it is', async () => {
  const book = await writeXlsx(
    [
      { heading: 'code', value: (row: number) => `R${row}` },
      { heading: 'score', value: (row: number) => row + 0.5 },
      { heading: 'day', value: () => new Date('2026-03-31T00:00:00Z') },
      { heading: 'said', value: () => ' =1+1 \n😀 ' },
      { heading: 'yes', value: () => true },
    ],
    [1, 2],
  );
  expect(await read(book)).toMatchObject({
    kind: 'xlsx',
    columns: ['code', 'score', 'day', 'said', 'yes'],
    rows: [
      ['R1', '1.5', '2026-03-31', ' =1+1 \n😀 ', 'true'],
      ['R2', '2.5', '2026-03-31', ' =1+1 \n😀 ', 'true'],
    ],
  });
});

const sheet = (xml: string, more: { name: string; content: string | Buffer; declaredSize?: number }[] = []) =>
  makeZip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: 'xl/worksheets/sheet1.xml', content: xml },
    ...more,
  ]);

test.each([
  ['an empty file', Buffer.alloc(0), 'fileEmpty'],
  ['headings alone', Buffer.from('a,b\n'), 'fileNoTable'],
  ['blank rows', Buffer.from(',,\n , \n'), 'fileNoTable'],
  ['a Word document', makeDocx('<w:p/>'), 'fileNoTable'],
  ['a web page', Buffer.from('<html><table><tr><td>1</td></tr></table></html>'), 'fileNoTable'],
  ['an old workbook', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1', 'latin1'), 'fileOldWord'],
  ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0', 'latin1'), 'fileUnknown'],
  ['a quote without end', Buffer.from('a,b\n1,"2\n3,4\n'), 'fileRowDamaged'],
  ['fifty thousand rows and one', Buffer.from(`a\n${'1\n'.repeat(50_001)}`), 'fileTooManyRows'],
  ['a thousand columns', Buffer.from(`${'a,'.repeat(999)}a\n1\n`), 'fileTooManyColumns'],
  [
    'entities in a workbook',
    sheet('<!DOCTYPE d [<!ENTITY x "y">]><worksheet>&x;</worksheet>'),
    'fileXmlUnsafe',
  ],
  [
    'a bomb in a workbook',
    sheet('<worksheet/>', [{ name: 'xl/media/a', content: Buffer.alloc(60_000_000) }]),
    'fileUnpacksTooLarge',
  ],
  [
    'a bomb that declares a thousand bytes',
    sheet('<worksheet/>', [{ name: 'xl/media/a', content: Buffer.alloc(60_000_000), declaredSize: 1_000 }]),
    'fileUnpacksTooLarge',
  ],
  ['a workbook with nothing in it', sheet('<worksheet/>'), 'fileDamaged'],
  [
    'an entry that claims 2 GB',
    sheet('<worksheet/>', [{ name: 'xl/media/a', content: 'x', declaredSize: 2_147_483_647 }]),
    'fileUnpacksTooLarge',
  ],
])('%s is refused', async (_, bytes, reason) => {
  expect(await refused(bytes)).toBe(reason);
  expect(await refused('a\n1\n')).toBe('let in');
});
