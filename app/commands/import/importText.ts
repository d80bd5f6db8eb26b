import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import type { Imported } from '../../../modules/evidence/contract.ts';
import { command } from '../frame/command.ts';
import { studyActor } from './studyActor.ts';

/** Reads transcripts into a study, one transaction a file. */
export const importText = command({
  words: 'import text <files...>',
  about:
    'Reads transcripts (docx, odt, rtf, txt, html, pdf, vtt, srt) into a study, which begins with its first text.',
  options: [
    ['--study <name>', 'short name of the study'],
    ['--site <code>', 'site the texts come from'],
    ['--community <code>', 'where there are several communities'],
  ],
  input: z.object({
    files: z.array(z.string()).min(1),
    study: z.string({ error: '--study is needed' }).min(1),
    site: z.string().optional(),
    community: z.string().optional(),
  }),
  run: async (context, { files, study, site, community }) => {
    const actor = await studyActor(context, { study, site, community });
    const bar = context.progress('Texts');
    const total: Imported = { loaded: { texts: 0, unchanged: 0 }, refused: [] };
    for (const [index, path] of files.entries()) {
      bar.at(index, files.length);
      add(
        total,
        (await isFile(path))
          ? await context.ask<Imported>(actor, 'evidence.importTexts', { study, site }, [{ path }])
          : unreadable(path),
      );
    }
    bar.end();
    return { text: importedText(total), json: total };
  },
});

/** Adds what one file brought to the whole. */
export function add(total: Imported, one: Imported): void {
  for (const [kind, count] of Object.entries(one.loaded))
    total.loaded[kind] = (total.loaded[kind] ?? 0) + count;
  total.refused.push(...one.refused);
}

/** What was loaded and each refused record, for people. */
export function importedText({ loaded, refused }: Imported): string {
  const counts = Object.entries(loaded).map(([kind, count]) => `${kind}: ${count}`);
  return [
    counts.join(', '),
    ...refused.map(({ file, row, reason }) => `Refused ${file}, ${row}: ${reason}`),
  ].join('\n');
}

/** True for a file that can be opened by its path. */
export async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

function unreadable(path: string): Imported {
  return { loaded: {}, refused: [{ file: basename(path), row: 1, reason: 'There is no such file.' }] };
}
