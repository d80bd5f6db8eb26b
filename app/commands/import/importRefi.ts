import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { ImportedProject } from '../../../modules/exchange/contract.ts';
import { conventionNames } from '../../../modules/exchange/model.ts';
import { command } from '../frame/command.ts';
import type { AskedFile } from '../frame/console.ts';
import { CommandFailure } from '../frame/failure.ts';
import { isFile } from './importText.ts';
import { studyActor } from './studyActor.ts';

/** Brings a project or codebook of another tool for qualitative analysis into a study, all of it in one transaction. */
export const importRefi = command({
  words: 'import refi <file>',
  about:
    'Brings a REFI-QDA project (.qdpx, or .qde with its texts beside it) or codebook (.qdc) into a study, which begins with its first file.',
  options: [
    ['--study <name>', 'short name of the study'],
    [
      '--convention <name>',
      `how offsets count in every text, when it should not be found out: ${conventionNames.join(', ')}`,
    ],
    ['--names', 'keep the names coders have in the file, instead of pseudonyms'],
    ['--preview', 'say what would be loaded and change nothing'],
    ['--community <code>', 'where there are several communities'],
  ],
  more: 'The same file again changes nothing. Everything that is not carried is listed by element, with its number and the reason.',
  input: z.object({
    file: z.string(),
    study: z.string({ error: '--study is needed' }).min(1),
    convention: z.enum(conventionNames).optional(),
    names: z.boolean().default(false),
    preview: z.boolean().default(false),
    community: z.string().optional(),
  }),
  run: async (context, { file, study, convention, names, preview, community }) => {
    if (!(await isFile(file))) throw new CommandFailure(`There is no file ${file}.`);
    const actor = await studyActor(context, { study, community });
    const input = {
      study,
      coders: names ? 'names' : 'pseudonyms',
      ...(convention === undefined ? {} : { convention }),
    };
    const operation = preview ? 'exchange.previewRefi' : 'exchange.importRefi';
    const done = await context.ask<ImportedProject>(actor, operation, input, await withTexts(file));
    return { text: importedText(done), json: done };
  },
});

/** A bare project file with the texts that lie beside it or in its folder `sources`. */
async function withTexts(file: string): Promise<AskedFile[]> {
  if (!/\.qde$/i.test(file)) return [{ path: file }];
  const home = dirname(file);
  const names = await readdir(home);
  const folders = [home, ...names.filter((name) => /^sources$/i.test(name)).map((name) => join(home, name))];
  const texts = await Promise.all(
    folders.map(async (folder) => {
      const found = await readdir(folder).catch(() => []);
      return found.filter((name) => /\.txt$/i.test(name)).map((name) => ({ path: join(folder, name) }));
    }),
  );
  return [{ path: file }, ...texts.flat()];
}

/** What an import did, for people. */
export function importedText({ loaded, sources, refused, refusedBeyond, losses }: ImportedProject): string {
  const counts = Object.entries(loaded).map(([kind, count]) => `${kind}: ${count}`);
  const texts = sources
    .filter((one) => one.selections > 0)
    .map(
      (one) =>
        `  ${one.row}. ${one.name ?? one.guid}: ${one.placed} of ${one.selections} placed, ${one.exact} exact (${one.quoted} quoted), ${
          one.convention === null
            ? 'no text'
            : `${one.convention}, ${Math.round((one.confidence ?? 0) * 100)} % sure (${one.because})`
        }`,
    );
  const shown = refused.slice(0, 20).map(({ row, reason }) => `  ${row}: ${reason}`);
  const more = refused.length - shown.length + refusedBeyond;
  return [
    counts.join(', '),
    ...(texts.length > 0 ? ['Passages by text:', ...texts] : []),
    ...(refused.length > 0 ? ['Not loaded:', ...shown, ...(more > 0 ? [`  … and ${more} more`] : [])] : []),
    ...(losses.length > 0
      ? [
          'Not carried, or not as it was:',
          ...losses.map(({ element, count, reason }) => `  ${element} × ${count}: ${reason}`),
        ]
      : []),
  ].join('\n');
}
