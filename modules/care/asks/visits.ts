import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Id, Saved } from '../../../kernel/fields.ts';
import { careRoles } from '../../people/model.ts';

/** Another contact that may be about the same visit. */
export const MaybeSame = z.object({
  id: Id,
  authorName: z.string(),
  occurredAt: z.string(),
  note: z.string().nullable(),
});

/** What is known of a contact's visit: the contact that stands for it once somebody said so, and whom to ask about otherwise. */
export const VisitOf = z.object({
  /** 0 until a person was asked. */
  version: z.int().min(0),
  visitId: Id.nullable(),
  maybeSameAs: MaybeSame.nullable(),
});
export type VisitOf = z.infer<typeof VisitOf>;

const who = [...careRoles];

/** What may be asked of visits that were recorded twice. */
export const visitOperations = {
  settleVisit: command({
    about:
      'Says that a contact belongs to the same visit as another one, or is a visit of its own. Both notes stay; the visit counts once.',
    who,
    input: z.object({ clientId: Id, id: Id, version: z.int().min(0), sameAs: Id.nullable() }),
    output: Saved,
    subjects: ({ input }) => [input.clientId],
  }),
  visitsToSettle: query({
    about:
      'One’s own contacts of the last days that may be about a visit somebody else, or another device, recorded too.',
    who,
    input: z.object({}),
    output: z.object({
      rows: z.array(z.object({ id: Id, clientId: Id, clientName: z.string(), occurredAt: z.string() })),
    }),
    subjects: ({ output }) => output.rows.map((row) => row.clientId),
  }),
};
