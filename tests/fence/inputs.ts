import { z } from 'zod';
import { newId } from '../../kernel/id.ts';

type Json = { readonly [key: string]: unknown };

/** Where a value is wanted: the dotted path inside the input, the name of the field, its JSON schema, and whether it has to be there. */
export type Wanted = {
  readonly path: string;
  readonly field: string;
  readonly schema: Json;
  readonly required: boolean;
};

/** Gives the value for a place; `leaveOut` to leave it away, `putIn` to make one although it may be left away, undefined to let the schema decide. */
export type Choice = (wanted: Wanted) => unknown;

/** A field that is to be left away. */
export const leaveOut: unique symbol = Symbol('leave out');

/** A field that is to be made from its schema although it may be left away. */
export const putIn: unique symbol = Symbol('put in');

const shapes = new WeakMap<z.ZodType, Json>();

/** The JSON schema of what a contract takes. */
export function shapeOf(schema: z.ZodType): Json {
  const known = shapes.get(schema);
  if (known) return known;
  const shape = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
  shapes.set(schema, shape);
  return shape;
}

/** An input that fits a contract, made from its own schema; `choose` is asked first for every place. */
export function sampleInput(schema: z.ZodType, choose: Choice = () => undefined): unknown {
  const made = sample({ path: '', field: '', schema: shapeOf(schema), required: true }, choose);
  return made === leaveOut ? {} : made;
}

/** The fields of an object schema, those of its parts included, with the names of those that must be there. */
export function fieldsOf(schema: Json): {
  readonly fields: Map<string, Json>;
  readonly required: Set<string>;
} {
  const parts = Array.isArray(schema['allOf']) ? (schema['allOf'] as Json[]).map(fieldsOf) : [];
  const own = Object.entries((schema['properties'] ?? {}) as Record<string, Json>);
  return {
    fields: new Map([...own, ...parts.flatMap((part) => [...part.fields])]),
    required: new Set([
      ...((schema['required'] ?? []) as string[]),
      ...parts.flatMap((part) => [...part.required]),
    ]),
  };
}

function sample(wanted: Wanted, choose: Choice): unknown {
  const { schema } = wanted;
  const chosen = choose(wanted);
  if (chosen !== undefined && chosen !== putIn) return chosen;
  if ('const' in schema) return schema['const'];
  if ('default' in schema) return schema['default'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const choice = (schema['anyOf'] ?? schema['oneOf']) as Json[] | undefined;
  if (choice) return sample({ ...wanted, schema: choice[0] ?? {} }, choose);
  if (Array.isArray(schema['allOf']) || schema['type'] === 'object') return sampleObject(wanted, choose);
  switch (schema['type']) {
    case 'array':
      return Number(schema['minItems'] ?? 0) > 0
        ? [
            sample(
              { ...wanted, field: singular(wanted.field), schema: (schema['items'] ?? {}) as Json },
              choose,
            ),
          ]
        : [];
    case 'string':
      return sampleText(schema, wanted.field);
    case 'integer':
    case 'number':
      return Math.max(Number(schema['minimum'] ?? 0), Number(schema['exclusiveMinimum'] ?? -1) + 1);
    case 'boolean':
      return false;
    default:
      return null;
  }
}

/** What may also be null, without the null. */
export function withoutNull(schema: Json): Json {
  const choice = schema['anyOf'] as Json[] | undefined;
  return choice?.length === 2 && choice[1]?.['type'] === 'null' ? (choice[0] ?? schema) : schema;
}

const singular = (field: string) => field.replace(/s$/, '');

/** Fields that must be there are made; the others only where `choose` gives them a value. */
function sampleObject(wanted: Wanted, choose: Choice): unknown {
  const { fields, required } = fieldsOf(wanted.schema);
  const made: [string, unknown][] = [];
  for (const [field, schema] of fields) {
    const path = wanted.path === '' ? field : `${wanted.path}.${field}`;
    const place = { path, field, schema: withoutNull(schema), required: required.has(field) };
    const value = place.required || choose(place) !== undefined ? sample(place, choose) : leaveOut;
    if (value !== leaveOut) made.push([field, value]);
  }
  return Object.fromEntries(made);
}

/** True for text that a person types, as against codes, ids and dates. */
export function isFreeText(schema: Json): boolean {
  return (
    schema['type'] === 'string' && !['pattern', 'format', 'enum', 'const'].some((mark) => mark in schema)
  );
}

/** True for the id of something. */
export function isId(schema: Json): boolean {
  return schema['type'] === 'string' && String(schema['pattern'] ?? '').includes('{8}-');
}

function sampleText(schema: Json, field: string): string {
  if (schema['format'] === 'date') return '2026-01-15';
  if (schema['format'] === 'date-time') return '2026-01-15T10:00:00Z';
  if (schema['format'] === 'email') return 'somebody@example.org';
  if (isId(schema)) return field === 'id' ? newId() : '00000000-0000-7000-8000-000000000000';
  return 'sample'
    .padEnd(Math.max(6, Number(schema['minLength'] ?? 0)), 'x')
    .slice(0, Number(schema['maxLength'] ?? 99));
}
