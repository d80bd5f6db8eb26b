import { z } from 'zod';
import { By, type MatrixRow, valences } from '../../modules/coding/model.ts';
import { command } from './frame/command.ts';
import { studyActor } from './import/studyActor.ts';

/** Counts codings and distinct passages of a study by valence. */
export const matrix = command({
  words: 'matrix',
  about: 'Counts codings and distinct passages of a study by valence, for each domain, construct or site.',
  options: [
    ['--study <name>', 'short name of the study'],
    ['--by <what>', 'domain, construct or site', 'domain'],
    ['--community <code>', 'where there are several communities'],
  ],
  input: z.object({
    study: z.string({ error: '--study is needed' }).min(1),
    by: By,
    community: z.string().optional(),
  }),
  run: async (context, { study, by, community }) => {
    const actor = await studyActor(context, { study, community });
    const answer = await context.ask<{ rows: MatrixRow[] }>(actor, 'coding.matrix', { study, by });
    return { text: table(answer.rows), json: { rows: answer.rows } };
  },
});

function table(rows: readonly MatrixRow[]): string {
  const width = Math.max(4, ...rows.map(({ key }) => key.length));
  const line = (key: string, cells: readonly string[]) =>
    [key.padEnd(width), ...cells.map((cell) => cell.padStart(15))].join(' ');
  const heading = line('', valences);
  return [
    heading,
    ...rows.map((row) =>
      line(
        row.key,
        valences.map((valence) => `${row[valence].codings} / ${row[valence].passages}`),
      ),
    ),
  ].join('\n');
}
