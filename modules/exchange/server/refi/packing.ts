import { Zip, ZipDeflate } from 'fflate';

/** A zip that is written piece by piece; only its packed bytes are held. */
export function packing() {
  const packed: Uint8Array[] = [];
  let fault: Error | undefined;
  const zip = new Zip((error, chunk) => {
    if (error) fault = error;
    else packed.push(chunk);
  });
  const open = (name: string) => {
    const entry = new ZipDeflate(name, { level: 6 });
    entry.mtime = new Date('2000-01-01T00:00:00Z');
    zip.add(entry);
    return {
      write: (text: string) => entry.push(Buffer.from(text)),
      end: () => entry.push(new Uint8Array(0), true),
    };
  };
  const finish = (): Buffer => {
    zip.end();
    if (fault !== undefined) throw fault;
    return Buffer.concat(packed);
  };
  return { open, finish };
}
