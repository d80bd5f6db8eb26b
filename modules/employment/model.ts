import { daysBetween } from '../../kernel/time.ts';

/** What a client chose to let the employer know of their health. */
export const disclosures = ['told', 'not_told', 'not_decided'] as const;

/** Why a job ended. */
export const endReasons = [
  'better_job',
  'contract_over',
  'client_left',
  'let_go',
  'health',
  'other',
] as const;

/** What a contact with an employer was. */
export const contactKinds = ['first_visit', 'follow_up', 'application', 'interview', 'support'] as const;

/** Who met the employer. */
export const madeBy = ['client', 'worker', 'together'] as const;

/** Whole days from enrolment to the first contact with an employer after it; nothing while there is none. */
export function daysToFirstEmployer(enrolledOn: string, contactDays: readonly string[]): number | null {
  const first = contactDays.filter((day) => day >= enrolledOn).sort()[0];
  return first === undefined ? null : daysBetween(enrolledOn, first);
}

/** Whole days a job has lasted until `today`, or lasted in all. */
export function daysHeld(startedOn: string, endedOn: string | null, today: string): number {
  return Math.max(0, daysBetween(startedOn, endedOn ?? today));
}
