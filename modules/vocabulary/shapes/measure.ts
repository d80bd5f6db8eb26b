import { z } from 'zod';
import { header, Said } from './header.ts';

/** The name of a published view, `care.contact_fact`; the only source a measure may read. */
export const ViewName = z.string().regex(/^[a-z]+\.[a-z_]+$/);

/** A column of a view. */
export const ColumnName = z.string().regex(/^[a-z][a-z0-9_]*$/);

/** One condition on a row; conditions in a list must all hold. */
export const Condition = z.discriminatedUnion('is', [
  z.strictObject({
    column: ColumnName,
    is: z.literal('equal'),
    value: z.union([z.string(), z.boolean(), z.int()]),
  }),
  z.strictObject({ column: ColumnName, is: z.literal('one-of'), values: z.array(z.string()).min(1) }),
  z.strictObject({ column: ColumnName, is: z.enum(['set', 'not-set']) }),
]);
export type Condition = z.infer<typeof Condition>;

/** How rows become a figure. Columns named from and to hold dates; `open-at` counts rows that had begun and not ended on the last day;
 * `median`, `mean` and `sum` take a column of numbers, `share-of` the part of its sum that also meets `where`. */
export const Compute = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('count') }),
  z.strictObject({ kind: z.literal('count-distinct'), column: ColumnName }),
  z.strictObject({ kind: z.literal('share'), where: z.array(Condition).min(1) }),
  z.strictObject({ kind: z.literal('median-days'), from: ColumnName, to: ColumnName }),
  z.strictObject({ kind: z.literal('open-at'), from: ColumnName, to: ColumnName }),
  z.strictObject({ kind: z.enum(['median', 'mean', 'sum']), column: ColumnName }),
  z.strictObject({ kind: z.literal('share-of'), column: ColumnName, where: z.array(Condition).min(1) }),
]);
export type Compute = z.infer<typeof Compute>;

/** How a figure is written: a whole number, a percentage, days to one decimal, or an amount with up to two (dollars, hours). */
export const MeasureFormat = z.enum(['count', 'percent', 'days', 'amount']);
export type MeasureFormat = z.infer<typeof MeasureFormat>;

/** A question as data: which rows, which of them, how they become a figure, over which window, and which way is better. */
export const Measure = z.strictObject({
  kind: z.literal('measure'),
  ...header,
  unit: Said,
  counts: Said,
  rule: Said,
  format: MeasureFormat,
  direction: z.enum(['up', 'down', 'none']),
  window: z.strictObject({
    every: z.enum(['week', 'month', 'quarter']),
    takes: z.enum(['during', 'at-end']),
  }),
  rows: z.strictObject({ view: ViewName, date: ColumnName, people: ColumnName, where: z.array(Condition) }),
  compute: Compute,
});
export type Measure = z.infer<typeof Measure>;
