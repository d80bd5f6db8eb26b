import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Code, Day, Id, Moment, Saved, Text, Version } from '../../../kernel/fields.ts';
import { PageAsked } from '../../../kernel/page.ts';
import { careRoles } from '../../people/model.ts';
import { sessionKinds } from '../model.ts';

const care = [...careRoles];
const count = z.int().min(0).max(999);

/** One workshop, group or peer session, with how many were there. */
export const SessionLine = z.object({
  id: Id,
  version: Version,
  siteId: Id,
  programCode: z.string(),
  kind: z.enum(sessionKinds),
  title: z.string(),
  heldAt: z.string(),
  heldOn: Day,
  minutes: z.int(),
  placeCode: z.string(),
  named: z.int(),
  unnamed: z.int(),
});
export type SessionLine = z.infer<typeof SessionLine>;

const Attendee = z.object({ contactId: Id, clientId: Id });

/** What may be asked of groups. */
export const groupOperations = {
  recordSession: command({
    about:
      'Records a workshop, group or peer session and who was there: a contact for each, under that client’s consent; others are counted.',
    who: care,
    input: z.object({
      id: Id,
      siteId: Id,
      programCode: Code,
      kind: z.enum(sessionKinds),
      title: Text(200, 1),
      heldAt: Moment,
      minutes: z.int().min(1).max(1_440),
      kindCode: Code,
      placeCode: Code,
      unnamed: count,
      attendees: z.array(Attendee).max(60),
    }),
    output: Saved,
    subjects: ({ input }) => input.attendees.map((one) => one.clientId),
  }),
  addAttendee: command({
    about: 'Adds somebody to a session that was recorded; `wasCounted` when they were among those not named.',
    who: care,
    input: Attendee.extend({ id: Id, version: Version, wasCounted: z.boolean() }),
    output: Saved,
    subjects: ({ input }) => [input.clientId],
  }),
  listSessions: query({
    about: 'Workshops, groups and peer sessions at my sites, latest first.',
    who: care,
    input: PageAsked,
    output: z.object({ rows: z.array(SessionLine), next: z.string().optional() }),
  }),
  getSession: query({
    about: 'One session: who was there, as far as the reader may see them, and how many in all.',
    who: care,
    input: z.object({ id: Id }),
    output: z.object({
      session: SessionLine,
      rows: z.array(z.object({ clientId: Id, clientName: z.string() })),
    }),
    subjects: ({ output }) => output.rows.map((row) => row.clientId),
  }),
};
