import { readFile } from 'node:fs/promises';
import { refuse } from '../../../kernel/refusal.ts';
import { intake } from '../../../kernel/server/files/intake.ts';
import type { ReceivedFile } from '../../../kernel/server/module.ts';
import type { DirectoryFile } from '../hsds/directoryFiles.ts';
import { readTable } from './readTable.ts';

type Content = Uint8Array | AsyncIterable<Uint8Array>;

/** Reads the files of a directory: CSV and JSON as they are, a ZIP entry by entry. Anything else inside a ZIP is left alone. */
export async function openFiles(
  received: readonly Pick<ReceivedFile, 'name' | 'path'>[],
): Promise<DirectoryFile[]> {
  const files: DirectoryFile[] = [];
  for (const { name, path } of received) {
    const bytes = await readFile(path);
    if (readable(name)) files.push(await readOne(name, bytes));
    else
      for await (const entry of intake.unpack({ name, bytes }))
        if (readable(entry.name)) files.push(await readOne(entry.name, entry.content));
  }
  if (files.length === 0) throw refuse('invalid', 'exchange.nothingToImport');
  return files;
}

/** True for a file this reads: a CSV table or JSON, not one that an operating system left behind. */
export const readable = (name: string): boolean =>
  /\.(csv|json)$/i.test(name) && !/(^|\/)(\.|__MACOSX\/)/.test(name);

async function readOne(name: string, content: Content): Promise<DirectoryFile> {
  const parts: Uint8Array[] = [];
  for await (const part of content instanceof Uint8Array ? [content] : content) parts.push(part);
  const bytes = Buffer.concat(parts);
  return /\.json$/i.test(name) ? readJson(name, bytes) : { name, ...readTable(bytes) };
}

function readJson(name: string, bytes: Uint8Array): DirectoryFile {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { name, json: JSON.parse(text) as unknown };
  } catch (reason) {
    return { name, unreadable: reason instanceof TypeError ? 'encoding' : 'notJson' };
  }
}
