import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Code, Id, Moment, Saved, Text, Version } from '../../../kernel/fields.ts';
import { Strength, Valence } from '../model.ts';
import { CoderKey } from './double.ts';
import { researchers } from './who.ts';

const Passage = z.object({
  id: Id,
  start: z.int(),
  end: z.int(),
  code: z.string(),
  valence: Valence,
  strength: Strength.nullable(),
  memo: z.string().nullable(),
});

/** One coder's coding, and what became of it: open, taken up as another coding, or left out. */
export const Original = Passage.extend({
  coder: CoderKey,
  fate: z.enum(['open', 'kept', 'left']),
  keptAs: Id.nullable(),
  together: z.boolean(),
  reason: z.string().nullable(),
});
export type Original = z.infer<typeof Original>;

const Ids = z.array(Id).max(200);
const OfText = Saved.extend({ sourceId: Id });

/** What may be asked about the coding a team agrees on. */
export const consensusOperations = {
  readConsensus: query({
    about: 'Shows a text with what each coder said of it and what the team has agreed on so far.',
    who: researchers,
    input: z.object({ sourceId: Id }),
    output: z.object({
      sourceId: Id,
      studyId: Id,
      label: z.string(),
      text: z.string(),
      codebook: z.object({ system: z.string(), version: z.string() }),
      coders: z.array(z.object({ coder: CoderKey, name: z.string(), finished: z.boolean() })),
      ready: z.boolean(),
      consensus: z.object({ id: Id, version: Version, doneAt: Moment.nullable() }).nullable(),
      originals: z.array(Original),
      agreed: z.array(Passage),
    }),
    subjects: ({ input }) => [input.sourceId],
  }),
  openConsensus: command({
    about:
      'Begins the consensus of a text: what all coders said alike is taken up, the rest waits for a decision.',
    who: researchers,
    input: z.object({ id: Id, sourceId: Id }),
    output: OfText.extend({ together: z.int() }),
    subjects: ({ input }) => [input.sourceId],
  }),
  takeUp: command({
    about: 'Puts a coding into the consensus in place of the codings it is made from.',
    who: researchers,
    input: z.object({
      id: Id,
      sourceId: Id,
      from: Ids,
      start: z.int().min(0).max(100_000_000),
      end: z.int().min(0).max(100_000_000),
      code: Code,
      valence: Valence,
      strength: Strength.optional(),
      memo: Text(4_000).optional(),
      reason: Text(1_000).optional(),
    }),
    output: OfText,
    subjects: ({ input }) => [input.sourceId],
  }),
  leaveOut: command({
    about: 'Leaves codings out of the consensus; they stay with their coders.',
    who: researchers,
    input: z.object({ sourceId: Id, codings: Ids.min(1), reason: Text(1_000).optional() }),
    output: z.object({ sourceId: Id, leftOut: z.int() }),
    subjects: ({ input }) => [input.sourceId],
  }),
  reconsider: command({
    about: 'Takes decisions on codings back, and takes out of the consensus what was made from them.',
    who: researchers,
    input: z.object({ sourceId: Id, codings: Ids, agreed: Ids }),
    output: z.object({ sourceId: Id, reopened: z.int() }),
    subjects: ({ input }) => [input.sourceId],
  }),
  closeConsensus: command({
    about: 'Says that the consensus of a text is done: from now on it counts in place of the originals.',
    who: researchers,
    input: z.object({ id: Id, version: Version }),
    output: OfText,
    subjects: ({ output }) => [output.sourceId],
  }),
  reopenConsensus: command({
    about: 'Opens a finished consensus again; until it is done once more, the originals count.',
    who: researchers,
    input: z.object({ id: Id, version: Version }),
    output: OfText,
    subjects: ({ output }) => [output.sourceId],
  }),
};
