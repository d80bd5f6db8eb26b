import { z } from 'zod';
import { Code, Text } from '../../../kernel/fields.ts';
import { Reference, type Said } from './header.ts';
import { Program, stageStates } from './program.ts';

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

const noWords = { en: '', fr: '' };

/** A published model as a draft to go on from. */
export function draftOf(program: Program): ProgramDraft {
  const { waitlist, capacity } = program;
  return {
    name: program.name,
    summary: program.summary,
    stages: program.stages,
    eligibility: program.eligibility.map((one) => ({ ...one, to: one.to ?? '' })),
    principles: program.principles,
    roles: program.roles,
    contact: program.contact,
    goals: program.goals,
    outcomes: program.outcomes,
    referralSources: program.referralSources,
    declineReasons: program.declineReasons,
    closeReasons: program.closeReasons,
    priorities: waitlist.priorities,
    orderSentence: waitlist.sentence,
    latestFirst: waitlist.order.some((one) => one.by === 'received' && one.direction === 'descending'),
    measures: program.measures,
    scales: program.scales,
    formulary: program.formulary,
    terms: program.terms ?? null,
    answerDays: program.answerDays ?? null,
    capacity: capacity
      ? {
          perRole: capacity.perRole,
          clients: capacity.clients,
          unit: capacity.unit,
          perRoom: capacity.rooms?.clients ?? null,
          roomUnit: capacity.rooms?.unit ?? noWords,
        }
      : null,
  };
}

type Capacity = NonNullable<ProgramDraft['capacity']>;

function capacityFrom({ perRole, clients, unit, perRoom, roomUnit }: Capacity) {
  if (perRole === null || clients === null) return undefined;
  return {
    perRole,
    clients,
    unit,
    ...(perRoom === null ? {} : { rooms: { clients: perRoom, unit: roomUnit } }),
  };
}

/** What a model says about itself beside what a steward writes. */
export type DraftHeader = {
  readonly key: string;
  readonly version: string;
  readonly source: string;
  readonly terms: Said;
};

/** A draft without faults as a program model. Throws when it has faults after all. */
export function programFrom(draft: ProgramDraft, header: DraftHeader): Program {
  const { priorities, orderSentence, latestFirst, answerDays, capacity, terms, eligibility, ...rest } = draft;
  const rule = capacity === null ? undefined : capacityFrom(capacity);
  const received = { by: 'received', direction: latestFirst ? 'descending' : 'ascending' } as const;
  return Program.parse({
    ...rest,
    kind: 'program',
    key: header.key,
    version: header.version,
    source: header.source,
    licence: { code: 'to-confirm', terms: header.terms },
    edition: null,
    eligibility: eligibility.map(({ to, ...one }) => ({ ...one, ...(to === '' ? {} : { to }) })),
    waitlist: {
      priorities,
      order: priorities.length > 0 ? [{ by: 'priority', direction: 'ascending' }, received] : [received],
      sentence: orderSentence,
    },
    ...(terms === null ? {} : { terms }),
    ...(answerDays === null ? {} : { answerDays }),
    ...(rule === undefined ? {} : { capacity: rule }),
  });
}
