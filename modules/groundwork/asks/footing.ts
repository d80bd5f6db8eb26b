import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Bilingual, Code, Day, Id, Saved, Text, Version } from '../../../kernel/fields.ts';
import { MeasureFormat } from '../../vocabulary/model.ts';
import { renewals } from '../model.ts';
import { readers, runners, staff } from './who.ts';

const Money = {
  source: Text(200, 1),
  purpose: Text(400, 1),
  amountCents: z.int().min(0).max(1_000_000_000_000).optional(),
  startsOn: Day,
  lastOn: Day.optional(),
  renewal: z.enum(renewals),
  endsWith: Text(600).default(''),
  forFunder: z.boolean(),
};

/** Money a site runs on. */
export const Funding = z.object({
  id: Id,
  version: Version,
  siteId: Id,
  source: z.string(),
  purpose: z.string(),
  amountCents: z.int().nullable(),
  startsOn: Day,
  lastOn: Day.nullable(),
  renewal: z.enum(renewals),
  endsWith: z.string(),
  forFunder: z.boolean(),
  ending: z.enum(['far', 'six_months', 'three_months', 'over']),
});
export type Funding = z.infer<typeof Funding>;

const Need = z.object({
  id: Id,
  version: Version,
  people: z.int(),
  low: z.int().nullable(),
  high: z.int().nullable(),
  estimateCode: z.string(),
  source: z.string(),
  asOf: Day,
  forFunder: z.boolean(),
});

/** A published rate, from the list that comes with Tributary (no `id`) or from the community itself. */
export const Rate = z.object({
  id: Id.nullable(),
  version: Version.nullable(),
  name: Bilingual,
  percent: z.number(),
  population: Bilingual,
  source: Bilingual,
  year: z.int().nullable(),
});
export type Rate = z.infer<typeof Rate>;

/** What may be asked of money, of need and reach, and of rates to compare with. */
export const footingOperations = {
  addFunding: command({
    about: 'Records money a site runs on: who pays, for what, until when, and what would end with it.',
    who: runners,
    input: z.object({ id: Id, siteId: Id, ...Money }),
    output: Saved,
  }),
  changeFunding: command({
    about: 'Corrects money a site runs on, or says what became of its renewal.',
    who: runners,
    input: z.object({ id: Id, version: Version, withdrawn: z.boolean().default(false), ...Money }),
    output: Saved,
  }),
  listFunding: query({
    about: 'The money a site runs on; people of funders read what is meant for them.',
    who: readers,
    input: z.object({ siteId: Id }),
    output: z.object({ today: Day, runs: z.boolean(), rows: z.array(Funding) }),
  }),
  estimateNeed: command({
    about:
      'Records how many people around a site a program is meant for, where the number comes from and how sure it is.',
    who: runners,
    input: z.object({
      id: Id,
      siteId: Id,
      programCode: Code,
      people: z.int().min(1).max(10_000_000),
      low: z.int().min(0).max(10_000_000).optional(),
      high: z.int().min(1).max(10_000_000).optional(),
      estimateCode: Code,
      source: Text(400, 1),
      asOf: Day,
      forFunder: z.boolean(),
    }),
    output: Saved,
  }),
  withdrawNeed: command({
    about: 'Takes an estimate out that was recorded by mistake; the history keeps it.',
    who: runners,
    input: z.object({ id: Id, version: Version }),
    output: Saved,
  }),
  reach: query({
    about:
      'For each program of a site: the estimates of need, and the people reached in the last year; a count from 1 to 4 is held back.',
    who: readers,
    input: z.object({ siteId: Id }),
    output: z.object({
      runs: z.boolean(),
      from: Day,
      to: Day,
      programs: z.array(
        z.object({
          programCode: z.string(),
          reached: z.int().nullable(),
          few: z.boolean(),
          needs: z.array(Need),
          rates: z.array(Rate),
        }),
      ),
    }),
  }),
  addRate: command({
    about: 'Records a published rate to compare with a measure, or with the reach of a program.',
    who: runners,
    input: z.object({
      id: Id,
      measure: Code.optional(),
      programCode: Code.optional(),
      name: Text(200, 1),
      percent: z.number().min(0).max(100),
      population: Text(400, 1),
      source: Text(400, 1),
      year: z.int().min(1900).max(2200),
    }),
    output: Saved,
  }),
  withdrawRate: command({
    about: 'Takes a rate of the community out; the history keeps it.',
    who: runners,
    input: z.object({ id: Id, version: Version }),
    output: Saved,
  }),
  compare: query({
    about:
      'A measure over the last year beside published rates; nothing to show where too few people are behind it.',
    who: [...staff, 'evaluator', 'privacy'],
    input: z.object({ measure: Code, siteId: Id.nullable() }),
    output: z.object({
      format: MeasureFormat,
      from: Day,
      to: Day,
      value: z.number().nullable(),
      few: z.boolean(),
      rates: z.array(Rate),
    }),
  }),
};
