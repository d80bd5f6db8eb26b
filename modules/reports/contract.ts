import { z } from 'zod';
import { contract, download, query } from '../../kernel/contract.ts';
import { Code, Id, Locale } from '../../kernel/fields.ts';
import { MeasureFormat } from '../vocabulary/model.ts';
import { studyOperations } from './asked/study.ts';

export type { Item } from './asked/study.ts';

const readers = ['steward', 'coordinator', 'lead', 'funder'] as const;

const Asked = z.object({
  program: Code,
  siteId: Id.nullable(),
  year: z.int().min(2000).max(2100),
  quarter: z.int().min(1).max(4),
  locale: Locale,
});

const Row = z.object({
  key: z.string(),
  name: z.string(),
  unit: z.string(),
  now: z.string(),
  before: z.string(),
  rule: z.string(),
});
const Chart = z.object({
  key: z.string(),
  name: z.string(),
  unit: z.string(),
  format: MeasureFormat,
  points: z.array(z.object({ label: z.string(), value: z.number().nullable() })),
});

/** What may be asked about reports. */
export const reports = contract('reports', {
  showQuarter: query({
    about: 'The quarter’s funder report as it will be printed.',
    who: readers,
    input: Asked,
    output: z.object({
      report: z.object({
        locale: Locale,
        title: z.string(),
        subtitle: z.string(),
        madeOn: z.string(),
        head: z.object({ measure: z.string(), now: z.string(), before: z.string() }),
        headings: z.object({ figures: z.string(), charts: z.string(), rules: z.string() }),
        rows: z.array(Row),
        charts: z.array(Chart),
        notes: z.array(z.string()),
      }),
    }),
  }),
  fetchQuarter: download({
    about: 'The quarter’s funder report as a PDF or a Word file.',
    who: readers,
    input: Asked.extend({ format: z.enum(['pdf', 'docx']) }),
    output: z.never(),
  }),
  ...studyOperations,
});
