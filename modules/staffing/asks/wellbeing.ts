import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Code, Day, Id, Saved, Text, Version } from '../../../kernel/fields.ts';
import { staff } from './who.ts';

const Answers = z.record(Code, z.int().min(1).max(5));

/** What may be asked of how people who work here are. */
export const wellbeingOperations = {
  checkIn: command({
    about:
      'Says how this week is, for myself alone; said again in the same week, it takes the place of what I said.',
    who: staff,
    input: z.object({ id: Id, siteId: Id, answers: Answers, note: Text(1_000).optional() }),
    output: Saved,
  }),
  takeBackCheckIn: command({
    about: 'Takes back what I said; while its week runs, it also leaves the team’s average.',
    who: staff,
    input: z.object({ id: Id }),
    output: Saved,
  }),
  myCheckIns: query({
    about: 'What I said in the last weeks; nobody else can ask for it.',
    who: staff,
    input: z.object({}),
    output: z.object({
      week: Day,
      rows: z.array(
        z.object({
          id: Id,
          version: Version,
          siteId: Id,
          weekOn: Day,
          answers: Answers,
          note: z.string(),
        }),
      ),
    }),
  }),
  teamWeeks: query({
    about:
      'The averages of a team in weeks that are over and in which five or more answered; nobody’s own answer.',
    who: staff,
    input: z.object({ siteId: Id }),
    output: z.object({
      rows: z.array(z.object({ weekOn: Day, question: z.string(), average: z.number() })),
    }),
  }),
};
