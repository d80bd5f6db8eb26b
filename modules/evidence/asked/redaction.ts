import { z } from 'zod';
import { query } from '../../../kernel/contract.ts';
import { Id, Version } from '../../../kernel/fields.ts';
import { researchers } from '../model.ts';
import { redactionKinds } from '../redaction/patterns.ts';

/** What proposed words are. */
export const RedactionKind = z.enum(redactionKinds);

/** Words that may tell who somebody is, at code points of the text; nothing is redacted until a person accepts it. */
export const RedactionProposal = z.object({
  start: z.int(),
  end: z.int(),
  words: z.string(),
  kind: RedactionKind,
  because: z.enum(['key', 'staff', 'place', 'pattern', 'capital']),
  replacement: z.string(),
});
export type RedactionProposal = z.infer<typeof RedactionProposal>;

/** What may be asked about taking names out of texts. */
export const redactionOperations = {
  proposeRedactions: query({
    about:
      'Proposes names, places, numbers, dates and addresses of a text for redaction, by rules of the house and by what is known here; what a person refused is not proposed again.',
    who: researchers,
    input: z.object({ id: Id }),
    output: z.object({
      contentVersion: z.int(),
      redacted: z.boolean(),
      rows: z.array(RedactionProposal),
      refusedBefore: z.int(),
    }),
    subjects: ({ input }) => [input.id],
  }),
  readUnredacted: query({
    about:
      'Reads a text as it stood before names were taken out of it, after a fresh proof of who is asking.',
    who: ['steward'],
    stepUp: true,
    input: z.object({ id: Id, contentVersion: Version }),
    output: z.object({ id: Id, contentVersion: z.int(), text: z.string() }),
    subjects: ({ input }) => [input.id],
  }),
};
