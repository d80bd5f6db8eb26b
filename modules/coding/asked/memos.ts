import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Code, Id, Moment, Saved, Text, Version } from '../../../kernel/fields.ts';
import { researchers, StudyAsked } from './who.ts';

/** What a memo may be about. */
export const MemoOn = z.enum(['study', 'source', 'passage', 'coding', 'code']);
export type MemoOn = z.infer<typeof MemoOn>;

/** What a memo points to. */
export const MemoLink = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('code'), code: Code }),
  z.object({ kind: z.literal('source'), id: Id }),
  z.object({ kind: z.literal('memo'), id: Id }),
]);
export type MemoLink = z.infer<typeof MemoLink>;

const Offset = z.int().min(0).max(100_000_000);
const Links = z.array(MemoLink).max(30);
const Words = Text(20_000, 1);
const Place = z.discriminatedUnion('about', [
  z.object({ about: z.literal('study') }),
  z.object({ about: z.literal('source'), sourceId: Id }),
  z.object({
    about: z.literal('passage'),
    sourceId: Id,
    start: Offset,
    end: Offset,
    contentVersion: Version.optional(),
  }),
  z.object({ about: z.literal('coding'), codingId: Id }),
  z.object({ about: z.literal('code'), code: Code }),
]);

/** A memo with its text; `start` and `end` count Unicode code points. `authorId` is the account that wrote it first. */
export const Memo = z.object({
  id: Id,
  about: MemoOn,
  sourceId: Id.nullable(),
  codingId: Id.nullable(),
  code: z.string().nullable(),
  start: z.int().nullable(),
  end: z.int().nullable(),
  quote: z.string().nullable(),
  label: z.string().nullable(),
  text: z.string(),
  links: Links,
  authorId: Id,
  author: z.string().nullable(),
  own: z.boolean(),
  createdAt: Moment,
  changedAt: Moment,
  version: Version,
});
export type Memo = z.infer<typeof Memo>;

/** What may be asked about memos. */
export const memoOperations = {
  listMemos: query({
    about:
      'Lists the memos of a study, or of one of its texts, with what each is about and what it points to.',
    who: researchers,
    input: z.object({
      study: StudyAsked,
      sourceId: Id.optional(),
      after: Id.optional(),
      limit: z.int().min(1).max(200).default(50),
    }),
    output: z.object({ rows: z.array(Memo), next: z.string().optional() }),
    subjects: ({ output }) => output.rows.flatMap((row) => (row.sourceId === null ? [] : [row.sourceId])),
  }),
  addMemo: command({
    about: 'Writes down a thought about a study, a text, a passage, a coding or a code.',
    who: researchers,
    input: z.object({ id: Id, studyId: Id, on: Place, text: Words, links: Links.default([]) }),
    output: Saved.extend({ sourceId: Id.nullable() }),
    subjects: ({ output }) => (output.sourceId === null ? [] : [output.sourceId]),
  }),
  changeMemo: command({
    about: 'Changes the text or the links of a memo; a version that has moved on is a conflict.',
    who: researchers,
    input: z.object({ id: Id, version: Version, text: Words.optional(), links: Links.optional() }),
    output: Saved.extend({ sourceId: Id.nullable() }),
    subjects: ({ output }) => (output.sourceId === null ? [] : [output.sourceId]),
  }),
  removeMemo: command({
    about: 'Takes a memo away; it stays in the history.',
    who: researchers,
    input: z.object({ id: Id, version: Version }),
    output: Saved.extend({ sourceId: Id.nullable() }),
    subjects: ({ output }) => (output.sourceId === null ? [] : [output.sourceId]),
  }),
};
