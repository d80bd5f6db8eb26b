import { z } from 'zod';
import { query } from '../../../kernel/contract.ts';
import { Day, Id } from '../../../kernel/fields.ts';
import { careRoles } from '../../people/model.ts';
import { gaps } from '../model.ts';
import { AlertLine } from './crisis.ts';

/** What may be asked of a record at a glance. */
export const glanceOperations = {
  glance: query({
    about: 'One client at a glance: alerts, what each team did last, and what the record lacks.',
    who: [...careRoles],
    input: z.object({ clientId: Id }),
    output: z.object({
      alerts: z.array(AlertLine),
      last: z.array(
        z.object({
          id: Id,
          team: z.string(),
          authorName: z.string(),
          programCode: z.string().nullable(),
          kindCode: z.string(),
          occurredAt: z.string(),
          words: z.string().nullable(),
        }),
      ),
      planReviewedOn: Day.nullable(),
      gaps: z.array(z.enum(gaps)),
    }),
    subjects: ({ input }) => [input.clientId],
  }),
};
