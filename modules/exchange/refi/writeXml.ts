import type { Element } from './elements.ts';

/** Attributes of an element; those without a value are left out. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Text as XML may hold it: characters that XML 1.0 forbids become the sign for a character that could not be kept. */
export function legal(text: string): string {
  return text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}

const escaped: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

/** Text between tags. */
export const inText = (text: string): string =>
  legal(text).replace(/[&<>\r]/g, (sign) => escaped[sign] ?? sign);

const inAttribute = (text: string): string =>
  legal(text).replace(/[&<>"\n\r\t]/g, (sign) => escaped[sign] ?? sign);

/** One element; `inner` is XML already. */
export function element(name: string, attributes: Attributes, inner = ''): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([key, value]) => ` ${key}="${inAttribute(String(value))}"`)
    .join('');
  return inner === '' ? `<${name}${written}/>` : `<${name}${written}>${inner}</${name}>`;
}

/** An element that holds text; nothing when there is none. */
export const textElement = (name: string, text: string | null | undefined): string =>
  text === undefined || text === null || text === '' ? '' : `<${name}>${inText(text)}</${name}>`;

/** A container with what is in it; nothing when it would be empty, which the schema forbids. */
export const container = (name: string, parts: readonly string[]): string =>
  parts.length === 0 ? '' : `<${name}>${parts.join('\n')}</${name}>\n`;

/** An element as it is, with its children. */
export function elementXml({ name, attributes, children, text }: Element): string {
  return element(name, attributes, text === '' ? children.map(elementXml).join('') : inText(text));
}
