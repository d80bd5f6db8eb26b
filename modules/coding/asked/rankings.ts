import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Code, Id, Moment, Saved, Text, Version } from '../../../kernel/fields.ts';
import { mostChallenges, mostPlaces } from '../rankings/places.ts';
import { researchers, StudyAsked, voters } from './who.ts';

const Said = z.object({ en: Text(300), fr: Text(300) });
const Shown = z.object({ en: z.string(), fr: z.string() });
const Ordered = z.array(Id).max(mostPlaces);

/** What a group said of one challenge: the points it gave, and how many people chose it. */
const Sum = z.object({ points: z.int(), people: z.int() });

/** A question put to a group: which of these challenges matter most and, if asked, which are easiest to address. */
export const Ranking = z.object({
  id: Id,
  studyId: Id,
  question: Shown,
  /** How many each person puts in order; the first of n gives n points, the last one. */
  places: z.int(),
  asksEase: z.boolean(),
  openTo: z.enum(['team', 'staff']),
  siteId: Id.nullable(),
  /** Whether this person may count it or call it off. */
  runs: z.boolean(),
  openedAt: Moment,
  closedAt: Moment.nullable(),
  /** How many have voted. */
  voted: z.int(),
  own: z.object({ weighty: z.array(Id), easy: z.array(Id), version: Version }).nullable(),
  challenges: z.array(
    z.object({
      id: Id,
      construct: z.string().nullable(),
      name: Shown,
      /** Nothing until the votes are counted. */
      weighty: Sum.nullable(),
      easy: Sum.nullable(),
    }),
  ),
  version: Version,
});
export type Ranking = z.infer<typeof Ranking>;

/** What may be asked about the challenges a group puts in order. */
export const rankingOperations = {
  listRankings: query({
    about:
      'Lists the rankings this person may take part in or see, with their own ballot, and the sums of those that are closed.',
    who: voters,
    input: z.object({ study: StudyAsked.optional() }),
    output: z.object({ rows: z.array(Ranking) }),
  }),
  openRanking: command({
    about:
      'Asks the people of a study, or those who work at its sites, which of some challenges matter most to them.',
    who: researchers,
    input: z.object({
      id: Id,
      study: StudyAsked,
      question: Said,
      places: z.int().min(1).max(mostPlaces),
      asksEase: z.boolean(),
      openTo: z.enum(['team', 'staff']),
      siteId: Id.optional(),
      challenges: z
        .array(z.object({ id: Id, construct: Code.optional(), name: Said }))
        .min(2)
        .max(mostChallenges),
    }),
    output: Saved,
  }),
  castBallot: command({
    about: 'Puts challenges in order for oneself; the same person again changes what they said.',
    who: voters,
    input: z.object({
      id: Id,
      rankingId: Id,
      weighty: Ordered.min(1),
      easy: Ordered.default([]),
      version: z.int().min(0).default(0),
    }),
    output: Saved,
  }),
  closeRanking: command({
    about: 'Counts the votes of a ranking and removes the ballots; refused while fewer than five have voted.',
    who: researchers,
    input: z.object({ id: Id, version: Version }),
    output: Saved,
  }),
  callOffRanking: command({
    about: 'Ends a ranking without counting it and removes its ballots.',
    who: researchers,
    input: z.object({ id: Id, version: Version }),
    output: Saved,
  }),
};
