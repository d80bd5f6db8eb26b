import { execFile } from 'node:child_process';
import { createCipheriv, createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { StartFailure } from '../failure.ts';

/** What was written: its size and SHA-256 as it lies on the disk, and the size of what is inside. */
export type Written = { readonly stored: number; readonly sha256: string; readonly size: number };

const tagBytes = 16;
const largest = 4_194_304;

const keyFor = (key: Buffer, name: string) => Buffer.from(hkdfSync('sha256', key, '', `file ${name}`, 32));

/** Frames are numbered and the last one is marked, so that none can be left out, swapped or cut off unseen. */
function nonce(number: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt32BE(number, 4);
  bytes[11] = last ? 1 : 0;
  return bytes;
}

/** Writes `source` to `file` in sealed frames (AES-256-GCM, a key of its own for each `name`); `toDisk` comes after the last one. */
export async function sealTo(
  file: string,
  name: string,
  key: Buffer,
  source: AsyncIterable<Buffer>,
): Promise<Written> {
  const own = keyFor(key, name);
  const hash = createHash('sha256');
  const handle = await open(file, 'wx', 0o600);
  let [stored, size, number] = [0, 0, 0];
  const frame = async (plain: Buffer, last: boolean) => {
    const cipher = createCipheriv('aes-256-gcm', own, nonce(number, last));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(plain.length);
    const bytes = Buffer.concat([length, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    number += 1;
    stored += bytes.length;
    hash.update(bytes);
    await handle.appendFile(bytes);
  };
  try {
    for await (const chunk of source) {
      size += chunk.length;
      await frame(chunk, false);
    }
    await frame(Buffer.alloc(0), true);
  } finally {
    await handle.close();
  }
  return { stored, sha256: hash.digest('hex'), size };
}

/** Waits until everything written so far is on the disk: one call for thousands of files. */
export async function toDisk(): Promise<void> {
  await promisify(execFile)('sync');
}

/** Gives back what `sealTo` wrote; refuses (StartFailure) when a byte of it is another or its end is missing. */
export async function* openFrom(file: string, name: string, key: Buffer): AsyncGenerator<Buffer> {
  const own = keyFor(key, name);
  const handle = await open(file, 'r');
  const take = async (bytes: number) => {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(bytes), 0, bytes, null);
    if (bytesRead !== bytes) throw new StartFailure(`${file} is damaged: it ends too early.`);
    return buffer;
  };
  try {
    for (let number = 0; ; number += 1) {
      const length = (await take(4)).readUInt32BE();
      if (length > largest) throw new StartFailure(`${file} is damaged.`);
      const sealed = await take(length + tagBytes);
      const decipher = createDecipheriv('aes-256-gcm', own, nonce(number, length === 0));
      decipher.setAuthTag(sealed.subarray(length));
      try {
        const plain = Buffer.concat([decipher.update(sealed.subarray(0, length)), decipher.final()]);
        if (length === 0) return;
        yield plain;
      } catch {
        throw new StartFailure(`${file} is damaged, or the key is not the right one.`);
      }
    }
  } finally {
    await handle.close();
  }
}

/** The SHA-256 of a file as it lies on the disk. */
export async function sha256Of(file: string): Promise<string> {
  const handle = await open(file, 'r');
  const hash = createHash('sha256');
  for await (const chunk of handle.createReadStream()) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
