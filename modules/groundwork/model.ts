import { addDays, daysBetween } from '../../kernel/time.ts';

/** Which published lists hold the steps, the words of the log, and rates to compare with. */
export const groundworkSystem = 'groundwork';
export const ratesSystem = 'published-rates';

/** Whether money goes on after its last day. */
export const renewals = ['unknown', 'asked', 'renewed', 'ends'] as const;
export type Renewal = (typeof renewals)[number];

/** How a step stands: done, not needed here, late, something in the way, or still to do. */
export const stepStates = ['done', 'not_needed', 'late', 'blocked', 'to_do'] as const;
export type StepState = (typeof stepStates)[number];

/** What is known of one step. */
export type StepKept = {
  readonly doneOn: string | null;
  readonly notNeeded: boolean;
  readonly dueOn: string | null;
  readonly inTheWay: string | null;
};

/** How a step stands on a day; what is late is late whatever stands in the way. */
export function stepState(step: StepKept, today: string): StepState {
  if (step.doneOn !== null) return 'done';
  if (step.notNeeded) return 'not_needed';
  if (step.dueOn !== null && step.dueOn < today) return 'late';
  return step.inTheWay === null ? 'to_do' : 'blocked';
}

/** Done out of needed, over steps. */
export type Readiness = { readonly done: number; readonly needed: number };

/** How far steps have come; those that are not needed are left out. */
export function readinessOf(states: readonly StepState[]): Readiness {
  const needed = states.filter((state) => state !== 'not_needed');
  return { done: needed.filter((state) => state === 'done').length, needed: needed.length };
}

/** When a step of the list is due, counted in weeks before the day the first client is hoped for (below zero: after it). */
export function dueBefore(opensOn: string, weeks: number): string {
  return addDays(opensOn, -7 * weeks);
}

/** Days before the last day of money at which people are warned: six months, then three. */
export const warningDays = [182, 91] as const;

/** How near the end of money is. */
export type Ending = 'far' | 'six_months' | 'three_months' | 'over';

/** How near the last day is; money that is renewed, or whose end nobody knows, is far. */
export function endingOf(lastOn: string | null, renewal: Renewal, today: string): Ending {
  if (lastOn === null || renewal === 'renewed') return 'far';
  const left = daysBetween(today, lastOn);
  if (left < 0) return 'over';
  if (left <= warningDays[1]) return 'three_months';
  return left <= warningDays[0] ? 'six_months' : 'far';
}

/** Days of the window in which people count as reached. */
export const reachDays = 365;
