import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import type { ImportedDirectory } from '../../../modules/exchange/contract.ts';
import { readable } from '../../../modules/exchange/server/index.ts';
import { newId } from '../../../kernel/id.ts';
import type { Actor } from '../../../kernel/server/scope.ts';
import { sql } from '../../../kernel/server/sql.ts';
import { command } from '../frame/command.ts';
import type { Context } from '../frame/command.ts';
import type { AskedFile } from '../frame/console.ts';
import { CommandFailure } from '../frame/failure.ts';

/** The files of a directory given as a folder (with its subfolders), a ZIP or a single file, in the order of their names. */
export async function filesAt(path: string): Promise<AskedFile[]> {
  const what = await stat(path).catch(() => {
    throw new CommandFailure(`There is no file or folder at ${path}.`);
  });
  if (!what.isDirectory()) return [{ path }];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && readable(entry.name))
    .map((entry) => ({ path: join(entry.parentPath, entry.name) }));
  if (files.length === 0) throw new CommandFailure(`There is no CSV or JSON file in ${path}.`);
  return files.sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** What an import did, for people: counts, what was put in order, and the first rows that were refused. */
export function importText({ loaded, refused, notes, changes }: ImportedDirectory): string {
  const counts = Object.entries(loaded).map(([kind, count]) => `  ${kind.padEnd(26)}${count}`);
  const order = notes.map(({ file, what, count }) => `  ${file}: ${what} (${count})`);
  const shown = refused.slice(0, 20).map(({ file, row, reason }) => `  ${file} row ${row}: ${reason}`);
  const more =
    refused.length > shown.length
      ? [`  … and ${refused.length - shown.length} more; --json lists them all.`]
      : [];
  return [
    `Loaded (${changes.added} new, ${changes.changed} changed, ${changes.unchanged} as before, ${changes.withdrawn} withdrawn):`,
    ...counts,
    ...(order.length > 0 ? ['Put in order:', ...order] : []),
    ...(refused.length > 0
      ? [`Not loaded: ${refused.length}`, ...shown, ...more]
      : ['Every record was loaded.']),
  ].join('\n');
}

/**
 * The console acting in the community whose directory is meant: the one named, else the only one, else the one that already has the
 * source, else the one with most sites (and says so).
 */
async function directoryActor(
  context: Context,
  source: string,
  community: string | undefined,
): Promise<Actor> {
  const { database } = await context.open();
  const { value } = await database.asDoor({ id: newId() }, (tx) =>
    tx.many<{ code: string }>(sql`select c.code from identity.community c order by c.anonymous,
      (select count(*) from identity.site s where s.community_id = c.community_id) desc, c.code`),
  );
  if (community !== undefined || value.length < 2) return context.actor(['steward'], community);
  for (const { code } of value) {
    const actor = await context.actor(['steward'], code);
    const { rows } = await context.ask<{ rows: { code: string }[] }>(actor, 'directory.listSources', {});
    if (rows.some((row) => row.code === source)) return actor;
  }
  const first = value[0]?.code;
  context.say(
    `Several communities are here; "${source}" becomes the directory of ${first}. Name another with --community.`,
  );
  return context.actor(['steward'], first);
}

/** Imports a directory of services from HSDS files. */
export const importHsds = command({
  words: 'import hsds <path>',
  about:
    'Imports a directory of services: a folder or ZIP of HSDS 1.1 or 3.0 tables (CSV), or nested HSDS 3.0 files (JSON).',
  options: [
    [
      '--community <code>',
      'the community whose directory it is (default: the one that has the source, else the one with most sites)',
    ],
    [
      '--source <name>',
      'the name of the source; the same name again updates its records (default: the name of the folder or file)',
    ],
    ['--provincial', 'services of the whole province, not of this place'],
    ['--language <language>', 'the language the texts are written in: en or fr', 'en'],
  ],
  more: 'Rows are counted from 1 below the header, however many lines a row spans. Every row that is not loaded is listed with its reason.',
  input: z.object({
    path: z.string(),
    community: z.string().optional(),
    source: z.string().optional(),
    provincial: z.boolean().default(false),
    language: z.enum(['en', 'fr']),
  }),
  run: async (context, { path, community, source: named, provincial, language }) => {
    const files = await filesAt(path);
    const source = named ?? basename(resolve(path)).replace(/\.(zip|csv|json)$/i, '');
    const actor = await directoryActor(context, source, community);
    const bar = context.progress('Importing');
    bar.at(0);
    const input = { source, reach: provincial ? 'provincial' : 'local', language };
    const done = await context
      .ask<ImportedDirectory>(actor, 'exchange.importHsds', input, files)
      .finally(bar.end);
    return { text: importText(done), json: done };
  },
});
