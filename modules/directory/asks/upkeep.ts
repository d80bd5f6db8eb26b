import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Day, Id, Saved, Text, Version } from '../../../kernel/fields.ts';
import { staff, takings, waysTold } from '../model.ts';

const people = [...staff];

/** One record that is due to be checked. */
const DueLine = z.object({
  id: Id,
  version: Version,
  name: z.string(),
  organization: z.string(),
  phone: z.string().nullable(),
  keeperId: Id.nullable(),
  keeperName: z.string().nullable(),
  checkedOn: Day.nullable(),
  reportedAt: z.iso.datetime({ offset: true }).nullable(),
  /** The day it became due; null when nobody ever checked it. */
  dueOn: Day.nullable(),
  everyDays: z.int(),
});
export type DueLine = z.infer<typeof DueLine>;

/** What may be asked about keeping records right, and about who takes referrals now. */
export const upkeep = {
  sayCapacity: command({
    about: 'Says whether a service takes referrals now and how long people wait; it holds until a day.',
    who: people,
    input: z.object({
      id: Id,
      serviceId: Id,
      takes: z.enum(takings),
      weeks: z.int().min(0).max(260).optional(),
      told: z.enum(waysTold),
      note: Text(500).optional(),
      /** Days from today for which it holds. */
      days: z.int().min(1).max(180).default(30),
    }),
    output: Saved,
  }),
  setKeeper: command({
    about: 'Says who checks a service next and how often; nobody when no person is named.',
    who: people,
    input: z.object({
      serviceId: Id,
      version: Version,
      keeperId: Id.nullable(),
      everyDays: z.int().min(7).max(730),
    }),
    output: Saved,
  }),
  listDue: query({
    about: 'Services whose record is due to be checked: reported ones first, then the longest overdue.',
    who: people,
    input: z.object({
      whose: z.enum(['mine', 'nobody', 'all']).default('mine'),
      from: z.int().min(0).max(10_000).default(0),
      limit: z.int().min(1).max(100).default(30),
    }),
    output: z.object({
      rows: z.array(DueLine),
      more: z.boolean(),
      mine: z.int(),
      nobody: z.int(),
    }),
  }),
  listKeepers: query({
    about: 'The people of the community who may keep a record of the directory right.',
    who: people,
    input: z.object({}),
    output: z.object({ rows: z.array(z.object({ id: Id, name: z.string() })) }),
  }),
};
