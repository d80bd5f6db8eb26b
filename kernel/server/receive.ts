import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { refuse } from '../refusal.ts';
import type { ReceivedFile } from './module.ts';

/** What a multipart request brought: its JSON input and its files, on disk until `discard`. */
export type Received = {
  readonly input: unknown;
  readonly files: readonly ReceivedFile[];
  readonly discard: () => Promise<void>;
};

/** Streams an upload to a folder of its own. Refuses a file over `maxBytes`, more than 50 files, or an input that is not JSON. */
export async function receive(request: FastifyRequest, folder: string, maxBytes: number): Promise<Received> {
  if (!request.isMultipart()) throw refuse('invalid', 'kernel.notMultipart');
  const home = await mkdtemp(join(folder, 'upload-'));
  const discard = () => rm(home, { recursive: true, force: true });
  try {
    const files: ReceivedFile[] = [];
    let input: unknown;
    for await (const part of request.parts({
      limits: { fileSize: maxBytes, files: 50, fields: 1, fieldSize: 1_000_000 },
    })) {
      if (part.type === 'field') {
        if (part.fieldname === 'input') input = asJson(String(part.value));
        continue;
      }
      const path = join(home, String(files.length));
      await pipeline(part.file, createWriteStream(path, { mode: 0o600 }));
      if (part.file.truncated)
        throw refuse('invalid', 'kernel.fileTooLarge', { limit: Math.floor(maxBytes / 1_000_000) });
      files.push({
        name: part.filename.replace(/^.*[/\\]/, '').slice(0, 200),
        path,
        bytes: part.file.bytesRead,
      });
    }
    return { input, files, discard };
  } catch (reason) {
    await discard();
    throw reason;
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('invalid', 'kernel.notJson');
  }
}
