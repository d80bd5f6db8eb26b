import { z } from 'zod';
import { contract, query } from '../../kernel/contract.ts';
import { Bilingual, Code, Day, Id } from '../../kernel/fields.ts';
import { MeasureFormat } from '../vocabulary/model.ts';

/** One point of a series. */
export const PointShown = z.object({
  period: Day,
  value: z.number().nullable(),
  records: z.int(),
  people: z.int(),
});

/** A measure as a reader needs it: what it counts, by which rule, over which window. */
export const MeasureShown = z.object({
  key: Code,
  version: z.string(),
  name: Bilingual,
  unit: Bilingual,
  counts: Bilingual,
  rule: Bilingual,
  format: MeasureFormat,
  direction: z.enum(['up', 'down', 'none']),
  every: z.enum(['week', 'month', 'quarter']),
});
export type MeasureShown = z.infer<typeof MeasureShown>;

/** Who works with the records or answers for them. Funders read reports, where small counts are held back. */
const everybodyWithFigures = [
  'steward',
  'coordinator',
  'worker',
  'clinician',
  'lead',
  'evaluator',
  'privacy',
] as const;

const Asked = z.object({ siteId: Id.nullable(), from: Day, to: Day });

/** What may be asked about figures. */
export const measures = contract('measures', {
  listMeasures: query({
    about: 'The measures of this installation: what each counts, and how.',
    who: everybodyWithFigures,
    input: z.object({ program: Code.optional() }),
    output: z.object({ measures: z.array(MeasureShown) }),
  }),
  series: query({
    about: 'A measure over time, at one site or at all the sites the reader answers for.',
    who: everybodyWithFigures,
    input: Asked.extend({ measure: Code, trialFrom: Day.optional() }),
    output: z.object({
      measure: MeasureShown,
      points: z.array(PointShown),
      reading: z.object({
        centre: z.number().nullable(),
        shiftFrom: Day.nullable(),
        shift: z.enum(['up', 'down']).nullable(),
      }),
    }),
  }),
  totals: query({
    about: 'Each measure over one whole interval, such as a quarter: the figures of a report.',
    who: everybodyWithFigures,
    input: Asked.extend({ program: Code.optional() }),
    output: z.object({
      rows: z.array(
        z.object({ measure: MeasureShown, value: z.number().nullable(), records: z.int(), people: z.int() }),
      ),
    }),
  }),
  openFigure: query({
    about: 'The records behind a figure, for those who may see them.',
    who: ['coordinator', 'worker', 'clinician'],
    input: Asked.extend({ measure: Code }),
    output: z.object({ rows: z.array(z.object({ clientId: Id, day: Day })), more: z.boolean() }),
    subjects: ({ output }) => output.rows.map((row) => row.clientId),
  }),
});
