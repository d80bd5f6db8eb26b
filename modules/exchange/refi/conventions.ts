/** What one step of an offset is: a Unicode code point, or half of one that UTF-16 writes in two. */
export type Unit = 'codepoint' | 'utf16';

/** How the offsets of one text count: the unit, CRLF as one or two, and whether the byte-order mark is a character. The end is exclusive. */
export type Convention = {
  readonly unit: Unit;
  readonly lineEnd: 'one' | 'two';
  readonly mark: 'skipped' | 'counted';
};

/** The names a convention can be called by, on the command line and in reports. */
export const conventionNames = [
  'codepoint-crlf1',
  'codepoint-crlf2',
  'utf16-crlf1',
  'utf16-crlf2',
  'codepoint-crlf1-bom',
  'codepoint-crlf2-bom',
  'utf16-crlf1-bom',
  'utf16-crlf2-bom',
] as const;
export type ConventionName = (typeof conventionNames)[number];

/** Says a convention in one word, `utf16-crlf2`. */
export function nameOfConvention({ unit, lineEnd, mark }: Convention): ConventionName {
  return `${unit}-crlf${lineEnd === 'one' ? 1 : 2}${mark === 'counted' ? '-bom' : ''}`;
}

/** The convention of that name. */
export function conventionNamed(name: ConventionName): Convention {
  return {
    unit: name.startsWith('utf16') ? 'utf16' : 'codepoint',
    lineEnd: name.includes('crlf1') ? 'one' : 'two',
    mark: name.endsWith('-bom') ? 'counted' : 'skipped',
  };
}

/** A text as it came: without its byte-order mark, line ends untouched. `inline` texts stood in the XML, where CRLF cannot be seen any more. */
export type CameAs = { readonly text: string; readonly marked: boolean; readonly inline: boolean };

/** The conventions that could make a difference in this text, the usual one first. */
export function candidatesFor({ text, marked, inline }: CameAs): Convention[] {
  const units: Unit[] = /[\ud800-\udbff]/.test(text) ? ['codepoint', 'utf16'] : ['codepoint'];
  const twice = text.includes('\r\n') || (inline && text.includes('\n'));
  const lineEnds: Convention['lineEnd'][] = twice ? ['one', 'two'] : ['one'];
  const marks: Convention['mark'][] = marked ? ['skipped', 'counted'] : ['skipped'];
  return marks.flatMap((mark) =>
    lineEnds.flatMap((lineEnd) => units.map((unit) => ({ unit, lineEnd, mark }))),
  );
}
