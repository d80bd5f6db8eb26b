import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Id, Saved, Version } from '../../../kernel/fields.ts';
import { Strength, Valence } from '../model.ts';
import { RedactionKind } from '../../evidence/contract.ts';
import { researchers } from './who.ts';

const Offset = z.int().min(0).max(100_000_000);

const Decided = z.object({ start: Offset, end: Offset, kind: RedactionKind });

/** What may be asked to correct a text that is already coded. */
export const textOperations = {
  correctText: command({
    about:
      'Corrects the words of a text; codings and memos move along in the same transaction, and those whose words were deleted are listed, never dropped.',
    who: researchers,
    input: z.object({
      sourceId: Id,
      contentVersion: Version,
      edits: z
        .array(z.object({ start: Offset, end: Offset, text: z.string().max(1_000_000) }))
        .min(1)
        .max(200),
    }),
    output: Saved.extend({ contentVersion: z.int(), moved: z.int(), lost: z.int() }),
    subjects: ({ input }) => [input.sourceId],
  }),
  redactText: command({
    about:
      'Takes words that a person accepted out of a text, with codings and memos moved along, and keeps which proposals were refused.',
    who: researchers,
    input: z.object({
      sourceId: Id,
      contentVersion: Version,
      accepted: z.array(Decided.extend({ text: z.string().min(1).max(200) })).max(5_000),
      refused: z.array(Decided).max(5_000),
    }),
    output: Saved.extend({ contentVersion: z.int(), moved: z.int(), lost: z.int() }),
    subjects: ({ input }) => [input.sourceId],
  }),
  listLost: query({
    about: 'Lists the codings of a text whose words were deleted when it was corrected.',
    who: researchers,
    input: z.object({ sourceId: Id }),
    output: z.object({
      rows: z.array(
        z.object({
          id: Id,
          code: z.string(),
          crossed: z.string().nullable(),
          valence: Valence,
          strength: Strength.nullable(),
          memo: z.string().nullable(),
          lostIn: z.int(),
          own: z.boolean(),
          version: Version,
        }),
      ),
    }),
    subjects: ({ input }) => [input.sourceId],
  }),
  placeLost: command({
    about: 'Puts a coding whose words were deleted on other words.',
    who: researchers,
    input: z.object({ id: Id, version: Version, start: Offset, end: Offset }),
    output: Saved.extend({ sourceId: Id }),
    subjects: ({ output }) => [output.sourceId],
  }),
};
