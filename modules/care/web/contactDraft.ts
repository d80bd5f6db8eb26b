import { newId } from '../../../kernel/id.ts';
import { addDays } from '../../../kernel/time.ts';
import { todayHere as dayAt } from '../../pathway/web/index.ts';
import type { InputOf } from '../../../kernel/contract.ts';
import type { care } from '../contract.ts';
import type { Team } from '../model.ts';

/** What is being written about a contact; ids are made with the first keystroke, so that sending it twice makes no twin. */
export type ContactDraft = {
  readonly id: string;
  readonly stepId: string;
  readonly note: string;
  readonly kindCode: string;
  readonly placeCode: string;
  readonly stepCode: string;
  readonly stepWords: string;
  readonly due: 'today' | 'tomorrow' | 'week' | 'none';
  readonly whose: 'me' | Team;
  readonly outcomeCode: string;
  readonly minutes: number | null;
  readonly day: string;
  /** When it took place, where that is known better than its day: written down without a connection and sorted out later. */
  readonly at: string;
  /** The loose note this contact grew from; empty when it did not. */
  readonly pocketId: string;
};

/** A note written while nobody could be signed in: whom it is about in the writer's own words, and what happened. */
export type LooseNote = { readonly who: string; readonly note: string };

/** No next step. */
export const noStep = '-';

/** An empty contact of today; its next step is due in a week and is one's own. */
export function emptyContact(): ContactDraft {
  return {
    id: newId(),
    stepId: newId(),
    note: '',
    kindCode: '',
    placeCode: '',
    stepCode: noStep,
    stepWords: '',
    due: 'week',
    whose: 'me',
    outcomeCode: '',
    minutes: null,
    day: '',
    at: '',
    pocketId: '',
  };
}

/** A contact that takes in a loose note, once: its words after what is there already, its moment as the contact's. */
export function withLoose(
  draft: ContactDraft,
  loose: { id: string; at: Date; value: LooseNote },
): ContactDraft {
  if (draft.pocketId === loose.id) return draft;
  const note = [draft.note, loose.value.note].filter((text) => text !== '').join('\n\n');
  return { ...draft, note, at: loose.at.toISOString(), day: dayAt(loose.at), pocketId: loose.id };
}

/** A refused contact to be corrected: the same words and choices under new ids, since the old ones were never recorded. */
export function anew(draft: ContactDraft): ContactDraft {
  return { ...emptyContact(), ...draft, id: newId(), stepId: newId() };
}

const dueDays = { today: 0, tomorrow: 1, week: 7 } as const;

function stepOf(draft: ContactDraft, today: string) {
  const { stepCode, stepWords, whose, due } = draft;
  if (stepCode === noStep && stepWords === '') return {};
  return {
    nextStep: {
      id: draft.stepId,
      ...(stepCode === noStep ? {} : { stepCode }),
      ...(stepWords ? { words: stepWords } : {}),
      ...(due === 'none' ? {} : { dueOn: addDays(today, dueDays[due]) }),
      ...(whose === 'me' ? {} : { whose: { team: whose } }),
    },
  };
}

/** When it took place: the known moment while its day was not changed, now for a contact of today, noon for an earlier day. */
function momentOf({ day, at }: ContactDraft, today: string, now: Date): Date {
  if (at !== '' && (day === '' || day === dayAt(new Date(at)))) return new Date(at);
  return day !== '' && day !== today ? new Date(`${day}T12:00:00`) : now;
}

/** What is sent. */
export function contactInput(
  draft: ContactDraft,
  about: { clientId: string; programCode: string; today: string; now: Date },
): InputOf<typeof care.operations.recordContact> {
  const { clientId, programCode, today, now } = about;
  return {
    id: draft.id,
    clientId,
    programCode,
    kindCode: draft.kindCode,
    placeCode: draft.placeCode,
    occurredAt: momentOf(draft, today, now).toISOString(),
    ...(draft.outcomeCode ? { outcomeCode: draft.outcomeCode } : {}),
    ...(draft.minutes === null ? {} : { minutes: draft.minutes }),
    ...(draft.note ? { note: draft.note } : {}),
    ...stepOf(draft, today),
  };
}
