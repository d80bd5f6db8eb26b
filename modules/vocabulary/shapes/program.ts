import { z } from 'zod';
import { Code, Day } from '../../../kernel/fields.ts';
import { header, Named, Reference, Said } from './header.ts';
import { stageStates } from './stageStates.ts';

/** One eligibility sentence, in force in the half-open interval [from, to); an absent `to` means until further notice. */
export const EligibilitySentence = z.strictObject({
  id: Code,
  en: z.string().min(1),
  fr: z.string().min(1),
  from: Day,
  to: Day.optional(),
  required: z.boolean().default(true),
});
export type EligibilitySentence = z.infer<typeof EligibilitySentence>;

const Meaning = Named.extend({ meaning: Said });

/** A program model: everything that makes one kind of program differ from another, as data. */
export const Program = z.strictObject({
  kind: z.literal('program'),
  ...header,
  summary: Said,
  stages: z.array(Meaning.extend({ state: z.enum(stageStates) })).min(3),
  eligibility: z.array(EligibilitySentence).min(1),
  principles: z.array(Meaning),
  roles: z.array(Named.extend({ access: z.enum(['worker', 'clinician', 'coordinator', 'lead']) })).min(1),
  contact: z.strictObject({
    kinds: z.array(Named).min(1),
    places: z.array(Named).min(1),
    outcomes: z.array(Named.extend({ reached: z.boolean() })).min(1),
    nextSteps: z.array(Named).min(1),
  }),
  goals: z.array(Named).min(1),
  outcomes: z.array(Named.extend({ measure: Code.optional() })).min(1),
  referralSources: z.array(Named).min(1),
  declineReasons: z.array(Named).min(1),
  closeReasons: z.array(Named).min(1),
  waitlist: z.strictObject({
    priorities: z.array(Named),
    order: z.array(
      z.strictObject({
        by: z.enum(['priority', 'received']),
        direction: z.enum(['ascending', 'descending']),
      }),
    ),
    sentence: Said,
  }),
  measures: z.array(Code).min(1),
  scales: z.array(Reference.extend({ for: z.enum(['fidelity', 'client']) })),
  formulary: Reference.nullable(),
  terms: Reference.optional(),
  profiles: Reference.optional(),
  /** Days after which a referral without an answer is shown as one; ten when a program does not say. */
  answerDays: z.int().min(1).max(365).optional(),
  capacity: z
    .strictObject({
      unit: Said,
      perRole: Code,
      clients: z.int().min(1),
      rooms: z.strictObject({ unit: Said, clients: z.int().min(1) }).optional(),
    })
    .optional(),
});
export type Program = z.infer<typeof Program>;
