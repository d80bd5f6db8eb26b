import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Bilingual, Day, Id, Saved, Text, Version } from '../../../kernel/fields.ts';
import { researchers } from '../model.ts';

/** One time a study looked again at what it found. */
export const StudyReview = z.object({ id: Id, heldOn: Day, decided: z.string() });
export type StudyReview = z.infer<typeof StudyReview>;

/** What may be asked about the rhythm of an evaluation. */
export const reviewOperations = {
  setReviewRhythm: command({
    about:
      'Sets every how many months a study looks again at what it found, and when next; or that it does not.',
    who: researchers,
    input: z.object({
      id: Id,
      version: Version,
      months: z.int().min(1).max(24).nullable(),
      nextOn: Day.nullable(),
    }),
    output: Saved,
  }),
  recordReview: command({
    about:
      'Records that a study looked again at what it found and what was decided; the next time follows its rhythm.',
    who: researchers,
    input: z.object({ id: Id, studyId: Id, heldOn: Day, decided: Text(4_000, 3) }),
    output: z.object({ id: Id }),
  }),
  listReviews: query({
    about: 'Lists when a study looked again at what it found and what was decided, latest first.',
    who: researchers,
    input: z.object({ studyId: Id }),
    output: z.object({ rows: z.array(StudyReview) }),
  }),
  dueInStudies: query({
    about:
      'What is due in the studies one works in: reviews whose day has come, and surveys with people to ask.',
    who: researchers,
    input: z.object({}),
    output: z.object({
      reviews: z.array(z.object({ studyId: Id, title: z.string(), dueOn: Day })),
      surveys: z.array(z.object({ id: Id, title: Bilingual, due: z.int() })),
    }),
  }),
};
