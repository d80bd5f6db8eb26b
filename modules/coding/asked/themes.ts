import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Code, Id, Saved, Text, Version } from '../../../kernel/fields.ts';
import { Valence } from '../model.ts';
import { researchers, StudyAsked } from './who.ts';

/** What a theme says: its name among the team, the sentence in plain words in one language or both, and where it belongs. */
const ThemeSaid = z.object({
  name: Text(200, 2),
  plain: z.object({ en: Text(1_000), fr: Text(1_000) }),
  valence: Valence,
  minor: z.boolean().default(false),
  constructs: z.array(Code).max(30).default([]),
});

/** A passage a theme rests on, in the words of whoever said it. */
export const ThemeQuote = z.object({
  codingId: Id,
  sourceId: Id,
  text: z.string(),
  pseudonym: z.string().nullable(),
  part: z.string().nullable(),
  siteId: Id.nullable(),
});
export type ThemeQuote = z.infer<typeof ThemeQuote>;

/** A theme of a study with its passages; those of a text that was withdrawn are not among them. */
export const Theme = z.object({
  id: Id,
  position: z.int(),
  name: z.string(),
  plain: z.object({ en: z.string(), fr: z.string() }),
  valence: Valence,
  minor: z.boolean(),
  constructs: z.array(z.string()),
  quotes: z.array(ThemeQuote),
  version: Version,
});
export type Theme = z.infer<typeof Theme>;

/** What may be asked about what a study found. */
export const themeOperations = {
  listThemes: query({
    about: 'Lists the themes of a study in their order, with their constructs and passages.',
    who: researchers,
    input: z.object({ study: StudyAsked }),
    output: z.object({ studyId: Id, rows: z.array(Theme) }),
    subjects: ({ output }) => output.rows.flatMap((row) => row.quotes.map((quote) => quote.sourceId)),
  }),
  addTheme: command({
    about: 'Adds a theme after those a study has.',
    who: researchers,
    input: ThemeSaid.extend({ id: Id, study: StudyAsked }),
    output: Saved,
  }),
  changeTheme: command({
    about: 'Rewords a theme or says otherwise where it belongs; a version that has moved on is a conflict.',
    who: researchers,
    input: ThemeSaid.extend({ id: Id, version: Version }),
    output: Saved,
  }),
  removeTheme: command({
    about: 'Takes a theme away; its earlier wordings stay in the history.',
    who: researchers,
    input: z.object({ id: Id, version: Version }),
    output: Saved,
  }),
  orderThemes: command({
    about: 'Puts the themes of a study in an order; refused when they are not the ones it has now.',
    who: researchers,
    input: z.object({ study: StudyAsked, ids: z.array(Id).min(1).max(200) }),
    output: z.object({ id: Id, themes: z.int() }),
  }),
  quoteTheme: command({
    about: 'Says that a theme rests on a coded passage, or no longer.',
    who: researchers,
    input: z.object({ themeId: Id, codingId: Id, chosen: z.boolean() }),
    output: z.object({ id: Id, chosen: z.boolean() }),
  }),
};
