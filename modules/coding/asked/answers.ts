import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Code, Id, Moment, Saved, Version } from '../../../kernel/fields.ts';
import { Valence } from '../model.ts';
import { researchers, StudyAsked } from './who.ts';

const Offset = z.int().min(0).max(100_000_000);
const Because = z.enum(['codebook', 'codings', 'both']);

/** A short text of a study as the grid shows it: its words, its variables, its codings. */
export const AnswerRow = z.object({
  sourceId: Id,
  text: z.string(),
  label: z.string(),
  part: z.string().nullable(),
  siteId: Id.nullable(),
  kind: z.string(),
  createdAt: Moment,
  contentVersion: z.int(),
  question: z.string().nullable(),
  occasion: z.string().nullable(),
  language: z.string().nullable(),
  values: z.array(z.object({ variableId: Id, value: z.string() })),
  codings: z.array(
    z.object({ id: Id, code: z.string(), valence: Valence, own: z.boolean(), version: Version }),
  ),
});
export type AnswerRow = z.infer<typeof AnswerRow>;

/** A code that ranking words proposes for a passage; never counted until a person accepts it. */
export const Proposal = z.object({ code: z.string(), score: z.number(), because: Because });
export type Proposal = z.infer<typeof Proposal>;

/** What may be asked about many short texts, about codes that are proposed, and about what changed meanwhile. */
export const answerOperations = {
  listAnswers: query({
    about: 'Lists the short texts of a study with their variables and codings, to code them row by row.',
    who: researchers,
    input: z.object({
      study: StudyAsked,
      after: Id.optional(),
      limit: z.int().min(1).max(500).default(300),
    }),
    output: z.object({
      variables: z.array(z.object({ id: Id, name: z.string(), kind: z.string() })),
      rows: z.array(AnswerRow),
      next: z.string().optional(),
    }),
    subjects: ({ output }) => output.rows.map((row) => row.sourceId),
  }),
  codeRows: command({
    about: 'Puts a code on the whole of some short texts, in one step that can be undone.',
    who: researchers,
    input: z.object({
      studyId: Id,
      code: Code,
      valence: Valence,
      rows: z
        .array(z.object({ id: Id, sourceId: Id, contentVersion: Version }))
        .min(1)
        .max(200),
    }),
    output: Saved.extend({ codings: z.int() }),
    subjects: ({ input }) => input.rows.map((row) => row.sourceId),
  }),
  proposeCodes: query({
    about:
      'Proposes codes for a passage by ranking its words against the codebook and what was coded before; nothing is stored or counted.',
    who: researchers,
    input: z.object({ sourceId: Id, start: Offset, end: Offset }),
    output: z.object({ rows: z.array(Proposal) }),
    subjects: ({ input }) => [input.sourceId],
  }),
  decideProposal: command({
    about: 'Accepts a proposed code, which puts it on the passage, or refuses it; what was decided is kept.',
    who: researchers,
    input: z.object({
      id: Id,
      sourceId: Id,
      contentVersion: Version,
      start: Offset,
      end: Offset,
      proposal: Proposal.extend({ code: Code, score: z.number().min(0).max(1_000_000) }),
      accepted: z.object({ codingId: Id, valence: Valence }).nullable(),
    }),
    output: Saved,
    subjects: ({ input }) => [input.sourceId],
  }),
  pulse: query({
    about:
      'Says in one mark whether anything about a text changed: its codings, its words or the codebook; and who else is on it now.',
    who: researchers,
    input: z.object({ sourceId: Id }),
    output: z.object({ mark: z.string(), here: z.array(z.object({ id: Id, name: z.string() })) }),
  }),
};
