import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Code, Id, Moment, Saved, Text } from '../../../kernel/fields.ts';
import { Valence } from '../model.ts';
import { Rating } from './ratings.ts';
import { researchers, StudyAsked } from './who.ts';

/** A passage by the coding that puts it there, in its own words. */
export const MemoQuote = z.object({
  codingId: Id,
  sourceId: Id,
  label: z.string(),
  text: z.string(),
  code: z.string(),
  valence: Valence,
});
export type MemoQuote = z.infer<typeof MemoQuote>;

/** What a domain comes to at one site, or over all of them. */
export const Summary = z.object({
  id: Id,
  domain: z.string(),
  text: z.string(),
  quotes: z.array(Id),
  changedBy: z.string(),
  changedAt: Moment,
  version: z.int(),
});
export type Summary = z.infer<typeof Summary>;

/** What may be asked about the memo of a site: summaries of its domains, its ratings with their reasons, and the words behind both. */
export const summaryOperations = {
  readSiteMemo: query({
    about:
      'Reads the memo of a site: the team’s summary of each domain and rating of each construct, with the passages they rest on; of all sites together when none is named.',
    who: researchers,
    input: z.object({ study: StudyAsked, siteId: Id.nullable() }),
    output: z.object({
      studyId: Id,
      summaries: z.array(Summary),
      ratings: z.array(Rating),
      quotes: z.array(MemoQuote),
    }),
    subjects: ({ output }) => output.quotes.map((one) => one.sourceId),
  }),
  writeSummary: command({
    about: 'Writes what a domain comes to at a site or over all; a version that has moved on is a conflict.',
    who: researchers,
    input: z.object({
      id: Id,
      study: StudyAsked,
      domain: Code,
      siteId: Id.nullable(),
      text: Text(20_000, 1),
      version: z.int().min(0).default(0),
    }),
    output: Saved,
  }),
  quoteInSummary: command({
    about: 'Puts a coded passage under the summary of a domain, or takes it off.',
    who: researchers,
    input: z.object({ summaryId: Id, codingId: Id, linked: z.boolean() }),
    output: z.object({ id: Id, linked: z.boolean() }),
  }),
};
