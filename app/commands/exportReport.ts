import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { sql } from '../../kernel/server/sql.ts';
import { newId } from '../../kernel/id.ts';
import type { LeavingFile } from '../../kernel/server/module.ts';
import { command } from './frame/command.ts';
import { CommandFailure } from './frame/failure.ts';

const Quarter = z.string().regex(/^\d{4}-?[QT][1-4]$/i, 'is written like 2026-Q3');

/** Writes the quarter's funder report to a file that is not there yet. */
export const exportReport = command({
  words: 'export report <file>',
  about: 'Writes the quarter’s funder report of a program, as PDF or Word by the name of the file.',
  options: [
    ['--program <code>', 'which program, by its code'],
    ['--quarter <quarter>', 'which quarter, 2026-Q3'],
    ['--site <code>', 'one site only'],
    ['--language <code>', 'en or fr', 'en'],
    ['--community <code>', 'where there are several communities'],
  ],
  input: z.object({
    file: z.string().regex(/\.(pdf|docx)$/i, 'must end with .pdf or .docx'),
    program: z.string({ error: '--program is needed' }).min(1),
    quarter: Quarter,
    site: z.string().optional(),
    language: z.enum(['en', 'fr']),
    community: z.string().optional(),
  }),
  run: async ({ actor, ask, open }, { file, program, quarter, site, language, community }) => {
    const steward = await actor(['steward'], community);
    const { database } = await open();
    const { value: found } = await database.asActor(steward, { id: newId() }, (tx) =>
      tx.maybe<{ id: string }>(
        sql`select id from identity.site where community_id = ${steward.communityId} and code = ${site ?? ''}`,
      ),
    );
    if (site !== undefined && !found) throw new CommandFailure(`There is no site "${site}" here.`);
    const [year = 0, number = 0] = quarter.split(/-?[QT]/i).map(Number);
    const format = file.toLowerCase().endsWith('.pdf') ? 'pdf' : 'docx';
    const asked = { program, siteId: found?.id ?? null, year, quarter: number, locale: language, format };
    const { render } = await ask<LeavingFile>(steward, 'reports.fetchQuarter', asked);
    const body = await render();
    const target = createWriteStream(resolve(file), { flags: 'wx', mode: 0o600 });
    await once(target, 'open').catch((reason: NodeJS.ErrnoException) => {
      throw new CommandFailure(
        reason.code === 'EEXIST'
          ? `${file} is there already.`
          : `${file} cannot be written (${reason.code}).`,
      );
    });
    await pipeline(body instanceof Uint8Array ? Readable.from([Buffer.from(body)]) : body, target);
    return { text: `Written to ${file}.`, json: { file: resolve(file), bytes: target.bytesWritten } };
  },
});
