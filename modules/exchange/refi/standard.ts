import type { Element } from './elements.ts';
import { guidOf } from './guid.ts';

type Check = (value: string) => boolean;
type Rule = {
  readonly attributes: Readonly<Record<string, Check>>;
  readonly needed: readonly string[];
  readonly children: readonly string[];
};

const any: Check = () => true;
const guid: Check = (value) => guidOf(value) !== undefined;
const color: Check = (value) => /^#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})$/.test(value);
const integer: Check = (value) => /^[+-]?\d+$/.test(value);
const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.includes(value);
const direction = oneOf('Associative', 'OneWay', 'Bidirectional');
const shape = oneOf(
  ...'Person Oval Rectangle RoundedRectangle Star LeftTriangle RightTriangle UpTriangle DownTriangle Note'.split(
    ' ',
  ),
);
const target: Rule = { attributes: { targetGUID: guid }, needed: ['targetGUID'], children: [] };
const plain: Rule = { attributes: {}, needed: [], children: [] };
const valueKinds = ['TextValue', 'BooleanValue', 'IntegerValue', 'FloatValue', 'DateValue', 'DateTimeValue'];

/** What the standard allows of the elements that are kept as they came: their attributes, and their children in order. */
const rules: Readonly<Record<string, Rule>> = {
  Variable: {
    attributes: {
      guid,
      name: any,
      typeOfVariable: oneOf('Text', 'Boolean', 'Integer', 'Float', 'Date', 'DateTime'),
    },
    needed: ['guid', 'name', 'typeOfVariable'],
    children: ['Description'],
  },
  Case: {
    attributes: { guid, name: any },
    needed: ['guid'],
    children: ['Description', 'CodeRef', 'VariableValue', 'SourceRef', 'SelectionRef'],
  },
  VariableValue: { attributes: {}, needed: [], children: ['VariableRef', ...valueKinds] },
  Link: {
    attributes: { guid, name: any, direction, color, originGUID: guid, targetGUID: guid },
    needed: ['guid'],
    children: ['NoteRef'],
  },
  Set: {
    attributes: { guid, name: any },
    needed: ['guid', 'name'],
    children: ['Description', 'MemberCode', 'MemberSource', 'MemberNote'],
  },
  Graph: { attributes: { guid, name: any }, needed: ['guid'], children: ['Vertex', 'Edge'] },
  Vertex: {
    attributes: {
      guid,
      representedGUID: guid,
      name: any,
      firstX: integer,
      firstY: integer,
      secondX: integer,
      secondY: integer,
      shape,
      color,
    },
    needed: ['guid', 'firstX', 'firstY'],
    children: [],
  },
  Edge: {
    attributes: {
      guid,
      representedGUID: guid,
      name: any,
      sourceVertex: guid,
      targetVertex: guid,
      color,
      direction,
      lineStyle: oneOf('dotted', 'dashed', 'solid'),
    },
    needed: ['guid', 'sourceVertex', 'targetVertex'],
    children: [],
  },
  ...Object.fromEntries(
    [
      'CodeRef',
      'SourceRef',
      'SelectionRef',
      'NoteRef',
      'VariableRef',
      'MemberCode',
      'MemberSource',
      'MemberNote',
    ].map((name) => [name, target]),
  ),
  ...Object.fromEntries(['Description', ...valueKinds].map((name) => [name, plain])),
};

const values: Readonly<Record<string, RegExp>> = {
  BooleanValue: /^(true|false|0|1)$/,
  IntegerValue: /^[+-]?\d+$/,
  FloatValue: /^[+-]?(\d+(\.\d*)?|\.\d+)$/,
  DateValue: /^\d{4}-\d\d-\d\d(Z|[+-]\d\d:\d\d)?$/,
  DateTimeValue: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/,
};

/**
 * A kept element as the standard wants it: allowed attributes, children in order, and of what it points to only what is in the file.
 * Nothing when that leaves something that is no longer what it was.
 */
export function conforming(element: Element, inFile: (guid: string) => boolean): Element | undefined {
  const rule = rules[element.name];
  const pattern = values[element.name];
  if (rule === undefined || (pattern !== undefined && !pattern.test(element.text.trim()))) return undefined;
  const given = withTarget(element);
  const attributes = Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) => rule.attributes[name]?.(value.trim()) && leads(name, value, inFile),
    ),
  );
  if (rule.needed.some((name) => !(name in attributes))) return undefined;
  if (element.name === 'Link' && !('originGUID' in attributes && 'targetGUID' in attributes))
    return undefined;
  const children = element.children
    .flatMap((child) => (rule.children.includes(child.name) ? (conforming(child, inFile) ?? []) : []))
    .toSorted((left, right) => rule.children.indexOf(left.name) - rule.children.indexOf(right.name));
  if (element.name === 'VariableValue' && (children.length > 2 || children[0]?.name !== 'VariableRef'))
    return undefined;
  return { name: element.name, attributes, children, text: children.length === 0 ? element.text.trim() : '' };
}

/** Codebooks name the member of a set by `guid`, projects by `targetGUID`. */
function withTarget({ name, attributes }: Element): Readonly<Record<string, string>> {
  const member = attributes['guid'];
  return name === 'MemberCode' && member !== undefined ? { targetGUID: member } : attributes;
}

const leading = new Set(['targetGUID', 'originGUID', 'representedGUID']);

function leads(name: string, value: string, inFile: (guid: string) => boolean): boolean {
  return !leading.has(name) || inFile(guidOf(value) ?? '');
}
