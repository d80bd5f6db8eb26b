import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { typeset } from '../../../../kernel/server/typeset.ts';
import { say } from '../../../../kernel/words.ts';
import type { StudyReport } from '../../study/study.ts';
import { widthsOf } from '../../study/widths.ts';
import words from '../../words.json' with { type: 'json' };

/** A study's report as an accessible PDF (PDF/UA-1, tagged), in the language of the report. */
export async function studyPdf(report: StudyReport): Promise<Uint8Array> {
  const t = (key: keyof typeof words) => say(words, key, report.locale);
  const tables = report.tables.map((table) => ({
    ...table,
    widths: widthsOf(table),
    rows: table.rows.map((row) => row.map((cell) => (cell === null ? '' : String(cell)))),
  }));
  const printed = { ...report, tables, nothing: t('table.nothing'), footer: t('report.mission') };
  return typeset({
    folder: import.meta.dirname,
    source: await readFile(join(import.meta.dirname, 'study.typ'), 'utf8'),
    files: { 'study.json': JSON.stringify(printed) },
  });
}
