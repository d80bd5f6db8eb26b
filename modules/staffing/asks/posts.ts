import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Code, Day, Id, Saved, Version } from '../../../kernel/fields.ts';
import { positionKinds } from '../model.ts';
import { runners, staff } from './who.ts';

const Fte = z.number().min(0).max(1).multipleOf(0.001);

const Away = z.object({ id: Id, version: Version, from: Day, to: Day.nullable() });

/** Who holds a post now; `name` is empty for somebody who does not sign in here, `away` is told to those of the site. */
const Holder = z.object({
  id: Id,
  version: Version,
  accountId: Id.nullable(),
  name: z.string(),
  from: Day,
  away: Away.nullable(),
});

/** One post as it stands today. */
export const Post = z.object({
  id: Id,
  version: Version,
  programCode: z.string(),
  roleCode: z.string(),
  kind: z.enum(positionKinds),
  fte: z.number(),
  lived: z.boolean(),
  openedOn: Day,
  closedOn: Day.nullable(),
  state: z.enum(['none', 'held', 'away', 'vacant']),
  vacantSince: Day.nullable(),
  holder: Holder.nullable(),
});
export type Post = z.infer<typeof Post>;

const RoleLine = z.object({
  programCode: z.string(),
  roleCode: z.string(),
  posts: z.int(),
  fullTime: z.int(),
  partTime: z.int(),
  atWork: z.number(),
  away: z.number(),
  vacant: z.number(),
  casual: z.int(),
});
export type RoleLine = z.infer<typeof RoleLine>;

/** What may be asked of posts and who holds them. */
export const postOperations = {
  openPosition: command({
    about: 'Opens a post of a program’s role at a site; casual posts carry no hours of their own.',
    who: runners,
    input: z.object({
      id: Id,
      siteId: Id,
      programCode: Code,
      roleCode: Code,
      kind: z.enum(positionKinds),
      fte: Fte,
      lived: z.boolean(),
      openedOn: Day,
    }),
    output: Saved,
  }),
  changePosition: command({
    about: 'Corrects a post: its part of full time, its kind, for whom it is meant.',
    who: runners,
    input: z.object({ id: Id, version: Version, kind: z.enum(positionKinds), fte: Fte, lived: z.boolean() }),
    output: Saved,
  }),
  closePosition: command({
    about: 'Ends a post that nobody holds on that day.',
    who: runners,
    input: z.object({ id: Id, version: Version, closedOn: Day }),
    output: Saved,
  }),
  fillPosition: command({
    about: 'Says who holds an empty post from a day on; without an account, somebody who is not named.',
    who: runners,
    input: z.object({ id: Id, positionId: Id, accountId: Id.optional(), fromOn: Day }),
    output: Saved,
  }),
  endHolding: command({
    about: 'Says that somebody no longer holds a post from a day on, and what it came from.',
    who: runners,
    input: z.object({ id: Id, version: Version, toOn: Day, endCode: Code }),
    output: Saved,
  }),
  startLeave: command({
    about: 'Says that somebody is away from a post they keep; why is not asked.',
    who: runners,
    input: z.object({ id: Id, holdingId: Id, fromOn: Day, toOn: Day.optional() }),
    output: Saved,
  }),
  endLeave: command({
    about: 'Says on which day somebody is back.',
    who: runners,
    input: z.object({ id: Id, version: Version, toOn: Day }),
    output: Saved,
  }),
  roster: query({
    about: 'The posts of a site today, added up by role, with turnover over the last year.',
    who: staff,
    input: z.object({ siteId: Id }),
    output: z.object({
      day: Day,
      posts: z.array(Post),
      roles: z.array(RoleLine),
      turnover: z.object({
        from: Day,
        to: Day,
        left: z.int(),
        posts: z.int(),
        yearly: z.number().nullable(),
      }),
      runs: z.boolean(),
    }),
  }),
  listSitePeople: query({
    about: 'Those who hold a role at a site: whom a post, a supervision or a training can be given to.',
    who: runners,
    input: z.object({ siteId: Id }),
    output: z.object({ people: z.array(z.object({ accountId: Id, name: z.string() })) }),
  }),
};
