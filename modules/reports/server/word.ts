import type { Report } from '../model.ts';

const ink = { water: '0F6064', soft: '55605D', line: 'D9D2C4' };

/** A report as a Word file: the same sentences and figures, with real headings and a header row, so that it can be edited and read aloud. */
export async function reportWord(report: Report): Promise<Uint8Array> {
  const {
    AlignmentType,
    BorderStyle,
    Document,
    HeadingLevel,
    Packer,
    Paragraph,
    Table,
    TableCell,
    TableRow,
    TextRun,
    WidthType,
  } = await import('docx');
  const text = (value: string, more = {}) =>
    new Paragraph({ children: [new TextRun({ text: value, ...more })] });
  const cell = (value: string, more: { bold?: boolean; color?: string; right?: boolean } = {}) =>
    new TableCell({
      margins: { top: 80, bottom: 80, left: 100, right: 100 },
      children: [
        new Paragraph({
          alignment: more.right ? AlignmentType.RIGHT : AlignmentType.LEFT,
          children: [
            new TextRun({
              text: value,
              ...(more.bold ? { bold: true } : {}),
              ...(more.color ? { color: more.color } : {}),
            }),
          ],
        }),
      ],
    });
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const line = { style: BorderStyle.SINGLE, size: 4, color: ink.line };
  const table = new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: {
      top: none,
      left: none,
      right: none,
      bottom: line,
      insideHorizontal: line,
      insideVertical: none,
    },
    rows: [
      new TableRow({
        tableHeader: true,
        children: [
          cell(report.head.measure, { color: ink.soft }),
          cell(report.head.now, { color: ink.soft, right: true }),
          cell(report.head.before, { color: ink.soft, right: true }),
        ],
      }),
      ...report.rows.map(
        (row) =>
          new TableRow({
            children: [
              cell(`${row.name} (${row.unit})`),
              cell(row.now, { bold: true, color: ink.water, right: true }),
              cell(row.before, { color: ink.soft, right: true }),
            ],
          }),
      ),
    ],
  });
  const heading = (value: string) =>
    new Paragraph({ text: value, heading: HeadingLevel.HEADING_2, spacing: { before: 320, after: 160 } });
  const document = new Document({
    creator: 'Tributary',
    title: report.title,
    styles: {
      default: {
        document: { run: { font: 'Calibri', size: 21, language: { value: `${report.locale}-CA` } } },
      },
    },
    sections: [
      {
        children: [
          new Paragraph({ text: report.title, heading: HeadingLevel.HEADING_1 }),
          text(report.subtitle),
          text(report.madeOn, { color: ink.soft, size: 18 }),
          heading(report.headings.figures),
          table,
          ...report.notes.map((note) => text(note, { color: ink.soft, size: 18 })),
          heading(report.headings.rules),
          ...report.rows.map(
            (row) =>
              new Paragraph({
                spacing: { after: 100 },
                children: [new TextRun({ text: `${row.name}. `, bold: true }), new TextRun(row.rule)],
              }),
          ),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}
