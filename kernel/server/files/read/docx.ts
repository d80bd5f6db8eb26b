import type { ReadWarning } from '../message.ts';
import { type FileLimits, FileProblem } from '../problem.ts';
import { type Archive, contentOf, entryNamed } from './archive.ts';
import { Blocks } from './blocks.ts';
import { readXml, type XmlListener } from './xml.ts';

/** What a document reader found before line ends and speakers are looked at. */
export type RawText = { readonly text: string; readonly warnings: readonly ReadWarning[] };

/** Reads the running text of a Word document: body, tables and text boxes; not comments, deleted text, headers or footnotes. */
export async function readDocx(archive: Archive, limits: FileLimits): Promise<RawText> {
  const entry = entryNamed(archive, await mainPart(archive, limits));
  if (entry === undefined) throw new FileProblem('fileDamaged');
  const blocks = new Blocks(limits);
  const warnings = new Set<ReadWarning>();
  await readXml(contentOf(archive, entry), limits, wordListener(blocks, warnings));
  return { text: blocks.text(), warnings: [...warnings] };
}

async function mainPart(archive: Archive, limits: FileLimits): Promise<string> {
  let target = 'word/document.xml';
  const relations = entryNamed(archive, '_rels/.rels');
  if (relations === undefined) return target;
  await readXml(contentOf(archive, relations), limits, {
    open: (name, attributes) => {
      if (name !== 'Relationship' || !attributes['Type']?.endsWith('/officeDocument')) return;
      target = (attributes['Target'] ?? target).replace(/^\//, '');
    },
    close: () => undefined,
    text: () => undefined,
  });
  return target;
}

const leftOut = new Set(['del', 'moveFrom', 'Fallback', 'instrText', 'delText']);
const inRun: Readonly<Record<string, string>> = { tab: '\t', br: '\n', cr: '\n', noBreakHyphen: '\u2011' };

function wordListener(blocks: Blocks, warnings: Set<ReadWarning>): XmlListener {
  const path: string[] = [];
  let skipping = 0;
  return {
    open: (name, attributes) => {
      const parent = path.at(-1);
      path.push(name);
      if (leftOut.has(name)) skipping += 1;
      if (name === 'del' || name === 'ins') warnings.add('trackedChanges');
      if (name === 'footnoteReference' || name === 'endnoteReference') warnings.add('footnotes');
      if (skipping > 0) return;
      if (name === 'p') blocks.openParagraph();
      if (name === 'tr') blocks.openRow();
      if (name === 'tc') blocks.openCell();
      if (parent === 'r') blocks.add(inRun[name] ?? (name === 'sym' ? symbol(attributes) : ''));
    },
    close: (name) => {
      path.pop();
      if (leftOut.has(name)) skipping -= 1;
      else if (skipping > 0) return;
      else if (name === 'p') blocks.closeParagraph();
      else if (name === 'tr') blocks.closeRow();
      else if (name === 'tc') blocks.closeCell();
    },
    text: (text) => {
      if (skipping === 0 && path.at(-1) === 't') blocks.add(text);
    },
  };
}

function symbol(attributes: Readonly<Record<string, string>>): string {
  const code = Number.parseInt(attributes['w:char'] ?? '', 16);
  if (!(code > 0x1f && code <= 0x10ffff)) return '';
  return code >= 0xe000 && code <= 0xf8ff ? '\ufffd' : String.fromCodePoint(code);
}
