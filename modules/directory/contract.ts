import { z } from 'zod';
import { command, contract, query } from '../../kernel/contract.ts';
import { Code, Day, Id, Saved, Text, Version } from '../../kernel/fields.ts';
import { edit } from './asks/edit.ts';
import { Narrowing, Reason, TakingDetail, TimeOfDay, Weekday } from './asks/parts.ts';
import { publish } from './asks/publish.ts';
import { upkeep } from './asks/upkeep.ts';
import { staff, wrongParts } from './model.ts';

export { Narrowing, Start, TimeOfDay, Weekday } from './asks/parts.ts';
export { ServiceForm } from './asks/edit.ts';
export type { DueLine } from './asks/upkeep.ts';

/** Opening hours as published: `closes` at or before `opens` means the next day. */
export const Hours = z.object({
  byday: z.string().nullable(),
  opens: z.string().nullable(),
  closes: z.string().nullable(),
  closed: z.boolean(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  words: z.string().nullable(),
});
export type Hours = z.infer<typeof Hours>;

/** A telephone number, its extension apart. */
export const Phone = z.object({
  number: z.string(),
  extension: z.string().nullable(),
  type: z.string().nullable(),
  description: z.string().nullable(),
});
export type Phone = z.infer<typeof Phone>;

/** How much a record can be trusted today: when anybody last checked it, and since when a report that it is wrong is open. */
export const Freshness = z.object({
  checkedOn: z.iso.date().nullable(),
  reportedAt: z.iso.datetime({ offset: true }).nullable(),
});
export type Freshness = z.infer<typeof Freshness>;

/** One thing that was asked and where the service says it. `readAs` is the spelling it was read as. */
export const Match = z.object({
  text: z.string(),
  readAs: z.string().nullable(),
  needs: z.array(Code),
  where: z.enum(['name', 'needs', 'body']),
});
export type Match = z.infer<typeof Match>;

/** One service in a list. */
export const ServiceRow = z.object({
  id: Id,
  name: z.string(),
  organization: z.string(),
  summary: z.string().nullable(),
  status: z.string(),
  reach: z.enum(['local', 'provincial']),
  city: z.string().nullable(),
  phone: Phone.nullable(),
  hours: z.array(Hours),
  marks: z.array(Code),
  freshness: Freshness,
  why: z.array(Match),
  /** Why it suits the person asked about, or not, and what nobody knows. */
  reasons: z.array(Reason),
});
export type ServiceRow = z.infer<typeof ServiceRow>;

/** How a question was read, so that the reader can see it and take parts of it away. */
export const Reading = z.object({
  asked: z.array(z.object({ text: z.string(), readAs: z.string().nullable(), needs: z.array(Code) })),
  day: Weekday.nullable(),
  time: TimeOfDay.nullable(),
  marks: z.array(Code),
  checkedWithin: z.int().nullable(),
});

const Texts = z.array(z.string());
const Place = z.object({
  id: Id,
  name: z.string().nullable(),
  description: z.string().nullable(),
  transportation: z.string().nullable(),
  addresses: Texts,
  accessibility: Texts,
  phones: z.array(Phone),
});

/** Everything the directory knows of one service, in the reader's language where there is one. */
export const ServiceDetail = z.object({
  id: Id,
  version: Version,
  name: z.string(),
  alternateName: z.string().nullable(),
  description: z.string().nullable(),
  status: z.string(),
  alert: z.string().nullable(),
  url: z.string().nullable(),
  email: z.string().nullable(),
  application: z.string().nullable(),
  eligibility: Texts,
  ages: z.object({ from: z.number().nullable(), to: z.number().nullable() }),
  fees: Texts,
  wait: z.string().nullable(),
  documents: Texts,
  areas: Texts,
  interpretation: z.string().nullable(),
  languages: Texts,
  organization: z.object({
    id: Id,
    name: z.string(),
    description: z.string().nullable(),
    url: z.string().nullable(),
    email: z.string().nullable(),
  }),
  phones: z.array(Phone),
  contacts: z.array(
    z.object({ name: z.string().nullable(), title: z.string().nullable(), email: z.string().nullable() }),
  ),
  places: z.array(Place),
  hours: z.array(Hours),
  terms: Texts,
  marks: z.array(Code),
  reach: z.enum(['local', 'provincial']),
  source: z.string(),
  freshness: Freshness,
  /** The gender groups it is for; none when it names none. */
  groups: z.array(Code),
  /** The site whose own service it is. */
  siteId: Id.nullable(),
  upkeep: z.object({
    keeperId: Id.nullable(),
    keeperName: z.string().nullable(),
    everyDays: z.int(),
    dueOn: Day.nullable(),
  }),
  /** What was said of it taking referrals, the latest first. */
  takings: z.array(TakingDetail),
  reports: z.array(
    z.object({
      id: Id,
      about: z.array(z.string()),
      note: z.string().nullable(),
      at: z.iso.datetime({ offset: true }),
      byName: z.string(),
    }),
  ),
});
export type ServiceDetail = z.infer<typeof ServiceDetail>;

export const directory = contract('directory', {
  searchServices: query({
    about:
      'Finds services for a need, in English or French, misspelt or without accents, and says why each one matches.',
    who: 'signed-in',
    input: z.object({
      text: Text(200).default(''),
      narrowing: Narrowing.prefault({}),
      /** The reader's own weekday and time, for questions that say "open now". */
      here: z.object({ day: Weekday, time: TimeOfDay }).optional(),
      /** `nearest` puts what is nearest to the start first among those that answer as much of what was asked. */
      order: z.enum(['best', 'nearest']).default('best'),
      from: z.int().min(0).max(1000).default(0),
      limit: z.int().min(1).max(50).default(20),
    }),
    output: z.object({
      rows: z.array(ServiceRow),
      more: z.boolean(),
      reading: Reading,
      /** Whether the start that was given is on the map; null when none was given. */
      start: z.enum(['known', 'unknown']).nullable(),
    }),
  }),
  openService: query({
    about: 'Gives everything the directory knows of one service.',
    who: 'signed-in',
    input: z.object({ id: Id }),
    output: ServiceDetail,
  }),
  reportWrong: command({
    about: 'Says that something about a service was wrong; it shows as reported until somebody checks it.',
    who: staff,
    input: z.object({
      serviceId: Id,
      about: z.array(z.enum(wrongParts)).min(1).max(6),
      note: Text(500).optional(),
    }),
    output: Saved,
  }),
  assure: command({
    about: 'Says that a service was checked just now and is right; settles open reports.',
    who: staff,
    input: z.object({ serviceId: Id, version: Version }),
    output: Saved,
  }),
  ...upkeep,
  ...edit,
  ...publish,
});
