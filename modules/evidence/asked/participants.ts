import { z } from 'zod';
import { command, download, query } from '../../../kernel/contract.ts';
import { Day, Id, Moment, Saved, Text, Version } from '../../../kernel/fields.ts';
import { keepers, researchers, Standing, VariableKind } from '../model.ts';

const Study = z.object({ studyId: Id });
const Counts = z.object({
  invited: z.int(),
  took_part: z.int(),
  declined: z.int(),
  missing: z.int(),
  withdrew: z.int(),
});

/** How many people were asked and what became of it; `rate` is those who took part over all who were asked, 0 to 1, nothing of nobody. */
export const Tally = z.object({ asked: z.int(), counts: Counts, rate: z.number().nullable() });
export type Tally = z.infer<typeof Tally>;

/** Participation of a study as a methods section tells it; `sentence` is in the reader's language. */
export const Participation = Tally.extend({
  studyId: Id,
  sentence: z.string(),
  rows: z.array(Tally.extend({ part: z.string().nullable(), siteId: Id.nullable() })),
});
export type Participation = z.infer<typeof Participation>;

/** Something a study knows of the people it hears. */
export const Variable = z.object({
  id: Id,
  name: z.string(),
  kind: VariableKind,
  choices: z.array(z.string()),
  version: Version,
});
export type Variable = z.infer<typeof Variable>;

/** Somebody who was asked, with what always holds of them; `texts` counts texts whose consent stands. */
export const Participant = z.object({
  id: Id,
  pseudonym: z.string(),
  part: z.string().nullable(),
  siteId: Id.nullable(),
  standing: Standing,
  standingAt: Moment,
  texts: z.int(),
  keyed: z.boolean(),
  /** Days they began and left, as the study knows them: what is asked later counts from these. */
  startedOn: Day.nullable(),
  leftOn: Day.nullable(),
  values: z.array(z.object({ variableId: Id, value: z.string() })),
  version: Version,
});
export type Participant = z.infer<typeof Participant>;

/** What may be asked about the people of a study. */
export const participantOperations = {
  participation: query({
    about:
      'Counts who was invited, took part, declined, never answered or withdrew, by part in the work and site.',
    who: researchers,
    input: Study,
    output: Participation,
  }),
  exportParticipation: download({
    about: 'Gives the participation of a study as a table, by part in the work and site.',
    who: researchers,
    input: Study.extend({ format: z.enum(['csv', 'xlsx']) }),
    output: z.never(),
  }),
  listParticipants: query({
    about: 'Lists who was asked to take part in a study, under their pseudonyms, with its variables.',
    who: researchers,
    input: Study.extend({ after: Id.optional(), limit: z.int().min(1).max(500).default(200) }),
    output: z.object({
      variables: z.array(Variable),
      rows: z.array(Participant),
      next: Id.optional(),
    }),
    subjects: ({ output }) => output.rows.map((row) => row.id),
  }),
  addParticipant: command({
    about: 'Adds somebody who was asked to take part; who they are goes into the key, apart.',
    who: researchers,
    input: Study.extend({
      id: Id,
      pseudonym: Text(80, 1),
      part: Text(120, 1).optional(),
      siteId: Id.optional(),
      standing: Standing.exclude(['withdrew']).default('invited'),
      identity: Text(200, 1).optional(),
      startedOn: Day.optional(),
    }),
    output: Saved,
    subjects: ({ input }) => [input.id],
  }),
  changeParticipant: command({
    about:
      'Changes the part, site, standing or days of a participant; whoever withdraws takes every text of theirs out of everything.',
    who: researchers,
    input: z.object({
      id: Id,
      version: Version,
      part: Text(120, 1).nullable(),
      siteId: Id.nullable(),
      standing: Standing,
      startedOn: Day.nullable().optional(),
      leftOn: Day.nullable().optional(),
    }),
    output: Saved.extend({ texts: z.int() }),
    subjects: ({ input }) => [input.id],
  }),
  defineVariable: command({
    about: 'Defines a variable of a study: text, number, date, or a choice among words of its own.',
    who: researchers,
    input: Study.extend({
      id: Id,
      name: Text(200, 1),
      kind: VariableKind,
      choices: z.array(Text(80, 1)).max(60).default([]),
    }),
    output: Saved,
  }),
  setValue: command({
    about: 'Sets what a variable says of a participant, or takes it away.',
    who: researchers,
    input: z.object({
      id: Id,
      participantId: Id,
      variableId: Id,
      value: z.union([Day, Text(2_000, 1)]).nullable(),
    }),
    output: Saved,
    subjects: ({ input }) => [input.participantId],
  }),
  readKey: query({
    about: 'Reads who stands behind the pseudonyms of a study, after a fresh proof of who is asking.',
    who: keepers,
    stepUp: true,
    input: Study,
    output: z.object({
      rows: z.array(
        z.object({
          participantId: Id,
          pseudonym: z.string(),
          identity: z.string().nullable(),
          keptAt: Moment,
        }),
      ),
    }),
    subjects: ({ output }) => output.rows.map((row) => row.participantId),
  }),
  keepIdentity: command({
    about: 'Puts who somebody is into the key of a study, apart from everything they said.',
    who: researchers,
    input: z.object({ participantId: Id, identity: Text(200, 1) }),
    output: Saved,
    subjects: ({ input }) => [input.participantId],
  }),
  forgetIdentity: command({
    about: 'Destroys for good who stands behind a pseudonym; nobody can find out again.',
    who: keepers,
    stepUp: true,
    input: z.object({ participantId: Id }),
    output: Saved,
    subjects: ({ input }) => [input.participantId],
  }),
};
