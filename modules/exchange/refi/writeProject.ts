import type { Element } from './elements.ts';
import { crossedGuid } from './marks.ts';
import { container, element, elementXml, textElement } from './writeXml.ts';

/** A code on its way out. */
export type CodeOut = {
  readonly guid: string;
  readonly parent: string | undefined;
  readonly name: string;
  readonly description: string;
  readonly codable: boolean;
  readonly color: string | null;
  readonly notes: readonly string[];
};

/** A coding on its way out; `crossed` is the GUID of its second code. */
export type CodingOut = {
  readonly guid: string;
  readonly code: string;
  readonly crossed: string | undefined;
  readonly user: string | undefined;
  readonly madeAt: string;
  readonly notes: readonly string[];
};

/** A passage on its way out, in the offsets of the profile. */
export type SelectionOut = {
  readonly guid: string;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly codings: readonly CodingOut[];
  readonly notes: readonly string[];
};

/** A text on its way out. */
export type SourceOut = {
  readonly guid: string;
  readonly name: string;
  readonly selections: readonly SelectionOut[];
  readonly wholes: readonly CodingOut[];
  readonly notes: readonly string[];
  readonly values: readonly Element[];
};

/** How a project begins. */
export function projectHead({ name, origin }: { name: string; origin: string }): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<Project xmlns="urn:QDA-XML:project:1.0"${element('x', { name, origin }).slice(2, -2)}>\n`;
}

/** How a project ends. */
export function projectTail(description: string, notes: readonly string[]): string {
  return `${textElement('Description', description)}${refs('NoteRef', notes)}</Project>\n`;
}

/** The codes as a tree, those without a parent in the list at the top. */
export function codesXml(codes: readonly CodeOut[], withNotes: boolean): string {
  const inList = new Set(codes.map((code) => code.guid));
  const below = Map.groupBy(codes, (code) =>
    code.parent !== undefined && inList.has(code.parent) ? code.parent : '',
  );
  const one = (code: CodeOut): string =>
    element(
      'Code',
      { guid: code.guid, name: code.name, isCodable: code.codable, color: code.color },
      [
        textElement('Description', code.description),
        withNotes ? refs('NoteRef', code.notes) : '',
        ...(below.get(code.guid) ?? []).map(one),
      ].join(''),
    );
  return container('Codes', (below.get('') ?? []).map(one));
}

/** A text with its passages; its words lie beside the project, under its GUID. */
export function sourceXml(source: SourceOut): string {
  const { guid, name } = source;
  const inner = [
    ...source.selections.map(selectionXml),
    ...source.wholes.map(codingXml),
    refs('NoteRef', source.notes),
    ...source.values.map(elementXml),
  ];
  return `${element('TextSource', { guid, name, plainTextPath: `internal://${guid}.txt` }, inner.join('\n'))}\n`;
}

function selectionXml({ guid, name, start, end, codings, notes }: SelectionOut): string {
  const [first] = codings;
  const attributes = {
    guid,
    name,
    startPosition: start,
    endPosition: end,
    creatingUser: first?.user,
    creationDateTime: first?.madeAt,
  };
  return element('PlainTextSelection', attributes, codings.map(codingXml).join('') + refs('NoteRef', notes));
}

function codingXml(one: CodingOut): string {
  const { guid, code, crossed, user, madeAt, notes } = one;
  const write = (own: string, target: string, noted: readonly string[]) =>
    element(
      'Coding',
      { guid: own, creatingUser: user, creationDateTime: madeAt },
      element('CodeRef', { targetGUID: target }) + refs('NoteRef', noted),
    );
  return write(guid, code, notes) + (crossed === undefined ? '' : write(crossedGuid(guid), crossed, []));
}

/** A note with its words; its name is how it begins. */
export function noteXml(guid: string, text: string, name = beginningOf(text, 60)): string {
  return element('Note', { guid, name }, textElement('PlainTextContent', text));
}

/** The value of a variable that holds text. */
export const textValue = (variable: string, text: string): Element => ({
  name: 'VariableValue',
  attributes: {},
  text: '',
  children: [
    { name: 'VariableRef', attributes: { targetGUID: variable }, children: [], text: '' },
    { name: 'TextValue', attributes: {}, children: [], text },
  ],
});

/** The beginning of a text on one line, so many characters at most, never half of one. */
export function beginningOf(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const points = [...line];
  return points.length <= most ? line : `${points.slice(0, most).join('')}…`;
}

function refs(name: string, guids: readonly string[]): string {
  return [...new Set(guids)].map((targetGUID) => element(name, { targetGUID })).join('');
}
