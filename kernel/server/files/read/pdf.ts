import { getDocumentProxy } from 'unpdf';
import type { ReadWarning } from '../message.ts';
import { type FileLimits, FileProblem } from '../problem.ts';
import { tooMuchText } from './blocks.ts';
import type { RawText } from './docx.ts';

const pagesAtMost = 3_000;

/** Reads the text layer of a PDF, page after page; a scan without one has no text to read. */
export async function readPdf(bytes: Uint8Array, limits: FileLimits): Promise<RawText> {
  const document = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0 }).catch(why);
  const pages: string[] = [];
  let characters = 0;
  const count = Math.min(document.numPages, pagesAtMost);
  for (let number = 1; number <= count; number += 1) {
    const page = await document.getPage(number).catch(why);
    const content = await page.getTextContent();
    const text = content.items
      .map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''))
      .join('');
    characters += text.length;
    if (characters > limits.characters) throw tooMuchText(limits);
    pages.push(text.trimEnd());
    page.cleanup();
  }
  const bare = pages.filter((text) => text.trim() === '').length;
  if (bare === pages.length) throw new FileProblem('fileNoText');
  const warnings: ReadWarning[] = bare > 0 ? ['pdfLines', 'pagesWithoutText'] : ['pdfLines'];
  return { text: pages.join('\n').replaceAll('\u0000', ''), warnings };
}

function why(error: unknown): never {
  const name = error instanceof Error ? error.name : '';
  throw new FileProblem(name === 'PasswordException' ? 'fileLocked' : 'fileDamaged');
}
