import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Bilingual, Day, Id, Saved, Text, Version } from '../../../kernel/fields.ts';
import { careRoles } from '../../people/model.ts';
import { gaps, handOverStates, teams } from '../model.ts';

const care = [...careRoles];
const theClient = ({ input }: { input: { clientId: string } }) => [input.clientId];
const theRows = ({ output }: { output: { rows: readonly { clientId: string }[] } }) =>
  output.rows.map((row) => row.clientId);

/** One hand-over, with how many next steps it holds and how many of them the reader may see. */
export const HandOverLine = z.object({
  id: Id,
  version: Version,
  fromId: Id,
  fromName: z.string(),
  toId: Id,
  toName: z.string(),
  note: z.string().nullable(),
  untilOn: Day.nullable(),
  state: z.enum(handOverStates),
  answer: z.string().nullable(),
  at: z.string(),
  tasks: z.int(),
});
export type HandOverLine = z.infer<typeof HandOverLine>;

/** One client on an agenda. */
export const AgendaLine = z.object({
  id: Id,
  version: Version,
  clientId: Id,
  clientName: z.string(),
  question: z.string().nullable(),
  askedBy: z.string(),
  decision: z.string().nullable(),
});
export type AgendaLine = z.infer<typeof AgendaLine>;

const ConferenceLine = z.object({
  id: Id,
  version: Version,
  siteId: Id,
  heldOn: Day,
  state: z.enum(['planned', 'held']),
  minutes: z.int().nullable(),
});

const Gap = z.object({ gap: z.enum(gaps), clients: z.int() });

/** What may be asked of working together. */
export const teamworkOperations = {
  listColleagues: query({
    about: 'Who else works with clients at my sites, by name and team.',
    who: care,
    input: z.object({}),
    output: z.object({ people: z.array(z.object({ id: Id, name: z.string(), teams: z.array(z.string()) })) }),
  }),
  offerHandOver: command({
    about:
      'Hands my open next steps to a colleague, with a note; they stay mine until the colleague accepts.',
    who: care,
    input: z.object({
      id: Id,
      toAccountId: Id,
      siteId: Id,
      note: Text(4_000).optional(),
      untilOn: Day.optional(),
    }),
    output: Saved,
  }),
  answerHandOver: command({
    about: 'Accepts a hand-over, which makes its next steps mine, or returns it; either with a word.',
    who: care,
    input: z.object({ id: Id, version: Version, accept: z.boolean(), answer: Text(1_000).optional() }),
    output: Saved,
  }),
  listHandOvers: query({
    about: 'Hand-overs that I gave or was asked to take, latest first.',
    who: care,
    input: z.object({}),
    output: z.object({ openTasks: z.int(), rows: z.array(HandOverLine) }),
  }),
  planConference: command({
    about: 'Plans a case conference at a site.',
    who: care,
    input: z.object({ id: Id, siteId: Id, heldOn: Day }),
    output: Saved,
  }),
  askConference: command({
    about: 'Puts a client on the agenda of a case conference with what is asked of it.',
    who: care,
    input: z.object({ id: Id, conferenceId: Id, clientId: Id, question: Text(2_000, 1) }),
    output: Saved,
    subjects: theClient,
  }),
  decideInConference: command({
    about: 'Writes down what a case conference decided for a client; the decision becomes a next step.',
    who: care,
    input: z.object({
      conferenceId: Id,
      clientId: Id,
      id: Id,
      version: Version,
      decision: Text(2_000, 1),
      taskId: Id,
      dueOn: Day.optional(),
      whose: z.union([z.object({ accountId: Id }), z.object({ team: z.enum(teams) })]),
    }),
    output: Saved,
    subjects: theClient,
  }),
  holdConference: command({
    about: 'Says that a case conference was held: how long, and who took part.',
    who: care,
    input: z.object({
      id: Id,
      version: Version,
      minutes: z.int().min(1).max(600),
      accountIds: z.array(Id).min(1).max(60),
    }),
    output: Saved,
  }),
  listConferences: query({
    about:
      'Case conferences at my sites, latest first, with how much time clinicians gave in the last 90 days.',
    who: care,
    input: z.object({}),
    output: z.object({
      rows: z.array(ConferenceLine.extend({ clients: z.int() })),
      clinicianMinutes: z.int(),
    }),
  }),
  getConference: query({
    about:
      'One case conference: its agenda as far as the reader may see it, who took part, and clients who might be brought up.',
    who: care,
    input: z.object({ id: Id }),
    output: z.object({
      conference: ConferenceLine,
      rows: z.array(AgendaLine),
      members: z.array(z.object({ accountId: Id, name: z.string(), team: z.string() })),
      suggested: z.array(
        z.object({ clientId: Id, clientName: z.string(), why: z.enum(['asked', 'alert', 'shared']) }),
      ),
    }),
    subjects: ({ output }) => [...output.rows, ...output.suggested].map((row) => row.clientId),
  }),
  caseload: query({
    about:
      'How many clients each person at a site carries and what is missing in their records; counts only, no record is opened.',
    who: ['coordinator', 'lead'],
    input: z.object({}),
    output: z.object({
      sites: z.array(
        z.object({
          siteId: Id,
          siteName: Bilingual,
          workers: z.array(
            z.object({ accountId: Id.nullable(), name: z.string(), clients: z.int(), gaps: z.array(Gap) }),
          ),
        }),
      ),
    }),
  }),
  myCaseload: query({
    about: 'The clients I work with, those whose record lacks something first.',
    who: care,
    input: z.object({}),
    output: z.object({
      rows: z.array(
        z.object({
          clientId: Id,
          clientName: z.string(),
          lastSeenOn: Day.nullable(),
          gaps: z.array(z.enum(gaps)),
        }),
      ),
    }),
    subjects: theRows,
  }),
};
