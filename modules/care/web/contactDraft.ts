import { newId } from '../../../kernel/id.ts';
import { addDays } from '../../../kernel/time.ts';
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
};

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
  };
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

/** What is sent: now for a contact of today, noon of its day for an earlier one. */
export function contactInput(
  draft: ContactDraft,
  about: { clientId: string; programCode: string; today: string; now: Date },
): InputOf<typeof care.operations.recordContact> {
  const { clientId, programCode, today, now } = about;
  const earlier = draft.day !== '' && draft.day !== today;
  return {
    id: draft.id,
    clientId,
    programCode,
    kindCode: draft.kindCode,
    placeCode: draft.placeCode,
    occurredAt: earlier ? new Date(`${draft.day}T12:00:00`).toISOString() : now.toISOString(),
    ...(draft.outcomeCode ? { outcomeCode: draft.outcomeCode } : {}),
    ...(draft.minutes === null ? {} : { minutes: draft.minutes }),
    ...(draft.note ? { note: draft.note } : {}),
    ...stepOf(draft, today),
  };
}
