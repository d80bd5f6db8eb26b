import type { ReadWarning } from '../message.ts';
import { type FileLimits, FileProblem } from '../problem.ts';
import { type Archive, contentOf, entryNamed } from './archive.ts';
import { Blocks } from './blocks.ts';
import type { RawText } from './docx.ts';
import { readXml, type XmlListener } from './xml.ts';

/** Reads the running text of an OpenDocument text: paragraphs, headings, tables and frames; not notes, comments or deleted text. */
export async function readOdt(archive: Archive, limits: FileLimits): Promise<RawText> {
  const entry = entryNamed(archive, 'content.xml');
  if (entry === undefined) throw new FileProblem('fileDamaged');
  await refuseLocked(archive, limits);
  const blocks = new Blocks(limits);
  const warnings = new Set<ReadWarning>();
  await readXml(contentOf(archive, entry), limits, textListener(blocks, warnings));
  return { text: blocks.text(), warnings: [...warnings] };
}

async function refuseLocked(archive: Archive, limits: FileLimits): Promise<void> {
  const manifest = entryNamed(archive, 'META-INF/manifest.xml');
  if (manifest === undefined) return;
  await readXml(contentOf(archive, manifest), limits, {
    open: (name) => {
      if (name === 'encryption-data') throw new FileProblem('fileLocked');
    },
    close: () => undefined,
    text: () => undefined,
  });
}

const leftOut = new Set(['tracked-changes', 'note', 'annotation', 'ruby-text', 'sequence-decls', 'forms']);
const spacesAtMost = 1_000;

function textListener(blocks: Blocks, warnings: Set<ReadWarning>): XmlListener {
  let skipping = 0;
  return {
    open: (name, attributes) => {
      if (leftOut.has(name)) skipping += 1;
      if (name === 'note') warnings.add('footnotes');
      if (name === 'tracked-changes') warnings.add('trackedChanges');
      if (skipping > 0) return;
      if (name === 'p' || name === 'h') blocks.openParagraph();
      if (name === 'table-row') blocks.openRow();
      if (name === 'table-cell') blocks.openCell();
      if (name === 's') blocks.add(' '.repeat(spaces(attributes['text:c'])));
      if (name === 'tab') blocks.add('\t');
      if (name === 'line-break') blocks.add('\n');
    },
    close: (name) => {
      if (leftOut.has(name)) skipping -= 1;
      else if (skipping > 0) return;
      else if (name === 'p' || name === 'h') blocks.closeParagraph();
      else if (name === 'table-row') blocks.closeRow();
      else if (name === 'table-cell') blocks.closeCell();
    },
    text: (text) => {
      if (skipping > 0 || !blocks.writing) return;
      const collapsed = text.replace(/[ \t\r\n]+/g, ' ');
      blocks.add(blocks.afterSpace ? collapsed.replace(/^ /, '') : collapsed);
    },
  };
}

function spaces(count: string | undefined): number {
  const value = Number.parseInt(count ?? '1', 10);
  return Number.isFinite(value) ? Math.min(Math.max(value, 1), spacesAtMost) : 1;
}
