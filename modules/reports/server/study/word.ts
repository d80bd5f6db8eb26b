import type { Paragraph, Table } from 'docx';
import { say } from '../../../../kernel/words.ts';
import type { ReportTable, StudyReport } from '../../study/study.ts';
import { widthsOf } from '../../study/widths.ts';
import words from '../../words.json' with { type: 'json' };

type Docx = typeof import('docx');

const ink = { soft: '55605D', line: 'D9D2C4' };
/** The width of the text on a letter page, in twentieths of a point. */
const pageWidth = 9_860;

const clean = (text: string) =>
  text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

function tableOf(docx: Docx, table: ReportTable): Table {
  const widths = widthsOf(table);
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const columnWidths = widths.map((width) => Math.round((width / whole) * pageWidth));
  const cell = (text: string, at: number, head = false) =>
    new docx.TableCell({
      width: { size: columnWidths[at] ?? 0, type: docx.WidthType.DXA },
      margins: { top: 50, bottom: 50, left: 70, right: 70 },
      children: [
        new docx.Paragraph({
          children: [
            new docx.TextRun({
              text: clean(text),
              size: 17,
              ...(head ? { bold: true, color: ink.soft } : {}),
            }),
          ],
        }),
      ],
    });
  const none = { style: docx.BorderStyle.NONE, size: 0, color: 'auto' };
  const line = { style: docx.BorderStyle.SINGLE, size: 4, color: ink.line };
  return new docx.Table({
    width: { size: pageWidth, type: docx.WidthType.DXA },
    columnWidths,
    layout: docx.TableLayoutType.FIXED,
    borders: {
      top: line,
      left: none,
      right: none,
      bottom: line,
      insideHorizontal: line,
      insideVertical: none,
    },
    rows: [
      new docx.TableRow({
        tableHeader: true,
        children: table.headings.map((heading, at) => cell(heading, at, true)),
      }),
      ...table.rows.map(
        (row) =>
          new docx.TableRow({
            cantSplit: true,
            children: table.headings.map((_, at) => cell(String(row[at] ?? ''), at)),
          }),
      ),
    ],
  });
}

function body(docx: Docx, report: StudyReport): (Paragraph | Table)[] {
  const text = (value: string, look = {}) =>
    new docx.Paragraph({
      spacing: { after: 120 },
      children: [new docx.TextRun({ text: clean(value), ...look })],
    });
  const heading = (value: string) =>
    new docx.Paragraph({
      text: clean(value),
      heading: docx.HeadingLevel.HEADING_2,
      spacing: { before: 320, after: 160 },
      keepNext: true,
    });
  const small = { color: ink.soft, size: 18 };
  return [
    new docx.Paragraph({ text: clean(report.title), heading: docx.HeadingLevel.HEADING_1 }),
    text(report.subtitle),
    text(report.madeOn, small),
    heading(report.headings.methods),
    ...report.methods.map((paragraph) => text(paragraph)),
    ...report.tables.flatMap((table) => [
      heading(table.title),
      ...(table.note === null ? [] : [text(table.note, small)]),
      table.rows.length === 0
        ? text(say(words, 'table.nothing', report.locale), small)
        : tableOf(docx, table),
    ]),
  ];
}

/** A study's report as a Word file, with real headings and tables whose header rows are repeated and read aloud as such. */
export async function studyWord(report: StudyReport): Promise<Uint8Array> {
  const docx = await import('docx');
  const run = { font: 'Calibri', size: 21, language: { value: `${report.locale}-CA` } };
  const margin = { top: 1_200, bottom: 1_200, left: 1_190, right: 1_190 };
  const document = new docx.Document({
    creator: 'Tributary',
    title: report.title,
    styles: { default: { document: { run } } },
    sections: [
      {
        properties: { page: { size: { width: 12_240, height: 15_840 }, margin } },
        children: body(docx, report),
      },
    ],
  });
  return docx.Packer.toBuffer(document);
}
