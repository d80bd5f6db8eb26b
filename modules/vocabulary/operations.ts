import { z } from 'zod';
import { command, query } from '../../kernel/contract.ts';
import { Code, Id, Moment, Saved, Text, Version } from '../../kernel/fields.ts';
import { DefinitionVersion, ProgramDraft, Said } from './model.ts';

const steward = ['steward'];
const Drafted = z.object({
  id: Id,
  version: Version,
  key: Code,
  name: z.object({ en: z.string(), fr: z.string() }),
  /** The published version it continues; empty for a model nobody works by yet. */
  follows: DefinitionVersion.nullable(),
  changedAt: Moment,
});

/** What a steward may ask of the program models of their community. */
export const drafting = {
  listDrafts: query({
    about: 'The program models of the community that are being written.',
    who: steward,
    input: z.strictObject({}),
    output: z.object({ rows: z.array(Drafted) }),
  }),
  getDraft: query({
    about: 'One program model that is being written, and what it may measure and ask.',
    who: steward,
    input: z.strictObject({ id: Id }),
    output: Drafted.extend({
      content: ProgramDraft,
      measures: z.array(z.object({ key: Code, name: Said })),
      forms: z.array(z.object({ key: Code, version: DefinitionVersion, name: Said })),
    }),
  }),
  startDraft: command({
    about: 'Begins a program model after the pattern of another, under a name of its own.',
    who: steward,
    input: z.strictObject({
      id: Id,
      pattern: Code,
      name: z.strictObject({ en: Text(200, 3), fr: Text(200, 3) }),
    }),
    output: Saved,
  }),
  continueProgram: command({
    about: 'Begins the next version of a program model that the community wrote.',
    who: steward,
    input: z.strictObject({ id: Id, key: Code }),
    output: Saved,
  }),
  saveDraft: command({
    about: 'Keeps a program model as far as it is written.',
    who: steward,
    input: z.strictObject({ id: Id, version: Version, content: ProgramDraft }),
    output: Saved,
  }),
  publishDraft: command({
    about: 'Publishes a program model as a version that never changes; the draft is done with.',
    who: steward,
    input: z.strictObject({ id: Id, version: Version }),
    output: Saved.extend({ key: Code, programVersion: DefinitionVersion }),
  }),
  discardDraft: command({
    about: 'Throws a draft away; what was published stays.',
    who: steward,
    input: z.strictObject({ id: Id, version: Version }),
    output: z.object({ id: Id }),
  }),
};
