import { z } from 'zod';
import { download, query } from '../../../kernel/contract.ts';
import { Day, Id, Locale, Text } from '../../../kernel/fields.ts';
import { gapKinds, packetScopes, sectionKeys } from '../model.ts';

const reviewers = ['coordinator', 'clinician'] as const;

/** What a reviewer would not find for a client. */
export const GapLine = z.object({
  clientId: Id,
  clientName: z.string(),
  prescriberId: Id,
  prescriber: z.string(),
  kind: z.enum(gapKinds),
  code: z.string().nullable(),
  count: z.int(),
});
export type GapLine = z.infer<typeof GapLine>;

/** Whose records, over which half-open period of days. */
export const PacketAsked = z.object({ scope: z.enum(packetScopes), id: Id, from: Day, to: Day });

/** What may be asked before a reviewer asks, and when one does. */
export const reviewing = {
  reviewGaps: query({
    about: 'What a review would not find, for every client of a site with a prescription in force.',
    who: reviewers,
    input: z.object({ siteId: Id }),
    output: z.object({ clients: z.int(), gaps: z.array(GapLine) }),
    subjects: ({ output }) => output.gaps.map((gap) => gap.clientId),
  }),
  previewPacket: query({
    about: 'How many records a review packet would hold, section by section, and what is missing.',
    who: reviewers,
    input: PacketAsked,
    output: z.object({
      clients: z.array(z.object({ id: Id, name: z.string() })),
      sections: z.array(z.object({ key: z.enum(sectionKeys), rows: z.int() })),
      gaps: z.array(GapLine),
    }),
    subjects: ({ output }) => output.clients.map((client) => client.id),
  }),
  fetchPacket: download({
    about:
      'A review packet as an ordered PDF, or with the table behind each section as a folder (zip). Asks who is asking again, and why; the audit trail keeps both.',
    who: reviewers,
    stepUp: true,
    input: PacketAsked.extend({ format: z.enum(['pdf', 'zip']), locale: Locale, reason: Text(400, 5) }),
    output: z.never(),
  }),
  listReleases: query({
    about: 'The review packets that left one’s own organisations, with who released them and why.',
    who: ['coordinator', 'clinician', 'privacy'],
    input: z.object({}),
    output: z.object({
      rows: z.array(
        z.object({
          id: Id,
          scope: z.enum(packetScopes),
          from: Day,
          to: Day,
          format: z.enum(['pdf', 'zip']),
          clients: z.int(),
          gaps: z.int(),
          reason: z.string(),
          by: z.string(),
          at: z.string(),
        }),
      ),
    }),
  }),
};
