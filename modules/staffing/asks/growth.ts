import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Bilingual, Code, Day, Id, Saved, Text, Version } from '../../../kernel/fields.ts';
import { dueStates } from '../model.ts';
import { runners, staff } from './who.ts';

const Due = z.object({
  code: z.string(),
  doneOn: Day.nullable(),
  dueOn: Day.nullable(),
  state: z.enum(dueStates),
});
export type Due = z.infer<typeof Due>;

/** How supervision and training stand for one person; `supervision` is null for those whose role asks for none. */
export const PersonLine = z.object({
  accountId: Id,
  name: z.string(),
  posts: z.array(z.object({ programCode: z.string(), roleCode: z.string() })),
  supervision: Due.omit({ code: true }).nullable(),
  trainings: z.array(Due),
});
export type PersonLine = z.infer<typeof PersonLine>;

const Taken = z.object({
  id: Id,
  version: Version,
  code: z.string(),
  title: z.string().nullable(),
  doneOn: Day,
});

/** What may be asked of supervision, training and strengths. */
export const growthOperations = {
  recordSupervision: command({
    about:
      'Records that people met for supervision: when, which kind, how long. What was said is not written down.',
    who: staff,
    input: z.object({
      siteId: Id,
      supervisorId: Id,
      kindCode: Code,
      heldOn: Day,
      minutes: z.int().min(1).max(600),
      people: z
        .array(z.object({ id: Id, accountId: Id }))
        .min(1)
        .max(30),
    }),
    output: Saved,
  }),
  recordTraining: command({
    about:
      'Records a course, webinar or internal session somebody took: one’s own, or of somebody one answers for.',
    who: staff,
    input: z.object({ id: Id, accountId: Id, code: Code, title: Text(200).optional(), doneOn: Day }),
    output: Saved,
  }),
  withdrawTraining: command({
    about: 'Takes back a training that was recorded by mistake; the record keeps that it was there.',
    who: staff,
    input: z.object({ id: Id, version: Version }),
    output: Saved,
  }),
  team: query({
    about: 'How supervision and training stand for everybody at a site, for those who answer for it.',
    who: runners,
    input: z.object({ siteId: Id }),
    output: z.object({ people: z.array(PersonLine) }),
  }),
  mine: query({
    about: 'How supervision and training stand for me, and the trainings I took.',
    who: staff,
    input: z.object({}),
    output: z.object({ me: PersonLine, taken: z.array(Taken) }),
  }),
  gaps: query({
    about:
      'What is missing at the sites I answer for: empty posts, supervision and training that is overdue, roles without a post.',
    who: runners,
    input: z.object({}),
    output: z.object({
      sites: z.array(
        z.object({
          siteId: Id,
          vacant: z.array(z.object({ programCode: z.string(), roleCode: z.string(), since: Day })),
          noPost: z.array(z.object({ programCode: z.string(), roleCode: z.string() })),
          supervision: z.int(),
          training: z.int(),
          people: z.int(),
        }),
      ),
    }),
  }),
  sayStrengths: command({
    about: 'Says what I am good at and may be asked for, instead of what I said before.',
    who: staff,
    input: z.object({ codes: z.array(Code).max(30) }),
    output: Saved,
  }),
  listStrengths: query({
    about: 'Who in the community may be asked for what.',
    who: staff,
    input: z.object({}),
    output: z.object({
      people: z.array(
        z.object({
          accountId: Id,
          name: z.string(),
          sites: z.array(z.object({ id: Id, name: Bilingual })),
          codes: z.array(z.string()),
        }),
      ),
    }),
  }),
};
