import { z } from 'zod';
import { query } from '../../../kernel/contract.ts';
import { Id } from '../../../kernel/fields.ts';
import { researchers, StudyAsked } from './who.ts';

/** The texts of those of whom a variable holds this value. */
export const Group = z.object({ variableId: Id, value: z.string().min(1).max(300) });

/** The texts of those of whom a variable holds a value. */
export type Group = z.infer<typeof Group>;

/** Groups that the matrix can be narrowed to. */
export const groupOperations = {
  listGroups: query({
    about: 'Lists the variables of a study that have few values, and how many of its texts stand under each.',
    who: researchers,
    input: z.object({ study: StudyAsked }),
    output: z.object({
      rows: z.array(
        z.object({
          variableId: Id,
          name: z.string(),
          values: z.array(z.object({ value: z.string(), texts: z.int() })),
        }),
      ),
    }),
  }),
};
