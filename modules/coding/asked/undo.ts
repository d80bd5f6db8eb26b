import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Id, Saved } from '../../../kernel/fields.ts';
import { deedKinds } from '../valences.ts';
import { researchers } from './who.ts';

const Deed = z.object({ id: Id, what: z.enum(deedKinds), sourceId: Id.nullable() });
const Done = Saved.extend({ what: z.enum(deedKinds), sourceId: Id.nullable() });

/** What may be asked about one's own steps in a study: the last can be undone, and done again. */
export const undoOperations = {
  listDeeds: query({
    about: 'Says which of one’s own steps in a study would be undone next, and which would be done again.',
    who: researchers,
    input: z.object({ studyId: Id }),
    output: z.object({ undo: Deed.nullable(), redo: Deed.nullable() }),
  }),
  undo: command({
    about: 'Undoes one’s own last step in a study; refuses when somebody changed the same thing since.',
    who: researchers,
    input: z.object({ studyId: Id }),
    output: Done,
    subjects: ({ output }) => (output.sourceId === null ? [] : [output.sourceId]),
  }),
  redo: command({
    about: 'Does again what was undone last; refuses when somebody changed the same thing since.',
    who: researchers,
    input: z.object({ studyId: Id }),
    output: Done,
    subjects: ({ output }) => (output.sourceId === null ? [] : [output.sourceId]),
  }),
  leaveDeed: command({
    about: 'Leaves a step that can no longer be undone as it is, so that earlier ones can be.',
    who: researchers,
    input: z.object({ id: Id }),
    output: Saved,
  }),
};
