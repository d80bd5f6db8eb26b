import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { typeset } from '../../../kernel/server/typeset.ts';
import { say } from '../../../kernel/words.ts';
import type { Report } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { chartFile } from './chart.ts';

/** A report as an accessible PDF (PDF/UA-1, tagged), in the language of the report. */
export async function reportPdf(report: Report): Promise<Uint8Array> {
  const charts = report.charts.map((chart) => ({
    ...chart,
    alt: say(words, 'report.chartSummary', report.locale, {
      name: chart.name,
      from: chart.points[0]?.label ?? '',
      to: chart.points.at(-1)?.label ?? '',
    }),
  }));
  const drawings = report.charts.map((chart) => [`${chart.key}.svg`, chartFile(chart, report.locale)]);
  const printed = { ...report, charts, footer: say(words, 'report.mission', report.locale) };
  return typeset({
    folder: import.meta.dirname,
    source: await readFile(join(import.meta.dirname, 'report.typ'), 'utf8'),
    files: { ...Object.fromEntries(drawings), 'report.json': JSON.stringify(printed) },
  });
}
