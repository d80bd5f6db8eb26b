import { makeZip, type ZipEntry } from '../../../../kernel/server/files/testing/zip.ts';
import { guidFor } from '../../refi/guid.ts';
import type { Convention } from '../../refi/conventions.ts';
import { element, textElement } from '../../refi/writeXml.ts';

/** A passage of a made text, by its stretch in code points of the text with LF line ends. */
export type MadePassage = {
  readonly start: number;
  readonly end: number;
  readonly code?: string;
  readonly quoted?: boolean;
  readonly user?: string;
};

/** A text to make a file of: LF line ends; the file has those of `crlf`, and a byte-order mark when it is `marked`. */
export type MadeText = {
  readonly name: string;
  readonly text: string;
  readonly crlf?: boolean;
  readonly marked?: boolean;
  readonly passages: readonly MadePassage[];
};

/** The GUID of something made, by its name. */
export const made = (...names: readonly string[]): string => guidFor('made', ...names);

/** Where a stretch stands for a tool that counts this way, worked out letter by letter: not the way the importer does. */
export function countedBy(one: MadeText, point: number, { unit, lineEnd, mark }: Convention): number {
  let offset = mark === 'counted' ? 1 : 0;
  for (const letter of [...one.text].slice(0, point)) {
    if (letter === '\n' && one.crlf) offset += lineEnd === 'two' ? 2 : 1;
    else offset += unit === 'utf16' ? letter.length : 1;
  }
  return offset;
}

/** The bytes of a made text. */
export function bytesOf({ text, crlf, marked }: MadeText): string {
  return `${marked ? '\ufeff' : ''}${crlf ? text.replaceAll('\n', '\r\n') : text}`;
}

/** The XML of a project with these texts, whose writer counts in this way. */
export function projectXml(
  texts: readonly MadeText[],
  convention: Convention,
  more: { codes?: string; head?: string; tail?: string; origin?: string } = {},
): string {
  const names = [...new Set(texts.flatMap((one) => one.passages.map((passage) => passage.code ?? 'code')))];
  const codes =
    more.codes ??
    names.map((name) => element('Code', { guid: made('code', name), name, isCodable: true })).join('');
  const users = [...new Set(texts.flatMap((one) => one.passages.flatMap((passage) => passage.user ?? [])))];
  const people = users.map((name) => element('User', { guid: made('user', name), name })).join('');
  return `<?xml version="1.0" encoding="utf-8"?>${more.head ?? ''}<Project xmlns="urn:QDA-XML:project:1.0" name="made" origin="${more.origin ?? 'Maker 1.0'}">${
    people === '' ? '' : `<Users>${people}</Users>`
  }${codes === '' ? '' : `<CodeBook><Codes>${codes}</Codes></CodeBook>`}<Sources>${texts.map((one) => textXml(one, convention)).join('')}</Sources>${more.tail ?? ''}</Project>`;
}

function textXml(one: MadeText, convention: Convention): string {
  const guid = made('text', one.name);
  const passages = one.passages.map(({ start, end, code = 'code', quoted = false, user }, index) => {
    const words = [...one.text].slice(start, end).join('');
    const own = made('passage', one.name, String(index));
    const coding = element(
      'Coding',
      { guid: made('coding', one.name, String(index)), creatingUser: user && made('user', user) },
      element('CodeRef', { targetGUID: made('code', code) }),
    );
    return element(
      'PlainTextSelection',
      {
        guid: own,
        name: quoted ? words : '',
        startPosition: countedBy(one, start, convention),
        endPosition: countedBy(one, end, convention),
      },
      textElement('Description', '') + coding,
    );
  });
  return element(
    'TextSource',
    { guid, name: one.name, plainTextPath: `internal://${guid}.txt` },
    passages.join(''),
  );
}

/** A project archive of these texts. */
export function projectZip(
  texts: readonly MadeText[],
  convention: Convention,
  more: Parameters<typeof projectXml>[2] & { entries?: readonly ZipEntry[] } = {},
): Buffer {
  return makeZip([
    { name: 'project.qde', content: projectXml(texts, convention, more) },
    ...texts.map((one) => ({
      name: `Sources/${made('text', one.name).toUpperCase()}.TXT`,
      content: bytesOf(one),
    })),
    ...(more.entries ?? []),
  ]);
}
