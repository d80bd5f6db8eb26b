import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/**
 * A file that is written inside a transaction and leaves after it: only its compressed bytes are held, and nothing of it ever
 * stands on a disk in clear.
 */
export async function keptText(pieces: AsyncIterable<string>): Promise<() => Readable> {
  const zipped: Buffer[] = [];
  await pipeline(Readable.from(joined(pieces)), createGzip({ level: 4 }), async (chunks) => {
    for await (const chunk of chunks as AsyncIterable<Buffer>) zipped.push(chunk);
  });
  return () => Readable.from(zipped).pipe(createGunzip());
}

/** The same for a file that is compressed already. */
export async function keptBytes(pieces: AsyncIterable<Uint8Array>): Promise<() => Readable> {
  const held: Uint8Array[] = [];
  for await (const piece of pieces) held.push(piece);
  return () => Readable.from(held);
}

/** Lines in pieces that are worth handing on. */
async function* joined(pieces: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let text = '';
  for await (const piece of pieces) {
    text += piece;
    if (text.length < 65_536) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text);
}
