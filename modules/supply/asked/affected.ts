import { z } from 'zod';
import { command, download, query } from '../../../kernel/contract.ts';
import { Bilingual, Code, Day, Id, Locale, Saved, Text, Version } from '../../../kernel/fields.ts';
import { careRoles } from '../../people/model.ts';
import { rowStates } from '../model.ts';

const care = [...careRoles];
const ofRows = ({ output }: { output: { rows: readonly { clientId: string }[] } }) =>
  output.rows.map((row) => row.clientId);

/** What a new rule, a recall or an advice is about. Every part narrows; an absent part does not. */
export const Question = z.object({
  programCode: Code,
  classCode: Code.optional(),
  formulationCode: Code.optional(),
  above: z.object({ given: z.number().min(0), unitCode: Code }).optional(),
  prescriberId: Id.optional(),
  siteId: Id.optional(),
  observationCode: Code.optional(),
  ruleId: Id.optional(),
  jurisdictionCode: Code.optional(),
  since: Day.optional(),
});
export type Question = z.infer<typeof Question>;

/** One prescription that the question touches. */
export const AffectedLine = z.object({
  clientId: Id,
  clientName: z.string(),
  prescriptionId: Id,
  formulationName: Bilingual,
  given: z.number(),
  unitCode: z.string(),
  observationCode: z.string(),
  prescriber: z.string(),
  site: Bilingual,
  ruleEdition: z.string().nullable(),
  fromOn: Day,
});
export type AffectedLine = z.infer<typeof AffectedLine>;

const Worklist = z.object({
  id: Id,
  version: Version,
  title: z.string(),
  why: z.string(),
  madeOn: Day,
  madeBy: z.string(),
  closedOn: Day.nullable(),
  toDo: z.int(),
  done: z.int(),
  notNeeded: z.int(),
});

/** One row of a worklist. */
export const WorklistRow = AffectedLine.extend({
  id: Id,
  version: Version,
  state: z.enum(rowStates),
  doneBy: z.string().nullable(),
  doneAt: z.string().nullable(),
  words: z.string().nullable(),
});
export type WorklistRow = z.infer<typeof WorklistRow>;

/** What may be asked about who a rule, a recall or an advice touches. */
export const affected = {
  whoIsAffected: query({
    about: 'Which clients with a prescription in force a rule, a recalled drug or an advice touches.',
    who: care,
    input: z.object({ question: Question }),
    output: z.object({ clients: z.int(), rows: z.array(AffectedLine) }),
    subjects: ofRows,
  }),
  startWorklist: command({
    about: 'Keeps the answer to "who is affected" as a list to work through.',
    who: care,
    input: z.object({ id: Id, siteId: Id, title: Text(200, 1), why: Text(1000, 1), question: Question }),
    output: Saved,
  }),
  listWorklists: query({
    about: 'The worklists of one’s own organisations with how far each is.',
    who: care,
    input: z.object({}),
    output: z.object({ rows: z.array(Worklist) }),
  }),
  openWorklist: query({
    about: 'One worklist with every client on it that the reader may see.',
    who: care,
    input: z.object({ id: Id }),
    output: z.object({ worklist: Worklist, rows: z.array(WorklistRow) }),
    subjects: ofRows,
  }),
  markWorklistRow: command({
    about: 'Says what was done about one client of a worklist.',
    who: care,
    input: z.object({
      id: Id,
      version: Version,
      clientId: Id,
      state: z.enum(rowStates),
      words: Text(1000).default(''),
    }),
    output: Saved,
    subjects: ({ input }) => [input.clientId],
  }),
  closeWorklist: command({
    about: 'Closes a worklist that has been worked through.',
    who: care,
    input: z.object({ id: Id, version: Version, closedOn: Day }),
    output: Saved,
  }),
  fetchWorklist: download({
    about: 'One worklist as a table (CSV).',
    who: care,
    stepUp: true,
    input: z.object({ id: Id, locale: Locale }),
    output: z.never(),
  }),
};
