import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Id, Saved, Text, Version } from '../../../kernel/fields.ts';
import { researchers } from '../model.ts';

/** What names a speaker of a text: their record once somebody has said who speaks, before that their label. */
const Key = z.string().max(200);

/** Somebody who speaks in a text: what is known of them, and what the label lets one guess. */
export const Speaker = z.object({
  key: Key,
  label: z.string(),
  turns: z.int(),
  characters: z.int(),
  /** The beginning of the first words. */
  sample: z.string(),
  role: z.enum(['participant', 'team']).nullable(),
  participantId: Id.nullable(),
  pseudonym: z.string().nullable(),
  /** Proposed from the label, never taken for granted. */
  guess: z.object({ role: z.enum(['participant', 'team']), participantId: Id.nullable() }).nullable(),
});
export type Speaker = z.infer<typeof Speaker>;

const Who = z.discriminatedUnion('is', [
  z.object({ key: Key, is: z.literal('nobody') }),
  z.object({ key: Key, is: z.literal('team') }),
  z.object({ key: Key, is: z.literal('participant'), participantId: Id }),
  z.object({
    key: Key,
    is: z.literal('new'),
    participantId: Id,
    pseudonym: Text(80, 1),
    part: Text(120, 1).optional(),
    siteId: Id.optional(),
  }),
]);

/** What may be asked about who speaks in a text. */
export const speakerOperations = {
  listSpeakers: query({
    about: 'Lists who speaks in a text by their labels, whom each is tied to, and whom the label may mean.',
    who: researchers,
    input: z.object({ id: Id }),
    output: z.object({
      id: Id,
      studyId: Id,
      version: Version,
      rows: z.array(Speaker),
      /** Speakers who withdrew, under their pseudonyms; their words are shown to nobody. */
      withdrew: z.array(z.string()),
    }),
    subjects: ({ input }) => [input.id],
  }),
  settleSpeakers: command({
    about:
      'Says who speaks in a text: participants, known or new, and the team. Speakers that are not named stay as they are.',
    who: researchers,
    input: z.object({ id: Id, version: Version, speakers: z.array(Who).min(1).max(60) }),
    output: Saved,
    subjects: ({ input }) => [
      input.id,
      ...input.speakers.flatMap((one) => ('participantId' in one ? [one.participantId] : [])),
    ],
  }),
};
