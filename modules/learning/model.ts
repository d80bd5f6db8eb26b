/** The states of a trial, in order; they follow from its dates and its decision and are never stored. */
export const trialStates = ['planned', 'running', 'due', 'decided'] as const;
export type TrialState = (typeof trialStates)[number];

/** The ways a trial can end (Plan-Do-Study-Act). */
export const decisions = ['adopt', 'adapt', 'abandon'] as const;
export type Decision = (typeof decisions)[number];

/** What a trial's state is on a day: a decided trial stays decided; one past its last day is due for a decision. */
export function trialState(
  trial: { startsOn: string; endsOn: string | null; decision: Decision | null },
  today: string,
): TrialState {
  if (trial.decision !== null) return 'decided';
  if (today < trial.startsOn) return 'planned';
  return trial.endsOn !== null && today >= trial.endsOn ? 'due' : 'running';
}

/** What the figures say of a prediction: kept when the measure shifted the expected way, broken the other way, open otherwise. */
export function verdictOf(expected: 'up' | 'down', shift: 'up' | 'down' | null): 'kept' | 'broken' | 'open' {
  if (shift === null) return 'open';
  return shift === expected ? 'kept' : 'broken';
}

/** Why a decision cannot be taken yet; null when it can. A trial that has not begun has nothing to decide. */
export function decisionBlocked(state: TrialState): 'notBegun' | 'alreadyDecided' | null {
  if (state === 'planned') return 'notBegun';
  return state === 'decided' ? 'alreadyDecided' : null;
}

export {
  type ChangeKind,
  changeKinds,
  type CheckState,
  daysToLookBack,
  noAnswers,
  stateOfCheck,
  type Tally,
  tallyOf,
  type Verdict,
  verdicts,
} from './check/answers.ts';
