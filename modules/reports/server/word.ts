import type { Paragraph, Table, TableCell } from 'docx';
import { headOf } from '../../measures/model.ts';
import type { Report } from '../model.ts';

const ink = { water: '0F6064', soft: '55605D', line: 'D9D2C4' };

type Docx = typeof import('docx');
type Look = { readonly bold?: boolean; readonly color?: string; readonly right?: boolean };

function cell(docx: Docx, text: string, { bold, color, right }: Look = {}): TableCell {
  const run = new docx.TextRun({ text, ...(bold ? { bold } : {}), ...(color ? { color } : {}) });
  const alignment = right ? docx.AlignmentType.RIGHT : docx.AlignmentType.LEFT;
  const margins = { top: 80, bottom: 80, left: 100, right: 100 };
  return new docx.TableCell({ margins, children: [new docx.Paragraph({ alignment, children: [run] })] });
}

/** The figures, with a header row that is repeated on each page and read aloud as one. */
function figures(docx: Docx, { head, rows }: Report): Table {
  const none = { style: docx.BorderStyle.NONE, size: 0, color: 'auto' };
  const line = { style: docx.BorderStyle.SINGLE, size: 4, color: ink.line };
  const soft = { color: ink.soft, right: true };
  const top = [
    cell(docx, head.measure, { color: ink.soft }),
    cell(docx, head.now, soft),
    cell(docx, head.before, soft),
  ];
  const lines = rows.map((row) => [
    cell(docx, headOf(row.name, row.unit)),
    cell(docx, row.now, { bold: true, color: ink.water, right: true }),
    cell(docx, row.before, soft),
  ]);
  return new docx.Table({
    width: { size: 100, type: docx.WidthType.PERCENTAGE },
    borders: {
      top: none,
      left: none,
      right: none,
      bottom: line,
      insideHorizontal: line,
      insideVertical: none,
    },
    rows: [
      new docx.TableRow({ tableHeader: true, children: top }),
      ...lines.map((children) => new docx.TableRow({ children })),
    ],
  });
}

function body(docx: Docx, report: Report): (Paragraph | Table)[] {
  const text = (value: string, look = {}) =>
    new docx.Paragraph({ children: [new docx.TextRun({ text: value, ...look })] });
  const heading = (value: string) =>
    new docx.Paragraph({
      text: value,
      heading: docx.HeadingLevel.HEADING_2,
      spacing: { before: 320, after: 160 },
    });
  const small = { color: ink.soft, size: 18 };
  const rules = report.rows.map(
    (row) =>
      new docx.Paragraph({
        spacing: { after: 100 },
        children: [new docx.TextRun({ text: `${row.name}. `, bold: true }), new docx.TextRun(row.rule)],
      }),
  );
  return [
    new docx.Paragraph({ text: report.title, heading: docx.HeadingLevel.HEADING_1 }),
    text(report.subtitle),
    text(report.madeOn, small),
    heading(report.headings.figures),
    figures(docx, report),
    ...report.notes.map((note) => text(note, small)),
    heading(report.headings.rules),
    ...rules,
  ];
}

/** A report as a Word file: the same sentences and figures, with real headings and a header row, so that it can be edited and read aloud. */
export async function reportWord(report: Report): Promise<Uint8Array> {
  const docx = await import('docx');
  const run = { font: 'Calibri', size: 21, language: { value: `${report.locale}-CA` } };
  const document = new docx.Document({
    creator: 'Tributary',
    title: report.title,
    styles: { default: { document: { run } } },
    sections: [{ children: body(docx, report) }],
  });
  return docx.Packer.toBuffer(document);
}
