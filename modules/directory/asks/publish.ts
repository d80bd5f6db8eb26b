import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Bilingual, Id, Saved, Version } from '../../../kernel/fields.ts';

/** What may be asked about where the directory comes from, what of it is public, and where sites stand. */
export const publish = {
  listSources: query({
    about:
      'Lists where the directory comes from, when each source last changed something, and whether it is public.',
    who: 'signed-in',
    input: z.object({}),
    output: z.object({
      rows: z.array(
        z.object({
          id: Id,
          version: Version,
          code: z.string(),
          reach: z.enum(['local', 'provincial']),
          services: z.int(),
          importedAt: z.iso.datetime({ offset: true }).nullable(),
          refused: z.int(),
          publishedAt: z.iso.datetime({ offset: true }).nullable(),
          terms: z.int(),
          termsPublished: z.boolean(),
        }),
      ),
    }),
  }),
  publishSource: command({
    about:
      'Makes the services of a source public at /hsds, or takes them back; its classification by itself.',
    who: ['steward'],
    input: z.object({ id: Id, version: Version, on: z.boolean(), terms: z.boolean().default(false) }),
    output: Saved,
  }),
  listTaxonomies: query({
    about: 'Lists the classifications that came with the sources, with the number of terms.',
    who: 'signed-in',
    input: z.object({}),
    output: z.object({ rows: z.array(z.object({ name: z.string(), terms: z.int() })) }),
  }),
  listStarts: query({
    about: 'The sites of the community, and where they stand on the map when somebody said so.',
    who: 'signed-in',
    input: z.object({}),
    output: z.object({
      rows: z.array(
        z.object({
          siteId: Id,
          name: Bilingual,
          version: Version.nullable(),
          latitude: z.number().nullable(),
          longitude: z.number().nullable(),
        }),
      ),
    }),
  }),
  placeSite: command({
    about: 'Says where a site stands, so that distances from it can be told.',
    who: ['steward', 'coordinator'],
    input: z.object({
      siteId: Id,
      version: Version.optional(),
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
    }),
    output: Saved,
  }),
};
