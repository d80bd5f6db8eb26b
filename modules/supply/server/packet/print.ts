import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { writeCsv } from '../../../../kernel/server/files/index.ts';
import { typeset } from '../../../../kernel/server/typeset.ts';
import type { Packet } from './packet.ts';

/** A packet as an accessible PDF (PDF/UA-1, tagged), in its own language. */
export async function packetPdf(packet: Packet): Promise<Uint8Array> {
  const source = await readFile(join(import.meta.dirname, 'packet.typ'), 'utf8');
  return typeset({
    folder: import.meta.dirname,
    source,
    files: { 'packet.json': JSON.stringify(packet) },
  });
}

type Table = { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

async function csv({ head, rows }: Table): Promise<Uint8Array> {
  const columns = head.map((heading, index) => ({
    heading,
    value: (row: readonly string[]) => row[index] ?? '',
  }));
  let text = '';
  for await (const part of writeCsv(columns, rows)) text += part;
  return strToU8(text);
}

const json = ({ head, rows }: Table): Uint8Array =>
  strToU8(
    JSON.stringify(
      rows.map((row) => Object.fromEntries(head.map((heading, index) => [heading, row[index] ?? '']))),
      null,
      2,
    ),
  );

/** A packet as a folder: the PDF, and each section as CSV and as JSON, numbered in the order of the PDF. */
export async function packetFolder(packet: Packet): Promise<Uint8Array> {
  const tables = [
    ['00-gaps', { head: packet.gapHead, rows: packet.gaps }] as const,
    ...packet.sections.map(
      (section, index) => [`${String(index + 1).padStart(2, '0')}-${section.key}`, section] as const,
    ),
  ];
  const files: Record<string, Uint8Array> = { 'packet.pdf': await packetPdf(packet) };
  for (const [name, table] of tables) {
    files[`${name}.csv`] = await csv(table);
    files[`${name}.json`] = json(table);
  }
  return zipSync(files, { level: 6 });
}
