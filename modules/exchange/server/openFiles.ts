import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { refuse, Refusal } from '../../../kernel/refusal.ts';
import { intake } from '../../../kernel/server/files/intake.ts';
import { readCsv } from '../../../kernel/server/files/table/csv.ts';
import type { DirectoryFile } from '../hsds/directoryFiles.ts';
import type { RawRow } from '../hsds/raw.ts';

type Content = Uint8Array | AsyncIterable<Uint8Array>;

const deepest = 4;

/** Reads a directory from a folder, a ZIP or a single file; anything that is neither CSV nor JSON is left alone. */
export async function openDirectory(path: string): Promise<DirectoryFile[]> {
  const what = await stat(path).catch(() => {
    throw refuse('missing', 'exchange.noSuchPath', { path });
  });
  const files = what.isDirectory() ? await openFolder(path) : await openFile(path);
  if (files.length === 0) throw refuse('invalid', 'exchange.nothingToImport', { path });
  return files;
}

async function openFolder(path: string): Promise<DirectoryFile[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files: DirectoryFile[] = [];
  for (const entry of entries) {
    const full = join(entry.parentPath, entry.name);
    const name = relative(path, full).split(sep).join('/');
    if (entry.isFile() && wanted(name)) files.push(await readOne(name, await readFile(full)));
  }
  return files;
}

async function openFile(path: string): Promise<DirectoryFile[]> {
  const name = basename(path);
  const bytes = await readFile(path);
  if (wanted(name)) return [await readOne(name, bytes)];
  const files: DirectoryFile[] = [];
  for await (const entry of intake.unpack({ name, bytes })) {
    if (wanted(entry.name)) files.push(await readOne(entry.name, entry.content));
  }
  return files;
}

const wanted = (name: string) =>
  /\.(csv|json)$/i.test(name) && !/(^|\/)(\.|__MACOSX\/)/.test(name) && name.split('/').length <= deepest;

async function readOne(name: string, content: Content): Promise<DirectoryFile> {
  return /\.json$/i.test(name) ? readJson(name, content) : readRows(name, content);
}

async function readRows(name: string, content: Content): Promise<DirectoryFile> {
  const rows: RawRow[] = [];
  try {
    for await (const row of readCsv(content)) rows.push(row);
    return { name, rows };
  } catch (reason) {
    if (!(reason instanceof Refusal)) throw reason;
    return { name, rows, damagedAt: rows.length + 1 };
  }
}

async function readJson(name: string, content: Content): Promise<DirectoryFile> {
  const parts: Uint8Array[] = [];
  for await (const part of content instanceof Uint8Array ? [content] : content) parts.push(part);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
    return { name, json: JSON.parse(text) as unknown };
  } catch (reason) {
    return { name, unreadable: reason instanceof TypeError ? 'encoding' : 'notJson' };
  }
}
