import { z } from 'zod';
import { download } from '../../../kernel/contract.ts';
import { Id } from '../../../kernel/fields.ts';
import { By, Valence } from '../model.ts';
import { readers, researchers, StudyAsked } from './who.ts';

const Format = z.enum(['csv', 'xlsx']);
const File = z.never();

/** What leaves coding as a file: every row that was asked for, or a refusal. */
export const fileOperations = {
  exportQuotes: download({
    about:
      'Gives the coded passages of a study as a table, one row a coding: number, text, site, participant, code path, valence, words.',
    who: readers,
    input: z.object({
      study: StudyAsked,
      format: Format,
      by: By.default('construct'),
      key: z.string().max(80).optional(),
      siteId: Id.nullable().optional(),
      valence: Valence.optional(),
    }),
    output: File,
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
