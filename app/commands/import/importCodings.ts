import { z } from 'zod';
import type { Imported } from '../../../modules/evidence/contract.ts';
import { command } from '../frame/command.ts';
import { CommandFailure } from '../frame/failure.ts';
import { importedText, isFile } from './importText.ts';
import { studyActor } from './studyActor.ts';

/** Loads codings from a file of JSON lines, all of the file in one transaction. */
export const importCodings = command({
  words: 'import codings <file>',
  about: 'Loads codings into a study from a file with one JSON object a line.',
  options: [
    ['--study <name>', 'short name of the study'],
    ['--community <code>', 'where there are several communities'],
  ],
  more: 'A line: document, start, end (Unicode code points, end exclusive), code, valence (barrier, facilitator, mixed, neutral), coder, and perhaps strength (0 to 2) and memo.',
  input: z.object({
    file: z.string(),
    study: z.string({ error: '--study is needed' }).min(1),
    community: z.string().optional(),
  }),
  run: async (context, { file, study, community }) => {
    if (!(await isFile(file))) throw new CommandFailure(`There is no file ${file}.`);
    const actor = await studyActor(context, { study, community });
    const imported = await context.ask<Imported>(actor, 'coding.importCodings', { study }, [{ path: file }]);
    return { text: importedText(imported), json: imported };
  },
});
