import { z } from 'zod';
import { command, contract, query } from '../../kernel/contract.ts';
import { Bilingual, Code, Day, Id, Locale, Saved, Text, Version } from '../../kernel/fields.ts';
import { careRoles } from '../people/model.ts';
import { MeasureFormat } from '../vocabulary/model.ts';

const writers = ['coordinator', 'lead', 'steward'] as const;
const readers = [
  'coordinator',
  'lead',
  'steward',
  'worker',
  'clinician',
  'evaluator',
  'privacy',
  'funder',
] as const;

const sharers = ['coordinator', 'clinician'] as const;
const care = [...careRoles];

/** A code as it travels: with its vocabulary, version and names. */
export const Travelling = z.object({ system: Code, version: z.string(), code: Code, name: Bilingual });

/** Figures that may leave: a series whose small counts are held back (null, `few`), or nothing when none may. */
export const Evidence = z.object({
  measure: z
    .object({
      key: Code,
      version: z.string(),
      name: Bilingual,
      unit: Bilingual,
      format: MeasureFormat,
      direction: z.enum(['up', 'down', 'none']),
    })
    .nullable(),
  trialFrom: Day.nullable(),
  points: z.array(z.object({ period: Day, value: z.number().nullable(), few: z.boolean() })),
  total: z.number().nullable(),
  heldBack: z.int(),
  refused: z.boolean(),
  threshold: z.int(),
});
export type Evidence = z.infer<typeof Evidence>;

/** An alert of another community, with the sites here that it reaches. */
export const ReceivedAlert = z.object({
  id: Id,
  communityId: Id,
  version: Version,
  community: Bilingual,
  site: Bilingual,
  kind: Bilingual,
  title: z.string(),
  body: z.string(),
  language: Locale,
  seenOn: Day,
  concerns: z.array(Bilingual),
  sites: z.array(z.object({ id: Id, name: Bilingual, mine: z.boolean(), seenOn: Day.nullable() })),
});
export type ReceivedAlert = z.infer<typeof ReceivedAlert>;

const Words = {
  title: Text(200, 3),
  problem: Text(2000, 3),
  tried: Text(4000, 3),
  happened: Text(4000, 3),
  advice: Text(2000, 3),
};

/** A lesson as its own community sees it. */
export const OwnLesson = z.object({
  id: Id,
  version: Version,
  siteId: Id,
  trialId: Id.nullable(),
  language: Locale,
  title: z.string(),
  problem: z.string(),
  tried: z.string(),
  happened: z.string(),
  advice: z.string(),
  publishedVersion: z.int().nullable(),
  usedBy: z.int(),
});
export type OwnLesson = z.infer<typeof OwnLesson>;

/** A lesson as every community sees it. */
export const PublishedLesson = z.object({
  id: Id,
  communityId: Id,
  own: z.boolean(),
  community: Bilingual,
  organisation: Bilingual,
  site: Bilingual,
  language: Locale,
  title: z.string(),
  problem: z.string(),
  tried: z.string(),
  happened: z.string(),
  advice: z.string(),
  construct: Travelling.nullable(),
  strategy: Travelling.nullable(),
  decision: z.enum(['adopt', 'adapt', 'abandon']).nullable(),
  evidence: Evidence,
  publishedAt: z.string(),
  usedBy: z.array(Bilingual),
  usedHere: z.boolean(),
});
export type PublishedLesson = z.infer<typeof PublishedLesson>;

/** What may be asked about what communities share. */
export const network = contract('network', {
  listLessons: query({
    about: 'Lessons from every community, and the drafts of one’s own.',
    who: readers,
    input: z.object({ construct: Code.optional() }),
    output: z.object({ published: z.array(PublishedLesson), drafts: z.array(OwnLesson) }),
  }),
  openLesson: query({
    about: 'One published lesson with the evidence that may be seen.',
    who: readers,
    input: z.object({ communityId: Id, id: Id }),
    output: z.object({ lesson: PublishedLesson }),
  }),
  draftLesson: command({
    about: 'Writes down what a site learned.',
    who: writers,
    input: z.object({ id: Id, siteId: Id, trialId: Id.optional(), language: Locale, ...Words }),
    output: Saved,
  }),
  reviseLesson: command({
    about: 'Changes the words of a lesson; what others see changes when it is published again.',
    who: writers,
    input: z.object({ id: Id, version: Version, ...Words }),
    output: Saved,
  }),
  previewLesson: query({
    about: 'Shows a lesson as the other communities would see it, small counts held back.',
    who: writers,
    input: z.object({ id: Id }),
    output: z.object({
      lesson: OwnLesson,
      construct: Travelling.nullable(),
      strategy: Travelling.nullable(),
      decision: z.string().nullable(),
      evidence: Evidence,
    }),
  }),
  publishLesson: command({
    about: 'Lets every community read a lesson, with its figures protected.',
    who: writers,
    input: z.object({ id: Id, version: Version }),
    output: Saved,
  }),
  withdrawLesson: command({
    about: 'Takes a published lesson back.',
    who: writers,
    input: z.object({ id: Id }),
    output: Saved,
  }),
  useLesson: command({
    about: 'Says that a site here will use another site’s lesson.',
    who: writers,
    input: z.object({ id: Id, communityId: Id, lessonId: Id, siteId: Id }),
    output: Saved,
  }),
  listMembers: query({
    about: 'The sites that their communities list in the network.',
    who: readers,
    input: z.object({}),
    output: z.object({
      members: z.array(
        z.object({
          id: Id,
          communityId: Id,
          own: z.boolean(),
          community: Bilingual,
          organisation: Bilingual,
          site: Bilingual,
          setting: z.string().nullable(),
          programs: z.array(Code),
          profile: z.string().nullable(),
        }),
      ),
    }),
  }),
  listSite: command({
    about: 'Lists a site of one’s own community in the network.',
    who: ['steward'],
    input: z.object({ siteId: Id, programs: z.array(Code).max(20), profile: Text(40).optional() }),
    output: Saved,
  }),
  shareAlert: command({
    about: 'Lets every community read an alert about the drug supply that a site of one’s own sent.',
    who: sharers,
    input: z.object({ id: Id }),
    output: Saved,
  }),
  takeBackAlert: command({
    about: 'Takes a shared alert back from the other communities; it goes on standing at home.',
    who: sharers,
    input: z.object({ id: Id }),
    output: Saved,
  }),
  listReceivedAlerts: query({
    about: 'Alerts of other communities that reach a site here, with which of these sites have seen them.',
    who: care,
    input: z.object({}),
    output: z.object({ rows: z.array(ReceivedAlert) }),
  }),
  acknowledgeAlert: command({
    about: 'Says that a site of one’s own has seen an alert; the community that sent it is told which site.',
    who: care,
    input: z.object({ id: Id, communityId: Id, alertId: Id, siteId: Id }),
    output: Saved,
  }),
  alertReach: query({
    about:
      'Which sites elsewhere have seen an alert of one’s own, and which listed ones it reaches have not.',
    who: care,
    input: z.object({ id: Id }),
    output: z.object({
      shared: z
        .object({
          version: Version,
          seen: z.array(z.object({ community: Bilingual, site: Bilingual, seenOn: Day })),
          waiting: z.array(z.object({ community: Bilingual, site: Bilingual })),
        })
        .nullable(),
    }),
  }),
});
