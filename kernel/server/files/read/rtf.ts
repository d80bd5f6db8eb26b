import { type FileLimits, FileProblem } from '../problem.ts';
import { tooMuchText } from './blocks.ts';
import { encodingOfCharset, encodingOfCodepage } from './codepage.ts';
import type { RawText } from './docx.ts';

/** Reads the running text of a rich text file: code pages, Unicode escapes and tables; not notes, headers, pictures or hidden text. */
export function readRtf(bytes: Uint8Array, limits: FileLimits): RawText {
  const reader = new RtfReader(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'),
    limits,
  );
  const text = reader.read();
  const whole = text.toWellFormed();
  return { text: whole, warnings: whole === text ? [] : ['badCharacters'] };
}

const leftOut = new Set(
  (
    'colortbl stylesheet info pict object objdata header headerl headerr headerf footer footerl footerr footerf ' +
    'footnote annotation atnid atnauthor fldinst themedata datastore colorschememapping listtable listoverridetable ' +
    'rsidtbl latentstyles xmlnstbl generator bkmkstart bkmkend filetbl revtbl pntext listtext pn nonshppict upr ' +
    'mmathPr private ftnsep aftnsep template operator author title subject keywords comment doccomm'
  ).split(' '),
);

const spoken: Readonly<Record<string, string>> = {
  par: '\n',
  line: '\n',
  sect: '\n',
  page: '\n',
  row: '\n',
  nestrow: '\n',
  tab: '\t',
  cell: '\t',
  nestcell: '\t',
  emdash: '—',
  endash: '–',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  bullet: '•',
  emspace: '\u2003',
  enspace: '\u2002',
  qmspace: '\u2005',
  zwj: '\u200d',
  zwnj: '\u200c',
};

type Group = {
  skip: boolean;
  fonts: boolean;
  uc: number;
  encoding: string | undefined;
  hidden: boolean;
  deleted: boolean;
};

class RtfReader {
  readonly #source: string;
  readonly #limits: FileLimits;
  readonly #out: string[] = [];
  readonly #fonts = new Map<number, string | undefined>();
  readonly #groups: Group[] = [];
  #group: Group = { skip: false, fonts: false, uc: 1, encoding: undefined, hidden: false, deleted: false };
  #ansi = 'windows-1252';
  #at = 0;
  #characters = 0;
  #toSkip = 0;
  #starred = false;
  #font = 0;
  #pending: number[] = [];

  constructor(source: string, limits: FileLimits) {
    this.#source = source;
    this.#limits = limits;
  }

  read(): string {
    while (this.#at < this.#source.length) {
      const sign = this.#source[this.#at];
      if (sign === '{') this.#open();
      else if (sign === '}') this.#close();
      else if (sign === '\\') this.#control();
      else this.#plain();
    }
    this.#flush();
    if (this.#groups.length > 0) throw new FileProblem('fileDamaged');
    return this.#out.join('').replace(/\t\n/g, '\n').replace(/\n+$/, '');
  }

  #open(): void {
    this.#flush();
    if (this.#groups.length >= this.#limits.depth * 5)
      throw new FileProblem('fileXmlTooDeep', { limit: this.#limits.depth * 5 });
    this.#groups.push({ ...this.#group });
    this.#at += 1;
    this.#toSkip = 0;
    this.#starred = false;
  }

  #close(): void {
    this.#flush();
    const outer = this.#groups.pop();
    if (outer === undefined) throw new FileProblem('fileDamaged');
    this.#group = outer;
    this.#at += 1;
    this.#toSkip = 0;
  }

  #plain(): void {
    const stop = /[{}\\\r\n]/g;
    stop.lastIndex = this.#at;
    const end = this.#toSkip > 0 ? this.#at + 1 : (stop.exec(this.#source)?.index ?? this.#source.length);
    const piece = this.#source.slice(this.#at, Math.max(end, this.#at + 1));
    this.#at += piece.length;
    if (piece === '\r' || piece === '\n') return;
    if (this.#toSkip > 0) this.#toSkip -= 1;
    else for (let index = 0; index < piece.length; index += 1) this.#byte(piece.charCodeAt(index));
  }

  #control(): void {
    const match = /\\(?:([a-zA-Z]{1,32})(-?\d{1,10})? ?|'([0-9a-fA-F]{2})|([^a-zA-Z']))/y;
    match.lastIndex = this.#at;
    const found = match.exec(this.#source);
    if (found === null) {
      this.#at += 1;
      return;
    }
    this.#at = match.lastIndex;
    const [, word, number, hex, sign] = found;
    if (this.#toSkip > 0 && sign !== '*') {
      this.#toSkip -= 1;
      if (word === 'bin') this.#at += Math.max(0, Number(number ?? 0));
    } else if (hex !== undefined) this.#byte(Number.parseInt(hex, 16));
    else if (word !== undefined) this.#word(word, number === undefined ? undefined : Number(number));
    else this.#sign(sign ?? '');
  }

  #sign(sign: string): void {
    if (sign === '*') this.#starred = true;
    else if (sign === '~') this.#say('\u00a0');
    else if (sign === '_') this.#say('\u2011');
    else if (sign === '\n' || sign === '\r') this.#say('\n');
    else if (sign === '{' || sign === '}' || sign === '\\') this.#byte(sign.charCodeAt(0));
  }

  #word(word: string, number: number | undefined): void {
    const starred = this.#starred;
    this.#starred = false;
    if (word === 'bin') this.#at += Math.max(0, number ?? 0);
    else if (word === 'fonttbl') Object.assign(this.#group, { skip: true, fonts: true });
    else if (word === 'ud') this.#group.skip = false;
    else if (leftOut.has(word) || (starred && word !== 'shptxt')) this.#group.skip = true;
    else if (word === 'u') this.#unicode(number ?? 0);
    else if (spoken[word] !== undefined) this.#say(spoken[word]);
    else this.#setting(word, number);
  }

  #setting(word: string, number: number | undefined): void {
    const group = this.#group;
    if (word === 'uc') group.uc = Math.max(0, number ?? 1);
    else if (word === 'ansicpg') this.#ansi = encodingOfCodepage(number ?? 1252);
    else if (word === 'mac') this.#ansi = 'macintosh';
    else if (word === 'v') group.hidden = number !== 0;
    else if (word === 'deleted') group.deleted = number !== 0;
    else if (word === 'plain') Object.assign(group, { hidden: false, encoding: undefined });
    else if (word === 'f') this.#useFont(number ?? 0);
    else if (group.fonts && word === 'fcharset') this.#fonts.set(this.#font, encodingOfCharset(number ?? 0));
    else if (group.fonts && word === 'cpg') this.#fonts.set(this.#font, encodingOfCodepage(number ?? 1252));
  }

  #useFont(number: number): void {
    this.#flush();
    if (this.#group.fonts) this.#font = number;
    else this.#group.encoding = this.#fonts.get(number);
  }

  #unicode(number: number): void {
    this.#say(String.fromCharCode(number < 0 ? number + 65_536 : number));
    this.#toSkip = this.#group.uc;
  }

  #byte(value: number): void {
    if (this.#group.skip || this.#group.hidden || this.#group.deleted) return;
    this.#pending.push(value);
  }

  #say(text: string): void {
    this.#flush();
    if (this.#group.skip || this.#group.hidden || this.#group.deleted) return;
    this.#put(text);
  }

  #flush(): void {
    if (this.#pending.length === 0) return;
    const encoding = this.#group.encoding ?? this.#ansi;
    this.#put(new TextDecoder(encoding).decode(Uint8Array.from(this.#pending)));
    this.#pending = [];
  }

  #put(text: string): void {
    this.#characters += text.length;
    if (this.#characters > this.#limits.characters) throw tooMuchText(this.#limits);
    this.#out.push(text);
  }
}
