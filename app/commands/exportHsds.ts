import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { z } from 'zod';
import type { LeavingFile } from '../../kernel/server/module.ts';
import { command } from './frame/command.ts';
import { CommandFailure } from './frame/failure.ts';

async function bytesOf(file: LeavingFile): Promise<Buffer> {
  const body = await file.render();
  if (body instanceof Uint8Array) return Buffer.from(body);
  const parts: Buffer[] = [];
  for await (const part of body) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

/** Writes one source of the directory as HSDS 3.0.1 to a file that is not there yet. */
export const exportHsds = command({
  words: 'export hsds',
  about:
    'Writes one source of the directory as HSDS 3.0.1: tables as JSON, or as CSV in a ZIP, by the name of the file.',
  options: [
    ['--source <name>', 'the source, by the name it was imported under'],
    ['--out <file>', 'the file to write, ending in .json or .zip'],
    ['--terms', 'with its classification; a licensed one must not be given on'],
    ['--community <code>', 'where there are several communities'],
  ],
  more: 'Imported again under the same name, the JSON changes nothing. In the CSV, a cell that a spreadsheet would take for a formula gets an apostrophe.',
  input: z.object({
    source: z.string({ error: '--source is needed' }).min(1),
    out: z.string({ error: '--out is needed' }).regex(/\.(json|zip)$/i, 'must end with .json or .zip'),
    terms: z.boolean().default(false),
    community: z.string().optional(),
  }),
  run: async (context, { source, out, terms, community }) => {
    const actor = await context.actor(['steward'], community);
    const form = out.toLowerCase().endsWith('.zip') ? 'csv' : 'json';
    const bytes = await bytesOf(
      await context.ask<LeavingFile>(actor, 'exchange.exportHsds', { source, form, terms }),
    );
    await writeFile(out, bytes, { flag: 'wx', mode: 0o600 }).catch((reason: NodeJS.ErrnoException) => {
      throw new CommandFailure(
        reason.code === 'EEXIST' ? `${out} is there already.` : `${out} cannot be written (${reason.code}).`,
      );
    });
    return {
      text: `Written to ${out}: ${bytes.length} bytes.`,
      json: { file: resolve(out), bytes: bytes.length },
    };
  },
});
