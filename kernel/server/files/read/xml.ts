import { SaxesParser } from 'saxes';
import { type FileLimits, FileProblem } from '../problem.ts';

/** What a reader of one XML document listens to; names come without their prefix. */
export type XmlListener = {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
};

const attributesAtMost = 500;

/** Reads XML as it arrives: no document type, no foreign encoding, bounded depth and bounded names, texts and attributes. */
export async function readXml(
  chunks: AsyncIterable<Buffer>,
  limits: FileLimits,
  listener: XmlListener,
): Promise<void> {
  const watch = { fed: 0, depth: 0, attributes: 0 };
  const parser = listeningParser(limits, listener, watch);
  let decoder: TextDecoder | undefined;
  try {
    for await (const chunk of chunks) {
      decoder ??= decoderFor(chunk);
      feed(parser, decoder.decode(chunk, { stream: true }), watch, limits);
    }
    parser.write(decoder?.decode() ?? '').close();
  } catch (error) {
    const wrongBytes =
      error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
    throw wrongBytes ? new FileProblem('fileEncoding') : error;
  }
}

/** The part of a name after its prefix: `w:p` is `p`. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

type PlainNames = { position: false; xmlns: false };
type Watch = { fed: number; depth: number; attributes: number };

function feed(parser: SaxesParser<PlainNames>, text: string, watch: Watch, limits: FileLimits): void {
  const step = 65_536;
  for (let at = 0; at < text.length; at += step) {
    const piece = text.slice(at, at + step);
    watch.fed += piece.length;
    parser.write(piece);
    if (watch.fed > limits.token) throw new FileProblem('fileXmlTooLong');
  }
}

function listeningParser(limits: FileLimits, listener: XmlListener, watch: Watch): SaxesParser<PlainNames> {
  const parser = new SaxesParser<PlainNames>({ position: false, xmlns: false });
  parser.on('error', () => {
    throw new FileProblem('fileDamaged');
  });
  parser.on('doctype', () => {
    throw new FileProblem('fileXmlUnsafe');
  });
  parser.on('xmldecl', ({ encoding }) => {
    if (encoding !== undefined && !/^(utf-?8|utf-?16(le|be)?|us-ascii)$/i.test(encoding)) {
      throw new FileProblem('fileEncoding');
    }
  });
  parser.on('attribute', () => {
    watch.fed = 0;
    watch.attributes += 1;
    if (watch.attributes > attributesAtMost) throw new FileProblem('fileXmlTooLong');
  });
  parser.on('opentag', (tag) => {
    watch.fed = 0;
    watch.attributes = 0;
    watch.depth += 1;
    if (watch.depth > limits.depth) throw new FileProblem('fileXmlTooDeep', { limit: limits.depth });
    listener.open(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    watch.depth -= 1;
    listener.close(localName(tag.name));
  });
  parser.on('text', (text) => {
    watch.fed = 0;
    listener.text(text);
  });
  parser.on('cdata', (text) => listener.text(text));
  return parser;
}

function decoderFor(first: Buffer): TextDecoder {
  const [a, b] = [first[0], first[1]];
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0))
    return new TextDecoder('utf-16le', { fatal: true });
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c))
    return new TextDecoder('utf-16be', { fatal: true });
  return new TextDecoder('utf-8', { fatal: true });
}
