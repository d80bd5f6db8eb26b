import type { ProgramDraft } from '../shapes/draft.ts';
import { stageStates } from '../shapes/stageStates.ts';
import { repeated } from './systems.ts';

/** The parts of a program model as an editor shows them. */
export const draftParts = [
  'about',
  'stages',
  'conditions',
  'team',
  'contacts',
  'lists',
  'waitlist',
  'measures',
] as const;
export type DraftPart = (typeof draftParts)[number];

/** One thing that keeps a draft from being published: where it is, what it is, and its name, if it has one. */
export type DraftFault = {
  readonly part: DraftPart;
  readonly problem:
    | 'oneLanguage'
    | 'empty'
    | 'twice'
    | 'noStage'
    | 'order'
    | 'noDay'
    | 'endsFirst'
    | 'noMeasure'
    | 'unknownMeasure'
    | 'noRole';
  readonly name: string;
};

type Words = { readonly en: string; readonly fr: string };
type Entry = { readonly code: string; readonly name: Words };
type Named = readonly [DraftPart, string, readonly Entry[]];

/** The lists of a draft that need at least one entry, with the part they stand in and their name among the words. */
const listsOf = (draft: ProgramDraft): readonly Named[] => [
  ['stages', 'stages', draft.stages],
  ['team', 'roles', draft.roles],
  ['contacts', 'kinds', draft.contact.kinds],
  ['contacts', 'places', draft.contact.places],
  ['contacts', 'outcomes', draft.contact.outcomes],
  ['contacts', 'nextSteps', draft.contact.nextSteps],
  ['lists', 'goals', draft.goals],
  ['lists', 'results', draft.outcomes],
  ['lists', 'sources', draft.referralSources],
  ['lists', 'decline', draft.declineReasons],
  ['lists', 'close', draft.closeReasons],
];

const half = (said: Words) => said.en.trim() === '' || said.fr.trim() === '';
const called = (said: Words) => said.en.trim() || said.fr.trim();

function languageFaults(draft: ProgramDraft): DraftFault[] {
  const texts: (readonly [DraftPart, Words, string?])[] = [
    ['about', draft.name],
    ['about', draft.summary],
    ['waitlist', draft.orderSentence],
    ...draft.stages.map((one) => ['stages', one.meaning, called(one.name)] as const),
    ...draft.eligibility.map((one) => ['conditions', one] as const),
    ...draft.principles.flatMap(
      (one) => [['about', one.name] as const, ['about', one.meaning, called(one.name)] as const] as const,
    ),
    ...[...listsOf(draft), ['waitlist', 'priorities', draft.priorities] as const].flatMap(
      ([part, , entries]) => entries.map((one) => [part, one.name] as const),
    ),
  ];
  return texts
    .filter(([, said]) => half(said))
    .map(([part, said, name]) => ({ part, problem: 'oneLanguage', name: called(said) || (name ?? '') }));
}

function stageFaults({ stages }: ProgramDraft): DraftFault[] {
  const places = stages.map((stage) => stageStates.indexOf(stage.state));
  const missing = stageStates.filter((state) => !stages.some((stage) => stage.state === state));
  const outOfOrder = places.some((place, index) => place < (places[index - 1] ?? 0));
  return [
    ...missing.map((state): DraftFault => ({ part: 'stages', problem: 'noStage', name: state })),
    ...(outOfOrder ? [{ part: 'stages', problem: 'order', name: '' } as const] : []),
  ];
}

function conditionFaults({ eligibility }: ProgramDraft): DraftFault[] {
  const fault = (problem: 'noDay' | 'endsFirst', one: Words): DraftFault => ({
    part: 'conditions',
    problem,
    name: called(one),
  });
  return [
    ...(eligibility.length === 0
      ? [{ part: 'conditions', problem: 'empty', name: 'conditions' } as const]
      : []),
    ...eligibility.filter((one) => one.from === '').map((one) => fault('noDay', one)),
    ...eligibility.filter((one) => one.to !== '' && one.to <= one.from).map((one) => fault('endsFirst', one)),
  ];
}

function capacityFaults({ capacity, roles }: ProgramDraft): DraftFault[] {
  if (capacity === null) return [];
  const known = roles.some((role) => role.code === capacity.perRole) && capacity.clients !== null;
  const words = [capacity.unit, ...(capacity.perRoom === null ? [] : [capacity.roomUnit])];
  return [
    ...(known ? [] : [{ part: 'waitlist', problem: 'noRole', name: '' } as const]),
    ...words
      .filter(half)
      .map((one): DraftFault => ({ part: 'waitlist', problem: 'oneLanguage', name: called(one) })),
  ];
}

/** Everything that keeps a draft from being published, in the order of the editor; an empty list means it may be. */
export function draftFaults(draft: ProgramDraft, measures: ReadonlySet<string>): DraftFault[] {
  const lists = listsOf(draft);
  const empty = lists
    .filter(([, , entries]) => entries.length === 0)
    .map(([part, name]): DraftFault => ({ part, problem: 'empty', name }));
  const twice = [...lists, ['waitlist', 'priorities', draft.priorities] as const].flatMap(
    ([part, , entries]) =>
      repeated(entries.map((one) => one.name.en.trim().toLowerCase()).filter(Boolean)).map(
        (name): DraftFault => ({ part, problem: 'twice', name }),
      ),
  );
  const named = [...draft.measures, ...draft.outcomes.flatMap((one) => one.measure ?? [])];
  const unknown = [...new Set(named)].filter((key) => !measures.has(key));
  const all: DraftFault[] = [
    ...languageFaults(draft),
    ...empty,
    ...twice,
    ...stageFaults(draft),
    ...conditionFaults(draft),
    ...capacityFaults(draft),
    ...(draft.measures.length === 0 ? [{ part: 'measures', problem: 'noMeasure', name: '' } as const] : []),
    ...unknown.map((name): DraftFault => ({ part: 'measures', problem: 'unknownMeasure', name })),
  ];
  return all.sort((left, right) => draftParts.indexOf(left.part) - draftParts.indexOf(right.part));
}
