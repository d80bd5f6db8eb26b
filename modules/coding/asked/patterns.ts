import { z } from 'zod';
import { query } from '../../../kernel/contract.ts';
import { Code, Id } from '../../../kernel/fields.ts';
import { nearness } from '../patterns/nearness.ts';
import { researchers, StudyAsked } from './who.ts';

const Level = z.enum(['code', 'construct', 'domain']).default('construct');
const Within = z.enum(nearness).default('overlap');

/** What may be asked about codes beside each other and text after text. */
export const patternOperations = {
  coOccurrence: query({
    about:
      'Counts how often two codes stand together: on one passage, on passages that overlap, or in one text; the most frequent pairs first.',
    who: researchers,
    input: z.object({ study: StudyAsked, level: Level, within: Within, siteId: Id.optional() }),
    output: z.object({
      codes: z.array(z.object({ code: z.string(), count: z.int() })),
      pairs: z.array(z.object({ first: z.string(), second: z.string(), count: z.int() })),
      more: z.boolean(),
    }),
  }),
  listTogether: query({
    about: 'Opens the passages on which two codes stand together, in their own words.',
    who: researchers,
    input: z.object({
      study: StudyAsked,
      level: Level,
      within: Within,
      siteId: Id.optional(),
      first: Code,
      second: Code,
      skip: z.int().min(0).max(1_000_000).default(0),
      limit: z.int().min(1).max(100).default(20),
    }),
    output: z.object({
      total: z.int(),
      rows: z.array(
        z.object({ sourceId: Id, label: z.string(), text: z.string(), codes: z.array(z.string()) }),
      ),
    }),
    subjects: ({ output }) => output.rows.map((row) => row.sourceId),
  }),
  codesByText: query({
    about:
      'Lists the coded texts of a study, or the people heard in them, in the order they came, each with its codes, to see when nothing new is heard any more.',
    who: researchers,
    input: z.object({
      study: StudyAsked,
      level: Level,
      siteId: Id.optional(),
      per: z.enum(['text', 'person']).default('text'),
    }),
    output: z.object({
      rows: z.array(z.object({ sourceId: Id, label: z.string(), codes: z.array(z.string()) })),
    }),
    subjects: ({ output }) => output.rows.map((row) => row.sourceId),
  }),
};
