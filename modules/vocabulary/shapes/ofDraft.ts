import type { ProgramDraft } from './draft.ts';
import type { Said } from './header.ts';
import type { Program } from './program.ts';

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

/** The program model that a draft makes, as it will read; whoever publishes it checks it against the shape of a program. */
export function programOf(draft: ProgramDraft, header: DraftHeader): Program {
  const { priorities, orderSentence, latestFirst, answerDays, capacity, terms, eligibility, ...rest } = draft;
  const rule = capacity === null ? undefined : capacityFrom(capacity);
  const received = { by: 'received', direction: latestFirst ? 'descending' : 'ascending' } as const;
  return {
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
  };
}
