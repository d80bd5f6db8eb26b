import { z } from 'zod';
import { command, contract, query } from '../../kernel/contract.ts';
import { Bilingual, Code, Day, Id, Saved, Text, Version } from '../../kernel/fields.ts';
import { RecordShown, Review, ReviewLine } from './asks/shown.ts';
import { readers, starters } from './asks/who.ts';

export type {
  AgreedShown,
  EditionShown,
  RecordShown,
  Review,
  ReviewerShown,
  ReviewItem,
  ReviewLine,
  ScoreShown,
  TotalShown,
} from './asks/shown.ts';

const Score = z.int().nullable();
const Reason = Text(2_000, 3);

/** What may be asked of reviews of fidelity by people. Nothing here is about a client. */
export const fidelity = contract('fidelity', {
  listReviews: query({
    about: 'The reviews somebody may see, latest first, each with what it came to once it was closed.',
    who: readers,
    input: z.object({}),
    output: z.object({ reviews: z.array(ReviewLine), runs: z.array(Id) }),
  }),
  listReviewable: query({
    about:
      'What can be reviewed at a site, and by whom: the fidelity scales of its programs, the people who may review.',
    who: starters,
    input: z.object({ siteId: Id }),
    output: z.object({
      scales: z.array(z.object({ programCode: Code, key: Code, name: Bilingual })),
      people: z.array(z.object({ accountId: Id, name: z.string() })),
    }),
  }),
  startReview: command({
    about: 'Begins a review of a program at a site over a window, by the people named.',
    who: starters,
    input: z.object({
      id: Id,
      siteId: Id,
      programCode: Code,
      scale: Code,
      from: Day,
      to: Day,
      reviewers: z.array(Id).min(1).max(8),
    }),
    output: Saved,
  }),
  addReviewer: command({
    about: 'Asks one more person to review, while everybody still scores alone.',
    who: starters,
    input: z.object({ id: Id, reviewId: Id, accountId: Id }),
    output: Saved,
  }),
  excuseReviewer: command({
    about: 'Lets a reviewer off who cannot finish; their scores do not count and stay unseen.',
    who: starters,
    input: z.object({ id: Id, version: Version }),
    output: Saved,
  }),
  withdrawReview: command({
    about: 'Gives up a review that was never closed, and says why.',
    who: starters,
    input: z.object({ id: Id, version: Version, reason: Reason }),
    output: Saved,
  }),
  openReview: query({
    about:
      'One review: the items of its scale, one’s own scores, everybody’s once all are done, what was agreed.',
    who: readers,
    input: z.object({ id: Id }),
    output: z.object({ review: Review }),
  }),
  recordsBeside: query({
    about:
      'What the records show beside each item of a review; of a closed one, what they showed the day it was closed.',
    who: readers,
    input: z.object({ id: Id }),
    output: z.object({ items: z.array(RecordShown) }),
  }),
  scoreItem: command({
    about: 'Keeps what a reviewer says of an item, as far as they have come.',
    who: readers,
    input: z.object({
      id: Id,
      reviewId: Id,
      item: Code,
      version: Version.optional(),
      score: Score,
      notJudged: z.boolean(),
      seen: Text(4_000),
      why: Text(2_000),
      sources: z.array(Code).max(40),
    }),
    output: Saved,
  }),
  finishScores: command({
    about: 'Says that a reviewer has scored every item; from then on their scores stand.',
    who: readers,
    input: z.object({ reviewId: Id }),
    output: Saved,
  }),
  agreeItem: command({
    about: 'Keeps what the reviewers say of an item together, with the reason where they differed.',
    who: readers,
    input: z.object({
      id: Id,
      reviewId: Id,
      item: Code,
      version: Version.optional(),
      score: Score,
      notJudged: z.boolean(),
      reason: Text(2_000),
    }),
    output: Saved,
  }),
  agreeAlike: command({
    about: 'Agrees on every item that all reviewers scored alike and that is still open.',
    who: readers,
    input: z.object({ reviewId: Id }),
    output: Saved,
  }),
  closeReview: command({
    about: 'Closes a review: its result is written down with what the records showed that day, and stands.',
    who: readers,
    input: z.object({ id: Id, version: Version }),
    output: Saved,
  }),
  correctReview: command({
    about: 'Takes a closed review up again to correct it; what was closed stays readable.',
    who: readers,
    input: z.object({ id: Id, version: Version, reason: Reason }),
    output: Saved,
  }),
  readEdition: query({
    about: 'A closed edition of a review, item by item, as it was written down.',
    who: readers,
    input: z.object({ id: Id, number: z.int().min(1) }),
    output: z.object({
      items: z.array(
        z.object({ code: Code, name: Bilingual, number: z.int(), score: Score, reason: z.string() }),
      ),
    }),
  }),
  carryItem: command({
    about: 'Ties a weak item of a closed review to the barrier or facilitator it is carried on as.',
    who: readers,
    input: z.object({ id: Id, reviewId: Id, item: Code, factorId: Id }),
    output: Saved,
  }),
});
