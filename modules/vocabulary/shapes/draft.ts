import { z } from 'zod';
import { Code, Text } from '../../../kernel/fields.ts';
import { Reference } from './header.ts';
import { stageStates } from './stageStates.ts';

const Words = z.strictObject({ en: Text(500), fr: Text(500) });
const Entry = z.strictObject({ code: Code, name: Words });
const Meaning = Entry.extend({ meaning: Words });
const many = 60;
const Day = z.union([z.literal(''), z.iso.date()]);
const Whole = z.int().min(1).max(10_000);

/** A program model as far as a steward has written it: words may be missing and lists empty, never too long. */
export const ProgramDraft = z.strictObject({
  name: Words,
  summary: Words,
  stages: z.array(Meaning.extend({ state: z.enum(stageStates) })).max(many),
  eligibility: z
    .array(
      z.strictObject({ id: Code, en: Text(500), fr: Text(500), from: Day, to: Day, required: z.boolean() }),
    )
    .max(many),
  principles: z.array(Meaning).max(many),
  roles: z.array(Entry.extend({ access: z.enum(['worker', 'clinician', 'coordinator', 'lead']) })).max(many),
  contact: z.strictObject({
    kinds: z.array(Entry).max(many),
    places: z.array(Entry).max(many),
    outcomes: z.array(Entry.extend({ reached: z.boolean() })).max(many),
    nextSteps: z.array(Entry).max(many),
  }),
  goals: z.array(Entry).max(many),
  outcomes: z.array(Entry.extend({ measure: Code.optional() })).max(many),
  referralSources: z.array(Entry).max(many),
  declineReasons: z.array(Entry).max(many),
  closeReasons: z.array(Entry).max(many),
  priorities: z.array(Entry).max(many),
  orderSentence: Words,
  latestFirst: z.boolean(),
  measures: z.array(Code).max(many),
  scales: z.array(Reference.extend({ for: z.enum(['fidelity', 'client']) })).max(many),
  formulary: Reference.nullable(),
  terms: Reference.nullable(),
  answerDays: Whole.nullable(),
  capacity: z
    .strictObject({
      perRole: Code.nullable(),
      clients: Whole.nullable(),
      unit: Words,
      perRoom: Whole.nullable(),
      roomUnit: Words,
    })
    .nullable(),
});
export type ProgramDraft = z.infer<typeof ProgramDraft>;
