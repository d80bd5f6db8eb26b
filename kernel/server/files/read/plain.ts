import type { ReadWarning } from '../message.ts';
import { FileProblem } from '../problem.ts';

/** Decodes a text file: a byte order mark is obeyed and dropped, then strict UTF-8, then UTF-16 by its zero bytes, then Windows-1252 with a warning. */
export function decodePlain(bytes: Uint8Array): { text: string; warnings: ReadWarning[] } {
  const marked = byMark(bytes);
  if (marked !== undefined) return { text: strictly(marked, bytes), warnings: [] };
  const utf8 = tryDecode('utf-8', bytes);
  if (utf8 !== undefined && !utf8.includes('\u0000')) return { text: readable(utf8), warnings: [] };
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return { text: strictly(wide, bytes), warnings: [] };
  if (utf8 !== undefined) throw new FileProblem('fileUnknown');
  return { text: readable(new TextDecoder('windows-1252').decode(bytes)), warnings: ['windows1252'] };
}

function byMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

function strictly(encoding: string, bytes: Uint8Array): string {
  const text = tryDecode(encoding, bytes);
  if (text === undefined) throw new FileProblem('fileEncoding');
  return readable(text);
}

function tryDecode(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function wideEncoding(bytes: Uint8Array): string | undefined {
  const looked = Math.min(bytes.length, 4_000);
  const zeros = [0, 0];
  for (let index = 0; index < looked; index += 1)
    if (bytes[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > looked / 4 && even < looked / 40) return 'utf-16le';
  if (even > looked / 4 && odd < looked / 40) return 'utf-16be';
  return undefined;
}

const control = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g;

/** Text that people typed has no control characters; a file full of them is something else. */
function readable(text: string): string {
  const found = text.slice(0, 100_000).match(control)?.length ?? 0;
  if (text.includes('\u0000') || found > 2 + text.length / 1_000) throw new FileProblem('fileUnknown');
  return text;
}
