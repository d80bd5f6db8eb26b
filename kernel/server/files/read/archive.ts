import type { Readable } from 'node:stream';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { type FileLimits, FileProblem, fileLimits } from '../problem.ts';

/** A zip whose directory has been looked through; contents are only read through `contentOf`, under the limits. */
export type Archive = {
  readonly zip: ZipFile;
  readonly entries: readonly Entry[];
  readonly spend: (bytes: number) => void;
  readonly limits: FileLimits;
};

const symbolicLink = 0o120000;
const kindMask = 0o170000;

/** Opens a zip held in memory: names, links, locks and the number of entries are judged before anything is unpacked. */
export async function openArchive(bytes: Uint8Array, limits: FileLimits): Promise<Archive> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const zip = await fromBufferPromise(buffer, { lazyEntries: true, autoClose: false }).catch(() => {
    throw new FileProblem('fileDamaged');
  });
  if (zip.entryCount > limits.entries) throw new FileProblem('fileTooManyEntries', { limit: limits.entries });
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      judge(entry, limits);
      if (entries.push(entry) > limits.entries) {
        throw new FileProblem('fileTooManyEntries', { limit: limits.entries });
      }
    }
  } catch (error) {
    throw error instanceof FileProblem ? error : whyNot(error);
  }
  return { zip, entries, spend: budget(bytes.byteLength, limits), limits };
}

/** The content of one entry in chunks; stops as soon as it unpacks to more than it may, whatever sizes it declares. */
export async function* contentOf(archive: Archive, entry: Entry): AsyncGenerator<Buffer> {
  const stream: Readable = await archive.zip.openReadStreamPromise(entry).catch(() => {
    throw new FileProblem('fileDamaged');
  });
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > archive.limits.entryBytes) throw tooLarge(archive.limits);
      archive.spend(chunk.length);
      yield chunk;
    }
  } catch (error) {
    throw error instanceof FileProblem ? error : whyNot(error);
  } finally {
    stream.destroy();
  }
}

/** The entry of that name, or nothing. */
export function entryNamed(archive: Archive, name: string): Entry | undefined {
  return archive.entries.find((entry) => entry.fileName === name);
}

function judge(entry: Entry, limits: FileLimits): void {
  const mode = entry.externalFileAttributes >>> 16;
  if ((mode & kindMask) === symbolicLink) throw new FileProblem('fileEntryUnsafe');
  const name = entry.fileName;
  const steps = name.split(/[\\/]/);
  const trick =
    name.startsWith('/') || name.startsWith('\\') || /^[a-z]:/i.test(name) || name.includes('\u0000');
  if (trick || name === '' || steps.includes('..')) throw new FileProblem('fileEntryUnsafe');
  if (entry.isEncrypted()) throw new FileProblem('fileLocked');
  if (entry.uncompressedSize > limits.entryBytes) throw tooLarge(limits);
}

function budget(packed: number, limits: FileLimits): (bytes: number) => void {
  let total = 0;
  return (bytes) => {
    total += bytes;
    if (total > limits.unpackedBytes) throw tooLarge(limits);
    if (total > limits.ratioFrom && total > packed * limits.ratio) throw tooLarge(limits);
  };
}

function tooLarge(limits: FileLimits): FileProblem {
  return new FileProblem('fileUnpacksTooLarge', { limit: Math.round(limits.unpackedBytes / 1024 / 1024) });
}

function whyNot(error: unknown): FileProblem {
  const words = error instanceof Error ? error.message : '';
  if (/relative path|absolute path|invalid characters in fileName/i.test(words))
    return new FileProblem('fileEntryUnsafe');
  if (/too many bytes/i.test(words))
    return new FileProblem('fileUnpacksTooLarge', {
      limit: Math.round(fileLimits.unpackedBytes / 1024 / 1024),
    });
  return new FileProblem('fileDamaged');
}
