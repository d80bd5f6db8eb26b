import { z } from 'zod';
import { upload } from '../../../kernel/contract.ts';
import { Id, Text } from '../../../kernel/fields.ts';
import { Occasion, researchers, StudyCode } from '../model.ts';
import { Column } from '../survey/columns.ts';

const maxBytes = 50_000_000;
const Columns = z.array(Column).min(1).max(300).optional();
const Refused = z.array(z.object({ file: z.string(), row: z.int(), reason: z.string() }));

/** A column of a survey with what it is taken for and what it holds. */
export const FoundColumn = Column.extend({
  filled: z.int(),
  distinct: z.int(),
  samples: z.array(z.string()),
});
export type FoundColumn = z.infer<typeof FoundColumn>;

/** A row as it would be kept. */
export const RowAhead = z.object({
  row: z.int(),
  who: z.string().nullable(),
  siteId: Id.nullable(),
  part: z.string().nullable(),
  on: z.string().nullable(),
  values: z.array(z.object({ name: z.string(), value: z.string() })),
  answers: z.array(z.object({ question: z.string(), text: z.string() })),
});
export type RowAhead = z.infer<typeof RowAhead>;

/** What may be asked about surveys. */
export const surveyOperations = {
  lookAtSurvey: upload({
    about:
      'Looks into the table of a survey without keeping anything: what each column is taken for, which rows fit and which do not.',
    who: researchers,
    input: z.object({ study: StudyCode.or(Id).optional(), columns: Columns }),
    output: z.object({
      kind: z.enum(['csv', 'xlsx']),
      warnings: z.array(z.string()),
      rows: z.int(),
      columns: z.array(FoundColumn),
      fits: z.int(),
      refused: Refused,
      ahead: z.array(RowAhead),
    }),
    maxBytes,
    keepsNothing: true,
  }),
  importSurvey: upload({
    about:
      'Loads a survey, one row a respondent: open answers become texts to code, closed ones variables. Rows that do not fit are refused by number; the same file again changes nothing.',
    who: researchers,
    input: z.object({
      study: StudyCode.or(Id),
      title: Text(200, 1),
      occasion: Occasion,
      columns: Columns,
    }),
    output: z.object({
      loaded: z.object({ respondents: z.int(), answers: z.int(), values: z.int(), unchanged: z.int() }),
      refused: Refused,
    }),
    maxBytes,
  }),
};
