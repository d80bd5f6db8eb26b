import { z } from 'zod';
import { command } from '../../../kernel/contract.ts';
import { Code, Id, Saved, Text } from '../../../kernel/fields.ts';
import { careRoles, lockTeams } from '../../people/model.ts';

const What = z.discriminatedUnion('about', [
  z.object({ about: z.literal('contact'), recordId: Id }),
  z.object({ about: z.literal('form'), recordId: Id }),
  z.object({ about: z.literal('program'), programCode: Code, siteId: Id }),
]);

/** What may be asked about locks; lifting and listing them is asked of people. */
export const lockOperations = {
  lockRecord: command({
    about:
      'Keeps one contact, one filled form or a client’s part in a program to those who wrote it: a team of the site, people by name, or both.',
    who: [...careRoles],
    input: z.object({
      id: Id,
      clientId: Id,
      what: What,
      /** Whose role at the site keeps seeing it; absent: only those named and whoever wrote it. */
      team: z.enum(lockTeams).optional(),
      accountIds: z.array(Id).max(50).default([]),
      reason: Text(1_000).optional(),
    }),
    output: Saved,
    subjects: ({ input }) => [input.clientId],
  }),
};
