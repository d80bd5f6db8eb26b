import { z } from 'zod';
import { command, query } from '../../../kernel/contract.ts';
import { Bilingual, Code, Day, Id, Saved, Text, Version } from '../../../kernel/fields.ts';
import { runners, staff } from './who.ts';

const Words = {
  kindCode: Code,
  levelCode: Code.optional(),
  stanceCode: Code.optional(),
  happenedOn: Day,
  who: Text(200, 1),
  asked: Text(2_000).default(''),
  said: Text(2_000).default(''),
  changed: Text(2_000).default(''),
  trialId: Id.optional(),
  ruleId: Id.optional(),
  nextStep: Text(300).optional(),
  nextOn: Day.optional(),
};

/** One entry of the log; `trial` and `rule` name what it led to, `offered` says that it lies with the evidence. */
export const Entry = z.object({
  id: Id,
  version: Version,
  kindCode: z.string(),
  levelCode: z.string().nullable(),
  stanceCode: z.string().nullable(),
  happenedOn: Day,
  who: z.string(),
  asked: z.string(),
  said: z.string(),
  changed: z.string(),
  trialId: Id.nullable(),
  trial: z.string().nullable(),
  ruleId: Id.nullable(),
  rule: Bilingual.nullable(),
  nextStep: z.string().nullable(),
  nextOn: Day.nullable(),
  nextDoneOn: Day.nullable(),
  offered: z.boolean(),
  by: z.string(),
});
export type Entry = z.infer<typeof Entry>;

/** What may be asked of the log of engagement. */
export const engageOperations = {
  writeEntry: command({
    about:
      'Writes down what a site asked, told or was told: who, what, what changed, what comes next. It names no client.',
    who: runners,
    input: z.object({ id: Id, siteId: Id, ...Words }),
    output: Saved,
  }),
  changeEntry: command({
    about: 'Corrects an entry, or says what changed because of it since.',
    who: runners,
    input: z.object({ id: Id, version: Version, ...Words }),
    output: Saved,
  }),
  finishNext: command({
    about: 'Says that the next step of an entry is done.',
    who: runners,
    input: z.object({ id: Id, version: Version }),
    output: Saved,
  }),
  withdrawEntry: command({
    about: 'Takes an entry out that was recorded by mistake; the history keeps it.',
    who: runners,
    input: z.object({ id: Id, version: Version }),
    output: Saved,
  }),
  offerEntry: command({
    about: 'Hands the words of an entry to the evidence, as a suggestion that a study may take in and code.',
    who: runners,
    input: z.object({ id: Id, version: Version, sourceId: Id }),
    output: Saved,
  }),
  listEntries: query({
    about: 'The log of a site, latest first: all of it, or one kind.',
    who: staff,
    input: z.object({ siteId: Id, kindCode: Code.optional() }),
    output: z.object({ today: Day, runs: z.boolean(), rows: z.array(Entry) }),
  }),
};
