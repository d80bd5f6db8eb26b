import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Id, Moment, Saved, Text, Version } from '../../../kernel/fields.ts';
import { coefficients, units } from '../agreement/index.ts';
import { researchers, StudyAsked } from './who.ts';

/** A coder: the id of an account, or `name:` and the name an imported file gives. */
export const CoderKey = z.string().regex(/^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|name:.{1,200})$/u);

/** One coder's work on one text. */
const Reading = z.object({
  id: Id,
  coder: CoderKey,
  own: z.boolean(),
  finishedAt: Moment.nullable(),
  version: Version,
});

const Interval = z.object({ low: z.number(), high: z.number(), without: z.int() }).nullable();
const Measured = z.object({ value: z.number().nullable(), why: z.string().nullable(), interval: Interval });
const each = <T extends z.ZodType>(one: T) =>
  z.object(
    Object.fromEntries(coefficients.map((name) => [name, one])) as Record<(typeof coefficients)[number], T>,
  );
const Agreed = z
  .object({
    units: z.number(),
    prevalence: z.number().nullable(),
    byCoder: z.array(z.number().nullable()),
    categories: z.int(),
  })
  .extend(each(Measured).shape);

const Stretch = z.object({ start: z.int(), end: z.int() });

/** What coders are compared on, and how. */
export const Comparing = z.object({
  study: StudyAsked,
  coders: z.array(CoderKey).min(2).max(10),
  roundId: Id.optional(),
  unit: z.enum(units).default('turn'),
  level: z.enum(['code', 'construct', 'domain']).default('code'),
  threshold: z.number().min(0.01).max(1).default(0.9),
  trim: z.boolean().default(true),
});
export type Comparing = z.infer<typeof Comparing>;

/** What may be asked about coding the same texts twice. */
export const doubleOperations = {
  listCoders: query({
    about: 'Lists who codes or may code in a study, with how many texts each has finished.',
    who: researchers,
    input: z.object({ study: StudyAsked }),
    output: z.object({
      rows: z.array(
        z.object({
          coder: CoderKey,
          name: z.string(),
          own: z.boolean(),
          assignable: z.boolean(),
          codings: z.int(),
          finished: z.int(),
        }),
      ),
    }),
  }),
  openRound: command({
    about:
      'Draws a sample of a study’s texts by a seed and gives it to several coders, who code it without seeing each other’s codings.',
    who: researchers,
    input: z.object({
      id: Id,
      study: StudyAsked,
      name: Text(120, 1),
      coders: z.array(Id).min(2).max(6),
      share: z.number().min(0.01).max(1).default(0.2),
      seed: z.int().min(0).max(2_147_483_647),
    }),
    output: Saved.extend({ drawn: z.int() }),
  }),
  listRounds: query({
    about: 'Lists the rounds of double coding of a study with who has finished which text.',
    who: researchers,
    input: z.object({ study: StudyAsked }),
    output: z.object({
      rows: z.array(
        z.object({
          id: Id,
          name: z.string(),
          share: z.number(),
          seed: z.int(),
          drawnFrom: z.int(),
          closedAt: Moment.nullable(),
          createdAt: Moment,
          version: Version,
        }),
      ),
      texts: z.array(
        z.object({
          sourceId: Id,
          label: z.string(),
          roundId: Id.nullable(),
          blind: z.boolean(),
          readings: z.array(Reading),
          consensus: z.enum(['none', 'open', 'done']),
        }),
      ),
    }),
    subjects: ({ output }) => output.texts.map((text) => text.sourceId),
  }),
  closeRound: command({
    about: 'Ends a round; what was not finished in it is not compared, and everybody’s codings are shown.',
    who: researchers,
    input: z.object({ id: Id, version: Version }),
    output: Saved,
  }),
  finishReading: command({
    about: 'Marks a text as finished by the person who asks, or by a coder whose codings came in a file.',
    who: researchers,
    input: z.object({ sourceId: Id, coderName: z.string().min(1).max(200).optional() }),
    output: Saved,
    subjects: ({ input }) => [input.sourceId],
  }),
  resumeReading: command({
    about: 'Takes the finished mark off a text again, as long as nobody has seen what was coded in a round.',
    who: researchers,
    input: z.object({ id: Id, version: Version }),
    output: Saved,
  }),
  showReading: query({
    about:
      'Shows how a text stands with the person who codes it: their own mark, and how many have finished.',
    who: researchers,
    input: z.object({ sourceId: Id }),
    output: z.object({
      studyId: Id,
      reading: Reading.pick({ id: true, finishedAt: true, version: true })
        .extend({ round: z.string().nullable() })
        .nullable(),
      blind: z.boolean(),
      coders: z.int(),
      finished: z.int(),
    }),
    subjects: ({ input }) => [input.sourceId],
  }),
  compareCoders: query({
    about:
      'Works out how far coders agree, per code and over all codes, on the texts that all of them have finished.',
    who: researchers,
    input: Comparing.extend({
      resamples: z.int().min(0).max(5_000).default(1_000),
      seed: z.int().min(0).max(2_147_483_647).default(1),
    }),
    output: z.object({
      documents: z.int(),
      leftOut: z.object({ unfinished: z.int(), otherVersion: z.int(), blind: z.int() }),
      changedSince: z.int(),
      unused: z.int(),
      codes: z.array(Agreed.extend({ code: z.string() })),
      pooled: Agreed,
      mean: each(Measured.extend({ of: z.int(), leftOut: z.int() })),
    }),
  }),
  listDisagreements: query({
    about: 'Shows where coders disagree on a code, side by side in the words of the text.',
    who: researchers,
    input: Comparing.extend({
      code: z.string().min(1).max(80),
      skip: z.int().min(0).max(100_000).default(0),
      limit: z.int().min(1).max(100).default(20),
    }),
    output: z.object({
      total: z.int(),
      rows: z.array(
        z.object({
          sourceId: Id,
          label: z.string(),
          from: z.int(),
          text: z.string(),
          coders: z.array(z.array(Stretch)),
        }),
      ),
    }),
    subjects: ({ output }) => output.rows.map((row) => row.sourceId),
  }),
};
