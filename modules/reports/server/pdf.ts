import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { say } from '../../../kernel/words.ts';
import type { Report } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { chartFile } from './chart.ts';

const packages = createRequire(import.meta.url);
const folderOf = (name: string) => dirname(packages.resolve(`${name}/package.json`));

const faces = [
  ['@expo-google-fonts/figtree', '400Regular/Figtree_400Regular.ttf'],
  ['@expo-google-fonts/figtree', '600SemiBold/Figtree_600SemiBold.ttf'],
  ['@expo-google-fonts/figtree', '700Bold/Figtree_700Bold.ttf'],
  ['@expo-google-fonts/fraunces', '400Regular/Fraunces_400Regular.ttf'],
  ['@expo-google-fonts/fraunces', '600SemiBold/Fraunces_600SemiBold.ttf'],
] as const;

type Compiler = InstanceType<typeof import('@myriaddreamin/typst-ts-node-compiler').NodeCompiler>;

/** The typesetter is loaded at the first report, not at the start of the server. */
async function typesetter(): Promise<Compiler> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const fontBlobs = await Promise.all(faces.map(([name, file]) => readFile(join(folderOf(name), file))));
  return NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontBlobs }] });
}

/** A report as an accessible PDF (PDF/UA-1, tagged), in the language of the report. */
export async function reportPdf(report: Report): Promise<Uint8Array> {
  const compiler = await typesetter();
  const charts = report.charts.map((chart) => ({
    ...chart,
    alt: say(words, 'report.chartSummary', report.locale, {
      name: chart.name,
      from: chart.points[0]?.label ?? '',
      to: chart.points.at(-1)?.label ?? '',
    }),
  }));
  const place = (name: string, content: string) =>
    compiler.mapShadow(join(import.meta.dirname, name), Buffer.from(content));
  place(
    'report.json',
    JSON.stringify({ ...report, charts, footer: say(words, 'report.mission', report.locale) }),
  );
  for (const chart of report.charts) place(`${chart.key}.svg`, chartFile(chart, report.locale));
  const source = await readFile(join(import.meta.dirname, 'report.typ'), 'utf8');
  return compiler.pdf({ mainFileContent: source }, { pdfStandard: 'ua-1' });
}
