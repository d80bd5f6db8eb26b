import { z } from 'zod';
import { command, contract, query, upload } from '../../kernel/contract.ts';
import { Code, Id, Moment, Saved, Text, Version } from '../../kernel/fields.ts';
import { consensusOperations } from './asked/consensus.ts';
import { doubleOperations } from './asked/double.ts';
import { answerOperations } from './asked/answers.ts';
import { patternOperations } from './asked/patterns.ts';
import { rankingOperations } from './asked/rankings.ts';
import { ratingOperations } from './asked/ratings.ts';
import { codeOperations } from './asked/codes.ts';
import { fileOperations } from './asked/files.ts';
import { Group, groupOperations } from './asked/groups.ts';
import { memoOperations } from './asked/memos.ts';
import { summaryOperations } from './asked/summaries.ts';
import { textOperations } from './asked/text.ts';
import { themeOperations } from './asked/themes.ts';
import { undoOperations } from './asked/undo.ts';
import { readers, researchers, StudyAsked } from './asked/who.ts';
import { By, Strength, Valence } from './model.ts';

export { AnswerRow, Proposal } from './asked/answers.ts';
export { OwnCode } from './asked/codes.ts';
export { SmallGroupShown, WhenSmall } from './asked/files.ts';
export { Memo } from './asked/memos.ts';
export { Theme, ThemeQuote } from './asked/themes.ts';

const Count = z.object({ codings: z.int(), passages: z.int() });
const ByValence = z.object({ barrier: Count, facilitator: Count, mixed: Count, neutral: Count });
const Offset = z.int().min(0).max(100_000_000);

/** A coding as the margin of a text shows it; `start` and `end` count Unicode code points, end exclusive. */
export const Coding = z.object({
  id: Id,
  start: z.int(),
  end: z.int(),
  code: z.string(),
  /** A second code that says which side of the first is meant. */
  crossed: z.string().nullable(),
  system: z.string(),
  systemVersion: z.string(),
  valence: Valence,
  strength: Strength.nullable(),
  memo: z.string().nullable(),
  coderId: Id,
  coderName: z.string().nullable(),
  own: z.boolean(),
  changedAt: Moment,
  version: Version,
});
export type Coding = z.infer<typeof Coding>;

/** A passage behind a cell, in its own words. */
export const Quote = z.object({
  sourceId: Id,
  start: z.int(),
  end: z.int(),
  text: z.string(),
  label: z.string(),
  siteId: Id.nullable(),
  codings: z.array(
    z.object({
      id: Id,
      code: z.string(),
      crossed: z.string().nullable(),
      valence: Valence,
      strength: Strength.nullable(),
      coderId: Id,
      coderName: z.string().nullable(),
    }),
  ),
});
export type Quote = z.infer<typeof Quote>;

/** What may be asked about what passages mean. */
export const coding = contract('coding', {
  listCodings: query({
    about:
      'Lists the codings of one text, in the order of the text; or what changed among them since they were listed.',
    who: researchers,
    input: z.object({ sourceId: Id, since: Moment.optional() }),
    output: z.object({
      rows: z.array(Coding),
      /** Those that left the list since. */
      gone: z.array(Id),
      /** The sum of the whole list as it is now: whoever puts the changes into an earlier list sees whether anything is missing. */
      sum: z.int(),
      asOf: Moment,
    }),
    subjects: ({ input }) => [input.sourceId],
  }),
  addCoding: command({
    about: 'Puts a code on a passage.',
    who: researchers,
    input: z.object({
      id: Id,
      sourceId: Id,
      /** The version of the text the offsets count in; refused when the text was corrected since. */
      contentVersion: Version.optional(),
      start: Offset,
      end: Offset,
      code: Code,
      crossed: Code.optional(),
      valence: Valence,
      strength: Strength.optional(),
      memo: Text(4_000).optional(),
    }),
    output: Saved,
    subjects: ({ input }) => [input.sourceId],
  }),
  changeCoding: command({
    about:
      'Changes the passage, code, valence, strength or memo of a coding; a version that has moved on is a conflict.',
    who: researchers,
    input: z.object({
      id: Id,
      version: Version,
      start: Offset.optional(),
      end: Offset.optional(),
      code: Code.optional(),
      crossed: Code.nullable().optional(),
      valence: Valence.optional(),
      strength: Strength.nullable().optional(),
      memo: Text(4_000).nullable().optional(),
    }),
    output: Saved.extend({ sourceId: Id }),
    subjects: ({ output }) => [output.sourceId],
  }),
  removeCoding: command({
    about: 'Takes a code off a passage; it stays in the history.',
    who: researchers,
    input: z.object({ id: Id, version: Version }),
    output: Saved.extend({ sourceId: Id }),
    subjects: ({ output }) => [output.sourceId],
  }),
  splitCoding: command({
    about: 'Cuts a coding in two at a place within its passage.',
    who: researchers,
    input: z.object({ id: Id, version: Version, at: Offset, newId: Id }),
    output: Saved.extend({ sourceId: Id }),
    subjects: ({ output }) => [output.sourceId],
  }),
  joinCodings: command({
    about: 'Joins codings of one code on one text into one that reaches over all their words.',
    who: researchers,
    input: z.object({
      codings: z
        .array(z.object({ id: Id, version: Version }))
        .min(2)
        .max(50),
    }),
    output: Saved.extend({ sourceId: Id }),
    subjects: ({ output }) => [output.sourceId],
  }),
  codingHistory: query({
    about: 'Shows what a coding was before, and who changed it.',
    who: researchers,
    input: z.object({ id: Id }),
    output: z.object({
      sourceId: Id,
      rows: z.array(
        z.object({
          version: z.int(),
          code: z.string(),
          valence: Valence,
          strength: Strength.nullable(),
          start: z.int(),
          end: z.int(),
          removed: z.boolean(),
          replacedAt: Moment,
          replacedBy: Id.nullable(),
        }),
      ),
    }),
    subjects: ({ output }) => [output.sourceId],
  }),
  matrix: query({
    about: 'Counts codings and distinct passages by valence, for each domain, construct or site of a study.',
    who: readers,
    input: z.object({ study: StudyAsked, by: By }),
    output: z.object({ rows: z.array(ByValence.extend({ key: z.string() })) }),
  }),
  heatMap: query({
    about:
      'Counts codings and distinct passages by valence, for each domain or construct at each site of a study.',
    who: readers,
    input: z.object({ study: StudyAsked, by: z.enum(['domain', 'construct']), within: Group.optional() }),
    output: z.object({
      studyId: Id,
      codebook: z.object({ system: z.string(), version: z.string() }),
      cells: z.array(Count.extend({ key: z.string(), siteId: Id.nullable(), valence: Valence })),
    }),
  }),
  listQuotes: query({
    about: 'Opens the passages behind a cell of the matrix, in their own words.',
    who: readers,
    input: z.object({
      study: StudyAsked,
      by: By,
      key: z.string().max(80).optional(),
      siteId: Id.nullable().optional(),
      participantId: Id.optional(),
      within: Group.optional(),
      valence: Valence.optional(),
      after: z.string().max(200).optional(),
      limit: z.int().min(1).max(100).default(30),
    }),
    output: z.object({ rows: z.array(Quote), next: z.string().optional() }),
    subjects: ({ output }) => output.rows.map((row) => row.sourceId),
  }),
  importCodings: upload({
    about:
      'Loads codings from lines of JSON into a study; the same lines twice change nothing, a line that does not fit is refused by number.',
    who: researchers,
    input: z.object({ study: StudyAsked }),
    output: z.object({
      loaded: z.record(z.string(), z.int()),
      refused: z.array(z.object({ file: z.string(), row: z.int(), reason: z.string() })),
    }),
    maxBytes: 500_000_000,
  }),
  ...doubleOperations,
  ...consensusOperations,
  ...ratingOperations,
  ...patternOperations,
  ...rankingOperations,
  ...groupOperations,
  ...themeOperations,
  ...summaryOperations,
  ...codeOperations,
  ...memoOperations,
  ...fileOperations,
  ...textOperations,
  ...answerOperations,
  ...undoOperations,
});

/** Who codes or may code in a study, as lists show them. */
export type CodersShown = z.output<(typeof coding.operations.listCoders)['output']>['rows'];

/** What a comparison of coders says. */
export type ComparedShown = z.output<(typeof coding.operations.compareCoders)['output']>;

/** The texts of a study that somebody reads or has read, with the rounds they belong to. */
export type RoundsShown = z.output<(typeof coding.operations.listRounds)['output']>;

/** A text with what each coder said of it and what is agreed. */
export type ConsensusShown = z.output<(typeof coding.operations.readConsensus)['output']>;

export type { Original } from './asked/consensus.ts';

export type { Ranking } from './asked/rankings.ts';

export type { Rating } from './asked/ratings.ts';

export type { MemoQuote, Summary } from './asked/summaries.ts';

/** The ratings of a study and what follows from them. */
export type RatingsShown = z.output<(typeof coding.operations.listRatings)['output']>;

/** The memo of a site as the team has written it. */
export type SiteMemoShown = z.output<(typeof coding.operations.readSiteMemo)['output']>;

/** Codes that stand together, and how often. */
export type PairsShown = z.output<(typeof coding.operations.coOccurrence)['output']>;

/** The coded texts of a study in their order, each with its codes. */
export type CodesByTextShown = z.output<(typeof coding.operations.codesByText)['output']>['rows'];
