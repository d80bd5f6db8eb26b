import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip made for a test; it may lie about its size, be a link, or be named like a path. */
export type ZipEntry = {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly declaredSize?: number;
  readonly mode?: number;
  readonly locked?: boolean;
};

/** Makes a zip by hand, honest or not. */
export function makeZip(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const { local, central } = written(entry, at);
    files.push(local);
    directory.push(central);
    at += local.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, index, end]);
}

/** A Word document with this body XML. */
export function makeDocx(body: string, extra: readonly ZipEntry[] = []): Buffer {
  return makeZip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    {
      name: 'word/document.xml',
      content: `${declaration}<w:document xmlns:w="urn:w"><w:body>${body}</w:body></w:document>`,
    },
    ...extra,
  ]);
}

/** An OpenDocument text with this body XML. */
export function makeOdt(body: string, head = declaration): Buffer {
  const space = 'xmlns:office="o" xmlns:text="t" xmlns:table="tb"';
  return makeZip([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.text' },
    {
      name: 'content.xml',
      content: `${head}<office:document-content ${space}><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    },
  ]);
}

/** A PDF of one page with these lines of plain letters. */
export function makePdf(lines: readonly string[]): Buffer {
  const shown = lines.map((line) => `(${line.replace(/[()\\]/g, '')}) Tj 0 -14 Td`).join('\n');
  const stream = `BT /F1 12 Tf 50 700 Td\n${shown}\nET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`;
  return Buffer.from(
    `${text}${table}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF`,
  );
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>';

function written(entry: ZipEntry, at: number): { local: Buffer; central: Buffer } {
  const content = typeof entry.content === 'string' ? Buffer.from(entry.content) : Buffer.from(entry.content);
  const packed = deflateRawSync(content, { level: 9 });
  const name = Buffer.from(entry.name);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(entry.locked ? 0x801 : 0x800, 2);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(content), 10);
  common.writeUInt32LE(packed.length, 14);
  common.writeUInt32LE(entry.declaredSize ?? content.length, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, name, packed]);
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
  tail.writeUInt32LE(at, 10);
  const made = Buffer.from([20, 3]);
  return { local, central: Buffer.concat([Buffer.from('PK\u0001\u0002'), made, common, tail, name]) };
}
