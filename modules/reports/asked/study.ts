import { z } from 'zod';
import { command, download, query } from '../../../kernel/contract.ts';
import { Code, Id, Locale, Saved, Text } from '../../../kernel/fields.ts';
import { SmallGroupShown, WhenSmall } from '../../coding/contract.ts';
import { itemStates } from '../study/study.ts';

const researchers = ['evaluator', 'steward'] as const;
const Cell = z.union([z.string(), z.number(), z.null()]);

const Item = z.object({
  list: z.string(),
  code: z.string(),
  number: z.string(),
  label: z.string(),
  guidance: z.string(),
  facts: z.array(z.string()),
  said: z.string(),
  state: z.enum(itemStates),
  version: z.int(),
});
export type Item = z.infer<typeof Item>;

/** What may be asked about the report of a study. */
export const studyOperations = {
  showStudy: query({
    about: 'The report of a study as it will be printed, with its checklists and whom it would point to.',
    who: researchers,
    input: z.object({ studyId: Id, locale: Locale }),
    output: z.object({
      report: z.object({
        locale: Locale,
        title: z.string(),
        subtitle: z.string(),
        madeOn: z.string(),
        headings: z.object({ methods: z.string() }),
        methods: z.array(z.string()),
        tables: z.array(
          z.object({
            key: z.string(),
            title: z.string(),
            note: z.string().nullable(),
            headings: z.array(z.string()),
            rows: z.array(z.array(Cell)),
          }),
        ),
      }),
      checklists: z.array(z.object({ key: z.string(), name: z.string(), items: z.array(Item) })),
      small: z.array(SmallGroupShown),
      fewest: z.int(),
      quoted: z.array(Id),
    }),
    subjects: ({ output }) => output.quoted,
  }),
  writeItem: command({
    about:
      'Says what no record of a study holds, for one item of a reporting checklist; empty takes it back.',
    who: researchers,
    input: z.object({ studyId: Id, list: Code, code: Code, text: Text(4_000), version: z.int().min(0) }),
    output: Saved,
  }),
  fetchStudy: download({
    about: 'The report of a study as PDF, Word or Excel, or one of its tables as CSV.',
    who: researchers,
    input: z
      .object({
        studyId: Id,
        locale: Locale,
        format: z.enum(['pdf', 'docx', 'xlsx', 'csv']),
        table: z.string().max(80).optional(),
      })
      .extend(WhenSmall.shape),
    output: z.never(),
  }),
};
