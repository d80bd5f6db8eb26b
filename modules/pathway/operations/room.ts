import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Bilingual, Code, Day, Id, Saved, Text, Version } from '../../../kernel/fields.ts';
import { DefinitionVersion } from '../../vocabulary/model.ts';

const SiteAndProgram = z.object({ siteId: Id, programCode: Code });
const settles = ['coordinator', 'steward'];

const Line = z.object({
  resource: z.string(),
  amount: z.number().nullable(),
  clients: z.int(),
  carries: z.int().nullable(),
  ownRule: z.boolean(),
});

const SiteSentenceLine = z.object({
  id: Id,
  version: Version,
  sentenceId: z.string(),
  effect: z.enum(['adds', 'lifts']),
  en: z.string().nullable(),
  fr: z.string().nullable(),
  required: z.boolean(),
  from: Day,
  to: Day.nullable(),
});
export type SiteSentenceLine = z.infer<typeof SiteSentenceLine>;

const Sentence = z.object({
  id: z.string(),
  en: z.string(),
  fr: z.string(),
  from: Day,
  to: Day.optional(),
  required: z.boolean(),
});

/** What may be asked of a program at a site: the version in use, its conditions there, its places and what they are calculated from. */
export const room = {
  setTarget: command({
    about:
      'Says how many places a program has at a site from today on; a program without places is not offered there.',
    who: settles,
    input: SiteAndProgram.extend({ id: Id, places: z.int().min(0).max(100_000) }),
    output: Saved,
  }),
  adoptVersion: command({
    about: 'Says by which version of a program model a site works from today on.',
    who: settles,
    input: SiteAndProgram.extend({ id: Id, programVersion: DefinitionVersion }),
    output: Saved,
  }),
  setCapacityInput: command({
    about:
      'Says how many full-time members of a role, or rooms, a program has at a site from a day on, and what one carries there if that differs from the rule.',
    who: settles,
    input: SiteAndProgram.extend({
      id: Id,
      resource: Code,
      amount: z.number().min(0).max(10_000).multipleOf(0.01),
      clients: z.int().min(1).max(10_000).optional(),
      from: Day,
    }),
    output: Saved,
  }),
  capacity: query({
    about:
      'How many clients a program can carry at a site by its staff and rooms, with the arithmetic, beside its target.',
    who: ['coordinator', 'worker', 'clinician', 'lead', 'steward'],
    input: SiteAndProgram,
    output: z.object({
      target: z.int().nullable(),
      places: z.int().nullable(),
      lines: z.array(Line),
      unit: Bilingual.nullable(),
    }),
  }),
  conditions: query({
    about:
      'The conditions of a program at a site, with their dates: those of the program and those of the site.',
    who: 'signed-in',
    input: SiteAndProgram,
    output: z.object({
      programVersion: DefinitionVersion,
      sentences: z.array(Sentence),
      site: z.array(SiteSentenceLine),
      excludesNobody: z.boolean(),
    }),
  }),
  addCondition: command({
    about: 'Adds a condition to a program at one site from a day on.',
    who: settles,
    input: SiteAndProgram.extend({
      id: Id,
      en: Text(500, 3),
      fr: Text(500, 3),
      required: z.boolean(),
      from: Day,
    }),
    output: Saved,
  }),
  liftCondition: command({
    about: 'Lifts a condition of a program at one site from a day on.',
    who: settles,
    input: SiteAndProgram.extend({ id: Id, sentenceId: Code, from: Day }),
    output: Saved,
  }),
  endSiteCondition: command({
    about:
      'Ends what a site added or lifted, from a day on; decisions made before keep the conditions of their day.',
    who: settles,
    input: SiteAndProgram.extend({ id: Id, version: Version, to: Day }),
    output: Saved,
  }),
};
