import { renderToStaticMarkup } from 'react-dom/server';
import { paperInk } from '../../../ui/chart/ink.ts';
import { runMedian } from '../../../ui/chart/runRules.ts';
import { runSvg } from '../../../ui/chart/runSvg.ts';
import { say } from '../../../kernel/words.ts';
import { type Report, type ReportChart } from '../model.ts';
import words from '../words.json' with { type: 'json' };

/** A chart of a report as an SVG file: the drawing of the screen, in the colours of paper. */
export function chartFile(chart: ReportChart, locale: Report['locale'], width = 520): string {
  const format = (value: number) =>
    new Intl.NumberFormat(`${locale}-CA`, { maximumFractionDigits: 2 }).format(value);
  const median = runMedian(chart.points);
  const summary = say(words, 'report.chartSummary', locale, {
    name: chart.name,
    from: chart.points[0]?.label ?? '',
    to: chart.points.at(-1)?.label ?? '',
  });
  const drawing = runSvg({
    id: chart.key,
    title: chart.name,
    summary,
    points: chart.points,
    medianText: median === undefined ? '' : say(words, 'report.median', locale, { value: format(median) }),
    format,
    width,
    height: 200,
    ink: { ...paperInk, font: 'Figtree' },
  });
  const markup = renderToStaticMarkup(drawing);
  return markup.includes('xmlns=')
    ? markup
    : markup.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"');
}
