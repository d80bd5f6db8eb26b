import { z } from 'zod';
import { download, query } from '../../../kernel/contract.ts';
import { Id, Moment, Text } from '../../../kernel/fields.ts';
import { By, Valence } from '../model.ts';
import { readers, researchers, StudyAsked } from './who.ts';

const Format = z.enum(['csv', 'xlsx']);
const File = z.never();

const Cell = z.object({
  study: StudyAsked,
  by: By.default('construct'),
  key: z.string().max(80).optional(),
  siteId: Id.nullable().optional(),
  valence: Valence.optional(),
});

/** What is done where a role and a site together point to few people: nothing leaves, they are left out, or they stay for a reason. */
export const WhenSmall = z.object({
  small: z.enum(['ask', 'leave_out', 'keep']).default('ask'),
  reason: Text(500).optional(),
});
export type WhenSmall = z.infer<typeof WhenSmall>;

/** A role at a site that together point to fewer people than `fewestPeople`. */
export const SmallGroupShown = z.object({
  role: z.string().nullable(),
  siteId: Id.nullable(),
  people: z.int(),
});

/** What leaves coding as a file: every row that was asked for, or a refusal. */
export const fileOperations = {
  previewQuotes: query({
    about:
      'Counts the rows a quotes table would have, and names the roles and sites that point to few people in it.',
    who: readers,
    input: Cell,
    output: z.object({
      rows: z.int(),
      texts: z.int(),
      people: z.int(),
      most: z.int(),
      fewest: z.int(),
      small: z.array(SmallGroupShown),
    }),
  }),
  exportQuotes: download({
    about:
      'Gives the coded passages of a study as a table, one row a coding: number, text, site, participant, code path, valence, words.',
    who: readers,
    input: Cell.extend({ format: Format }).extend(WhenSmall.shape),
    output: File,
  }),
  listDisclosures: query({
    about:
      'Lists what left a study although a role and a site point to few people in it, with who decided so and why.',
    who: researchers,
    input: z.object({ study: StudyAsked }),
    output: z.object({
      rows: z.array(
        z.object({
          id: Id,
          what: z.enum(['quotes', 'report']),
          groups: z.int(),
          fewest: z.int(),
          reason: z.string(),
          name: z.string(),
          at: Moment,
        }),
      ),
    }),
  }),
  exportMemos: download({
    about: 'Gives the memos of a study as a table: what each is about, its words, author, date and links.',
    who: researchers,
    input: z.object({ study: StudyAsked, format: Format }),
    output: File,
  }),
  exportCodebook: download({
    about:
      'Gives the codebook of a study as a table: the locked codes and the team’s own with their rules, also those out of use.',
    who: readers,
    input: z.object({ study: StudyAsked, format: Format }),
    output: File,
  }),
};
