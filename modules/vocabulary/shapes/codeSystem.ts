import { z } from 'zod';
import { Code } from '../../../kernel/fields.ts';
import { header, Said } from './header.ts';

const Fact = z.union([z.string(), z.number(), z.boolean(), Said, z.array(Said)]);

/** One code of a code system; `verified` is false where the wording of the source was not seen. */
export const CodeEntry = z.strictObject({
  code: Code,
  kind: Code,
  parent: Code.nullable(),
  number: z.string().nullable(),
  name: Said,
  definition: Said.optional(),
  include: Said.optional(),
  exclude: Said.optional(),
  prompt: Said.optional(),
  aliases: z.array(z.string()).optional(),
  facts: z.record(z.string(), Fact).optional(),
  verified: z.boolean(),
});
export type CodeEntry = z.infer<typeof CodeEntry>;

/** A code system: a named list or tree of codes. `counts` are the published numbers of codes of each kind. */
export const CodeSystem = z.strictObject({
  kind: z.literal('vocabulary'),
  ...header,
  status: z.enum(['complete', 'partial']),
  note: Said,
  counts: z.record(z.string(), z.int()),
  codes: z.array(CodeEntry).min(1),
});
export type CodeSystem = z.infer<typeof CodeSystem>;
