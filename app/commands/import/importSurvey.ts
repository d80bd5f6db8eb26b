import { z } from 'zod';
import type { Imported } from '../../../modules/evidence/contract.ts';
import { command } from '../frame/command.ts';
import { CommandFailure } from '../frame/failure.ts';
import { importedText, isFile } from './importText.ts';
import { studyActor } from './studyActor.ts';

type Looked = {
  readonly rows: number;
  readonly fits: number;
  readonly columns: readonly {
    heading: string;
    use: string;
    kind: string;
    order: string;
    samples: string[];
  }[];
  readonly refused: Imported['refused'];
};

/** Loads a survey from a table, all of the file in one transaction; without --column it is taken as the house guesses. */
export const importSurvey = command({
  words: 'import survey <file>',
  about:
    'Loads a survey (csv, xlsx), one row a respondent: open answers become texts, closed ones variables.',
  options: [
    ['--study <name>', 'short name of the study'],
    ['--title <title>', 'what the survey is called'],
    ['--occasion <when>', 'start, six_months, year, leaving or other'],
    ['--column <heading=use...>', 'takes a column otherwise than guessed'],
    ['--look', 'shows what each column is taken for, and keeps nothing'],
    ['--community <code>', 'where there are several communities'],
  ],
  more: 'A use: open, pseudonym, identity, date, language, site, part, ignore, or a variable as text, number, date-variable or choice. Example: --column "What helped?=open" "Shift=choice"',
  input: z.object({
    file: z.string(),
    study: z.string({ error: '--study is needed' }).min(1),
    title: z.string().optional(),
    occasion: z.string().default('other'),
    column: z.array(z.string()).default([]),
    look: z.boolean().default(false),
    community: z.string().optional(),
  }),
  run: async (context, { file, study, title, occasion, column, look, community }) => {
    if (!(await isFile(file))) throw new CommandFailure(`There is no file ${file}.`);
    const actor = await studyActor(context, { study, community });
    const files = [{ path: file }];
    const told = column.map(asTold);
    const looked = await context.ask<Looked>(actor, 'evidence.lookAtSurvey', { study }, files);
    const columns = looked.columns.map((one) => ({
      ...{ heading: one.heading, use: one.use, kind: one.kind, order: one.order },
      ...told.find(({ heading }) => heading === one.heading),
    }));
    const missing = told.find(({ heading }) => !columns.some((one) => one.heading === heading));
    if (missing) throw new CommandFailure(`There is no column "${missing.heading}" in this file.`);
    if (look) {
      const seen = await context.ask<Looked>(actor, 'evidence.lookAtSurvey', { study, columns }, files);
      return { text: lookedText(seen), json: seen };
    }
    const input = { study, title: title ?? nameOf(file), occasion, columns };
    const imported = await context.ask<Imported>(actor, 'evidence.importSurvey', input, files);
    return { text: importedText(imported), json: imported };
  },
});

function asTold(text: string): { heading: string; use: string; kind?: string } {
  const at = text.lastIndexOf('=');
  if (at < 1) throw new CommandFailure(`"${text}" is not a heading, = and a use.`);
  const [heading, use] = [text.slice(0, at), text.slice(at + 1)];
  if (use === 'text' || use === 'number' || use === 'choice') return { heading, use: 'variable', kind: use };
  return use === 'date-variable' ? { heading, use: 'variable', kind: 'date' } : { heading, use };
}

function lookedText({ columns, rows, fits, refused }: Looked): string {
  return [
    ...columns.map(
      ({ heading, use, kind }) => `${heading}: ${use === 'variable' ? `variable, ${kind}` : use}`,
    ),
    `rows: ${rows}, fit: ${fits}`,
    ...refused.map(({ row, reason }) => `Row ${row}: ${reason}`),
  ].join('\n');
}

function nameOf(path: string): string {
  return (path.split(/[/\\]/).at(-1) ?? path).replace(/\.[a-z]+$/i, '');
}
