import { Readable } from 'node:stream';
import { found } from '../../../../kernel/refusal.ts';
import { type Column, sheetOf, workbook, writeCsv } from '../../../../kernel/server/files/index.ts';
import type { LeavingFile } from '../../../../kernel/server/module.ts';
import type { Cell, ReportTable, StudyReport } from '../../study/study.ts';

const columnsOf = (table: ReportTable): Column<readonly Cell[]>[] =>
  table.headings.map((heading, at) => ({ heading, value: (row) => row[at] ?? null }));

/** The report as a workbook: what the methods say first, then a sheet for each table. */
function sheets(report: StudyReport) {
  const paragraph: Column<string> = { heading: report.headings.methods, value: (text) => text };
  return [
    sheetOf(report.headings.methods, [paragraph], report.methods),
    ...report.tables.map((table) => sheetOf(table.title, columnsOf(table), table.rows)),
  ];
}

const office = 'application/vnd.openxmlformats-officedocument';

/** The report, or one of its tables, as a file; rendered after the transaction. */
export function leavingAs(
  format: 'pdf' | 'docx' | 'xlsx' | 'csv',
  code: string,
  report: StudyReport,
  asked: string | undefined,
): LeavingFile {
  if (format === 'csv') {
    const table = found(
      report.tables.find((one) => one.key === asked),
      'reports.noSuchTable',
    );
    return {
      name: `${code}-${table.key}.csv`,
      type: 'text/csv; charset=utf-8',
      render: async () => Readable.from(writeCsv(columnsOf(table), table.rows)),
    };
  }
  const name = `${code}-report.${format}`;
  if (format === 'xlsx')
    return {
      name,
      type: `${office}.spreadsheetml.sheet`,
      render: async () => Readable.from(workbook(sheets(report))),
    };
  if (format === 'docx')
    return {
      name,
      type: `${office}.wordprocessingml.document`,
      render: async () => (await import('./word.ts')).studyWord(report),
    };
  return {
    name,
    type: 'application/pdf',
    render: async () => (await import('./pdf.ts')).studyPdf(report),
  };
}
