import { z } from 'zod';
import { newId } from '../../kernel/id.ts';

/** Values to try for a field: real ids of the record by field name, where there are any. */
export type Pool = Readonly<Record<string, readonly string[]>>;

type Json = { readonly [key: string]: unknown };

/** An input that fits a contract, made from its own schema; ids are taken from the pool by the name of the field. */
export function sampleInput(schema: z.ZodType, pool: Pool, pick = 0): unknown {
  return sample(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json, '', { pool, pick });
}

type Wish = { readonly pool: Pool; readonly pick: number };

function sample(schema: Json, field: string, wish: Wish): unknown {
  if ('const' in schema) return schema['const'];
  if ('default' in schema) return schema['default'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const choice = (schema['anyOf'] ?? schema['oneOf']) as Json[] | undefined;
  if (choice) return sample(choice[0] ?? {}, field, wish);
  if (Array.isArray(schema['allOf']))
    return sample(Object.assign({}, ...(schema['allOf'] as Json[])) as Json, field, wish);
  switch (schema['type']) {
    case 'object':
      return sampleObject(schema, wish);
    case 'array':
      return Number(schema['minItems'] ?? 0) > 0
        ? [sample((schema['items'] ?? {}) as Json, field.replace(/s$/, ''), wish)]
        : [];
    case 'string':
      return sampleText(schema, field, wish);
    case 'integer':
    case 'number':
      return Math.max(Number(schema['minimum'] ?? 0), Number(schema['exclusiveMinimum'] ?? -1) + 1);
    case 'boolean':
      return false;
    default:
      return null;
  }
}

function sampleObject(schema: Json, wish: Wish): unknown {
  const required = new Set((schema['required'] ?? []) as string[]);
  const fields = Object.entries((schema['properties'] ?? {}) as Record<string, Json>);
  const wanted = fields.filter(([name]) => required.has(name) || name in wish.pool);
  return Object.fromEntries(wanted.map(([name, field]) => [name, sample(field, name, wish)]));
}

function sampleText(schema: Json, field: string, wish: Wish): string {
  const known = wish.pool[field];
  if (known && known.length > 0) return known[wish.pick % known.length] ?? '';
  const pattern = String(schema['pattern'] ?? '');
  if (schema['format'] === 'date') return '2026-01-15';
  if (schema['format'] === 'date-time') return '2026-01-15T10:00:00Z';
  if (schema['format'] === 'email') return 'somebody@example.org';
  if (pattern.includes('{8}-')) return field === 'id' ? newId() : '00000000-0000-7000-8000-000000000000';
  return 'sample'
    .padEnd(Math.max(6, Number(schema['minLength'] ?? 0)), 'x')
    .slice(0, Number(schema['maxLength'] ?? 99));
}
