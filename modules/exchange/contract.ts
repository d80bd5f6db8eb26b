import { z } from 'zod';
import { contract, upload } from '../../kernel/contract.ts';
import { Locale } from '../../kernel/fields.ts';

/** What an import of a directory did. `loaded` (by kind) and `refused` together are every record of the input. */
export const ImportedDirectory = z.object({
  loaded: z.record(z.string(), z.int()),
  refused: z.array(z.object({ file: z.string(), row: z.int(), reason: z.string() })),
  notes: z.array(z.object({ file: z.string(), what: z.string(), count: z.int() })),
  changes: z.object({ added: z.int(), changed: z.int(), unchanged: z.int(), withdrawn: z.int() }),
});
export type ImportedDirectory = z.infer<typeof ImportedDirectory>;

export const exchange = contract('exchange', {
  importHsds: upload({
    about:
      'Imports a directory of services from HSDS files (1.1 or 3.0: CSV tables, nested JSON, or a ZIP of them), all of it or nothing.',
    who: ['steward'],
    input: z.object({
      /** Names the source; importing under the same name again updates what it brought. */
      source: z.string().trim().min(1).max(80),
      reach: z.enum(['local', 'provincial']).default('local'),
      language: Locale.default('en'),
    }),
    output: ImportedDirectory,
    maxBytes: 50_000_000,
  }),
});
