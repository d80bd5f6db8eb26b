import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Id, Moment, Saved, Text } from '../../../kernel/fields.ts';
import { PageAsked } from '../../../kernel/page.ts';
import { readers, suggestionSteps } from '../model.ts';

/** One thing that became of a suggestion; `subjectId` is the factor or the trial it became. */
export const SuggestionStep = z.object({
  step: z.enum(suggestionSteps),
  at: Moment,
  subjectId: Id.nullable(),
  reason: z.string().nullable(),
});
export type SuggestionStep = z.infer<typeof SuggestionStep>;

/** A suggestion with what became of it, first step first; `signed` is how its writer wishes to be named, `waiting` whether it is past the promised days without an answer. */
export const Suggestion = z.object({
  id: Id,
  text: z.string(),
  siteId: Id.nullable(),
  studyId: Id.nullable(),
  screen: z.string().nullable(),
  own: z.boolean(),
  signed: z.string().nullable(),
  steps: z.array(SuggestionStep),
  waiting: z.boolean(),
  createdAt: Moment,
  version: z.int(),
});
export type Suggestion = z.infer<typeof Suggestion>;

const Promised = z.int().min(1).max(365);

/** What may be asked about suggestions. */
export const suggestionOperations = {
  suggest: command({
    about: 'Keeps a suggestion of somebody who works here, from any screen; named only as they wish.',
    who: 'signed-in',
    input: z.object({
      id: Id,
      text: Text(4_000, 3),
      siteId: Id.optional(),
      screen: z.string().max(200).optional(),
      signed: Text(120, 1).optional(),
    }),
    output: Saved,
  }),
  listSuggestions: query({
    about:
      'Lists suggestions with what became of them, newest first: one’s own, and those of the sites one leads or studies.',
    who: 'signed-in',
    input: PageAsked,
    output: z.object({ rows: z.array(Suggestion), next: z.string().optional(), days: z.int() }),
    subjects: ({ output }) => output.rows.filter((row) => !row.own).map((row) => row.id),
  }),
  suggestionNews: query({
    about: 'What became lately of one’s own suggestions, and how many wait too long for those who answer.',
    who: 'signed-in',
    input: z.object({}),
    output: z.object({
      news: z.array(SuggestionStep.extend({ id: Id, text: z.string() })),
      waiting: z.int(),
      days: z.int(),
    }),
  }),
  answerSuggestion: command({
    about: 'Says that a suggestion was read, or that it is not taken up and why; whoever made it sees it.',
    who: readers,
    input: z.discriminatedUnion('step', [
      z.object({ id: Id, suggestionId: Id, step: z.literal('read') }),
      z.object({ id: Id, suggestionId: Id, step: z.literal('not_taken'), reason: Text(2_000, 3) }),
    ]),
    output: z.object({ id: Id }),
    subjects: ({ input }) => [input.suggestionId],
  }),
  promiseAnswers: command({
    about: 'Sets within how many days suggestions are answered in the community.',
    who: ['steward'],
    input: z.object({ id: Id, days: Promised }),
    output: z.object({ id: Id }),
  }),
};
