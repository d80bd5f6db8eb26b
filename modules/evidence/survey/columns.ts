import { z } from 'zod';
import { VariableKind } from '../model.ts';

/** What a column of a survey is taken for. `pseudonym` names nobody; `identity` (an e-mail address, a name) goes into the key, apart. */
export const ColumnUse = z.enum([
  'open',
  'variable',
  'pseudonym',
  'identity',
  'date',
  'language',
  'site',
  'part',
  'ignore',
]);
export type ColumnUse = z.infer<typeof ColumnUse>;

/** In which order a date is written where its numbers leave it open. */
export const DateOrder = z.enum(['dmy', 'mdy']);
export type DateOrder = z.infer<typeof DateOrder>;

/** One column as it is to be taken: by its heading; `kind` says what sort of variable it is, `order` how its dates are written. */
export const Column = z.object({
  heading: z.string().min(1).max(2_000),
  use: ColumnUse,
  kind: VariableKind.default('choice'),
  order: DateOrder.default('dmy'),
});
export type Column = z.infer<typeof Column>;

/** The uses that only one column of a survey may have. */
export const single = ['pseudonym', 'identity', 'date', 'language', 'site', 'part'] as const;

/** The longest name of a variable and the longest question, in UTF-16 units; a longer heading is cut there. */
export const nameAtMost = 200;
export const wordingAtMost = 500;

/** A word as it is compared: composed anew, without accents, in lower case, with single spaces. */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
