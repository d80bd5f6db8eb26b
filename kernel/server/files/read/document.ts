import type { DocumentKind, ReadText, ReadWarning } from '../message.ts';
import { type FileLimits, FileProblem } from '../problem.ts';
import { type Archive, contentOf, entryNamed, openArchive } from './archive.ts';
import { tooMuchText } from './blocks.ts';
import { cueKind, readCues } from './cues.ts';
import { type RawText, readDocx } from './docx.ts';
import { readOdt } from './odt.ts';
import { readPdf } from './pdf.ts';
import { readHtml } from './html.ts';
import { decodePlain } from './plain.ts';
import { readRtf } from './rtf.ts';
import { findTurns } from './speakers.ts';

/** Reads the text of one document whatever it is called: its first bytes and its content say what it is. */
export async function readDocument(bytes: Uint8Array, limits: FileLimits): Promise<ReadText> {
  if (bytes.length === 0) throw new FileProblem('fileEmpty');
  const head = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1');
  if (head.startsWith('PK')) return withTurns(...(await readPacked(bytes, limits)));
  if (head.startsWith('{\\rtf')) return withTurns('rtf', readRtf(bytes, limits));
  if (head.includes('%PDF-')) return withTurns('pdf', await readPdf(bytes, limits));
  if (head.startsWith('\xd0\xcf\x11\xe0')) throw new FileProblem('fileOldWord');
  return readPlain(bytes, limits);
}

/** Line ends become LF; nothing else of the text is touched. */
export function withLf(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

async function readPacked(bytes: Uint8Array, limits: FileLimits): Promise<[DocumentKind, RawText]> {
  const archive = await openArchive(bytes, limits);
  if (
    entryNamed(archive, '[Content_Types].xml') &&
    archive.entries.some((one) => one.fileName.startsWith('word/'))
  ) {
    return ['docx', await readDocx(archive, limits)];
  }
  if ((await mimetypeOf(archive)).startsWith('application/vnd.oasis.opendocument.text')) {
    return ['odt', await readOdt(archive, limits)];
  }
  throw new FileProblem('fileUnknown');
}

async function mimetypeOf(archive: Archive): Promise<string> {
  const entry = entryNamed(archive, 'mimetype');
  if (entry === undefined) return '';
  for await (const chunk of contentOf(archive, entry)) return chunk.toString('latin1');
  return '';
}

function readPlain(bytes: Uint8Array, limits: FileLimits): ReadText {
  const { text: decoded, warnings } = decodePlain(bytes);
  if (decoded.length > limits.characters) throw tooMuchText(limits);
  const page = pageIn(decoded);
  if (page === 'other') throw new FileProblem('fileUnknown');
  if (page === 'html') {
    const { text } = readHtml(decoded, limits);
    return withTurns('html', { text, warnings });
  }
  const text = withLf(decoded);
  if (text.trim() === '') throw new FileProblem('fileNoText');
  const kind = cueKind(text);
  if (kind === undefined) return withTurns('txt', { text, warnings });
  const { text: spoken, turns } = readCues(text);
  return { text: spoken, kind, warnings, turns };
}

/** Whether a plain file is a web page, another kind of markup, or neither. */
function pageIn(text: string): 'html' | 'other' | undefined {
  const head = text.slice(0, 2_000).replace(/^\s*(?:<\?xml[^>]*\?>\s*|<!--[^]*?-->\s*)*/i, '');
  if (/^<(?:!doctype\s+html\b|html\b|head\b|body\b)/i.test(head)) return 'html';
  return /^\s*<(?:!doctype\b|\?xml\b)/i.test(text.slice(0, 200)) ? 'other' : undefined;
}

function withTurns(kind: DocumentKind, raw: RawText): ReadText {
  const text = withLf(raw.text).toWellFormed();
  if (text.trim() === '') throw new FileProblem('fileNoText');
  const warnings: ReadWarning[] = [...raw.warnings];
  const turns = findTurns(text);
  return turns.length > 0 ? { text, kind, warnings, turns } : { text, kind, warnings };
}
