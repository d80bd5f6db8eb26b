import { z } from 'zod';
import { command, contract, query, upload } from '../../kernel/contract.ts';
import { Code, Day, Id, Moment, Saved, Text, Version } from '../../kernel/fields.ts';
import { PageAsked } from '../../kernel/page.ts';
import { askingOperations } from './asked/asking.ts';
import { participantOperations } from './asked/participants.ts';
import { redactionOperations } from './asked/redaction.ts';
import { speakerOperations } from './asked/speakers.ts';
import { reviewOperations } from './asked/reviews.ts';
import { suggestionOperations } from './asked/suggestions.ts';
import { surveyOperations } from './asked/surveys.ts';
import { Consent, readers, researchers, SourceKind, StudyCode, Turn } from './model.ts';

export type { StudyReview } from './asked/reviews.ts';
export type { Suggestion, SuggestionStep } from './asked/suggestions.ts';
export type { AskedSurvey, MySurvey, OpenLink, SurveyPerson } from './asked/asking.ts';
export { ItemAnswer, SurveyContent, SurveyItem } from './survey/asking.ts';
export { RedactionKind, RedactionProposal } from './asked/redaction.ts';
export { FoundColumn, RowAhead } from './asked/surveys.ts';
export { Speaker } from './asked/speakers.ts';
export { Participant, Participation, Tally, Variable } from './asked/participants.ts';

const Codebook = z.object({ system: Code, version: z.string().min(1).max(20) });

/** A study as lists show it. `texts` counts texts whose consent stands. */
export const Study = z.object({
  id: Id,
  code: z.string(),
  title: z.string(),
  codebook: Codebook,
  siteIds: z.array(Id),
  texts: z.int(),
  /** Every how many months it looks again at what it found, and when next. */
  reviewMonths: z.int().nullable(),
  nextReviewOn: Day.nullable(),
  version: Version,
});
export type Study = z.infer<typeof Study>;

/** A text as lists show it; `label` is its pseudonym, or the name of the file it came in. */
export const Source = z.object({
  id: Id,
  studyId: Id.nullable(),
  siteId: Id.nullable(),
  kind: SourceKind,
  label: z.string(),
  pseudonym: z.string().nullable(),
  part: z.string().nullable(),
  characters: z.int(),
  documentKind: z.string().nullable(),
  warnings: z.array(z.string()),
  consent: Consent,
  createdAt: Moment,
  version: Version,
});
export type Source = z.infer<typeof Source>;

const Page = <Row extends z.ZodType>(row: Row) =>
  z.object({ rows: z.array(row), next: z.string().optional() });

/** What was counted of an import: kinds with their numbers, and every record that was not taken with its reason. */
export const Imported = z.object({
  loaded: z.record(z.string(), z.int()),
  refused: z.array(z.object({ file: z.string(), row: z.int(), reason: z.string() })),
});
export type Imported = z.infer<typeof Imported>;

/** What may be asked about what people said. */
export const evidence = contract('evidence', {
  ...participantOperations,
  ...surveyOperations,
  ...speakerOperations,
  ...redactionOperations,
  ...askingOperations,
  ...suggestionOperations,
  ...reviewOperations,
  createStudy: command({
    about: 'Begins a study with its sites and its locked codebook; the usual codebook when none is named.',
    who: researchers,
    input: z.object({
      id: Id,
      code: StudyCode,
      title: Text(200, 1),
      codebook: Codebook.optional(),
      siteIds: z.array(Id).max(200).default([]),
    }),
    output: Saved,
  }),
  listStudies: query({
    about: 'Lists the studies of the community.',
    who: readers,
    input: z.object({}),
    output: z.object({ rows: z.array(Study) }),
  }),
  addTranscript: upload({
    about:
      'Reads a transcript from a file (docx, odt, rtf, txt, html, pdf, vtt, srt) and keeps its text sealed.',
    who: researchers,
    input: z.object({
      id: Id,
      studyId: Id,
      siteId: Id.optional(),
      kind: SourceKind.default('transcript'),
      pseudonym: Text(80, 1).optional(),
      part: Text(120, 1).optional(),
    }),
    output: Saved.extend({
      kind: z.string(),
      warnings: z.array(z.string()),
      characters: z.int(),
      /** How many different labels speak in it. */
      speakers: z.int(),
    }),
    subjects: ({ output }) => [output.id],
    maxBytes: 50_000_000,
  }),
  importTexts: upload({
    about:
      'Reads files into a study named by its code, beginning the study when it is new; the same file twice changes nothing.',
    who: researchers,
    input: z.object({ study: StudyCode, site: z.string().max(80).optional() }),
    output: Imported,
    maxBytes: 50_000_000,
  }),
  listSources: query({
    about: 'Lists the texts of a study; withdrawn ones only when asked for, without their names.',
    who: readers,
    input: PageAsked.extend({ studyId: Id, withdrawn: z.boolean().default(false) }),
    output: Page(Source),
    subjects: ({ output }) => output.rows.map((row) => row.id),
  }),
  readSource: query({
    about: 'Reads one whole text with its speakers.',
    who: researchers,
    input: z.object({ id: Id }),
    output: Source.extend({ text: z.string(), turns: z.array(Turn), contentVersion: z.int() }),
    subjects: ({ input }) => [input.id],
  }),
  listTextVersions: query({
    about: 'Lists when a text was corrected, and by whom.',
    who: researchers,
    input: z.object({ id: Id }),
    output: z.object({
      contentVersion: z.int(),
      rows: z.array(
        z.object({
          contentVersion: z.int(),
          correctedAt: Moment,
          correctedBy: Id,
          name: z.string().nullable(),
          /** Whether what was changed may be read: not where names were taken out since. */
          open: z.boolean(),
        }),
      ),
    }),
    subjects: ({ input }) => [input.id],
  }),
  showCorrection: query({
    about: 'Shows what a correction changed in a text, each change among the words around it.',
    who: researchers,
    input: z.object({ id: Id, contentVersion: z.int().min(2) }),
    output: z.object({
      id: Id,
      contentVersion: z.int(),
      changes: z.array(
        z.object({ before: z.string(), after: z.string(), lead: z.string(), tail: z.string() }),
      ),
      /** Changes beyond the most that are shown at once. */
      more: z.int(),
    }),
    subjects: ({ input }) => [input.id],
  }),
  readTextVersion: query({
    about: 'Reads a text as it was before it was corrected.',
    who: researchers,
    input: z.object({ id: Id, contentVersion: Version }),
    output: z.object({ id: Id, contentVersion: z.int(), text: z.string() }),
    subjects: ({ input }) => [input.id],
  }),
  setConsent: command({
    about: 'Records that the person heard withdraws their text, or allows it again.',
    who: researchers,
    input: z.object({ id: Id, version: Version, consent: Consent }),
    output: Saved,
    subjects: ({ input }) => [input.id],
  }),
  takeIntoStudy: command({
    about: 'Takes a suggestion into a study, so that it is coded with the rest.',
    who: researchers,
    input: z.object({ id: Id, version: Version, studyId: Id }),
    output: Saved,
    subjects: ({ input }) => [input.id],
  }),
});
