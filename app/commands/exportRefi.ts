import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { LeavingFile } from '../../kernel/server/module.ts';
import type { LeavingProject } from '../../modules/exchange/contract.ts';
import { command } from './frame/command.ts';
import { CommandFailure } from './frame/failure.ts';
import { studyActor } from './import/studyActor.ts';

/** Writes a study as a REFI-QDA project or codebook to a file that is not there yet. */
export const exportRefi = command({
  words: 'export refi',
  about: 'Writes a study as a REFI-QDA project (.qdpx) or its codebook (.qdc), by the name of the file.',
  options: [
    ['--study <name>', 'short name of the study'],
    ['--out <file>', 'the file to write, ending in .qdpx or .qdc'],
    ['--windows', 'count as NVivo for Windows does: UTF-16, CRLF as two, with a byte-order mark'],
    ['--community <code>', 'where there are several communities'],
  ],
  more: 'Only texts whose consent stands leave, coders under pseudonyms. What the file cannot carry is listed by element.',
  input: z.object({
    study: z.string({ error: '--study is needed' }).min(1),
    out: z.string({ error: '--out is needed' }).regex(/\.(qdpx|qdc)$/i, 'must end with .qdpx or .qdc'),
    windows: z.boolean().default(false),
    community: z.string().optional(),
  }),
  run: async (context, { study, out, windows, community }) => {
    const actor = await studyActor(context, { study, community });
    const form = out.toLowerCase().endsWith('.qdc') ? 'codebook' : 'project';
    const profile = windows ? 'windows' : 'standard';
    const { render } = await context.ask<LeavingFile>(actor, 'exchange.exportRefi', { study, form, profile });
    const { counts, losses } = await context.ask<LeavingProject>(actor, 'exchange.previewExport', { study });
    const bytes = await written(out, await render());
    const held = form === 'codebook' ? { codes: counts['codes'] ?? 0 } : counts;
    const text = [
      `Written to ${out}: ${Object.entries(held)
        .map(([kind, count]) => `${kind} ${count}`)
        .join(', ')}.`,
      ...(form === 'project' ? losses : []).map(
        ({ element, count, reason }) => `  not carried: ${element} × ${count}: ${reason}`,
      ),
    ];
    return {
      text: text.join('\n'),
      json: { file: resolve(out), bytes, counts: held, losses: form === 'project' ? losses : [] },
    };
  },
});

async function written(out: string, body: Uint8Array | NodeJS.ReadableStream): Promise<number> {
  const target = createWriteStream(resolve(out), { flags: 'wx', mode: 0o600 });
  await once(target, 'open').catch((reason: NodeJS.ErrnoException) => {
    throw new CommandFailure(
      reason.code === 'EEXIST' ? `${out} is there already.` : `${out} cannot be written (${reason.code}).`,
    );
  });
  await pipeline(body instanceof Uint8Array ? Readable.from([Buffer.from(body)]) : body, target);
  return target.bytesWritten;
}
