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

/** The kinds of work that jobs, openings and employers are told apart by. */
export const trades = [
  'food',
  'retail',
  'cleaning',
  'care',
  'office',
  'trades',
  'transport',
  'outdoors',
  'arts',
  'other',
] as const;

/** How somebody was met: face to face at a workplace or elsewhere, by phone, or by message. */
export const ways = ['at_work', 'elsewhere', 'phone', 'message'] as const;

/** Why an employer was met for the sake of the relation. */
export const purposes = ['introduce', 'learn_needs', 'ask_opening', 'follow_up', 'teach', 'thank'] as const;

/** How an opening ended. */
export const closings = ['our_client', 'somebody_else', 'withdrawn'] as const;

/** With whom support was after a job began. */
export const supportedWith = ['client', 'employer', 'both'] as const;

/** What support after a job began was. */
export const supportKinds = [
  'checking_in',
  'solving',
  'skills',
  'adjusting_work',
  'benefits',
  'career',
  'job_loss',
] as const;

/** What is kept apart from jobs. */
export const activityKinds = ['volunteering', 'placement', 'education'] as const;

/** What came of volunteering, a placement or education. */
export const activityOutcomes = ['completed', 'led_to_job', 'reference', 'left', 'other'] as const;

/** Who gave benefits counselling. */
export const counselledBy = ['trained_planner', 'worker', 'told_where'] as const;

/** What benefits counselling was about. */
export const counselledAbout = ['before_work', 'pay_or_hours', 'reporting', 'other'] as const;

/** The parts of a vocational profile, in the order they are asked. */
export const profileParts = [
  'hopes',
  'strengths',
  'experience',
  'learning',
  'times',
  'places',
  'supports',
  'telling',
] as const;
export type ProfilePart = (typeof profileParts)[number];

/** Whole days since support was last given for a job that is held; since it began while there was none. */
export function daysWithoutSupport(
  job: { readonly id: string; readonly startedOn: string },
  supports: readonly { readonly jobId: string | null; readonly supportedOn: string }[],
  today: string,
): number {
  const days = supports
    .filter((one) => one.jobId === null || one.jobId === job.id)
    .map((one) => one.supportedOn)
    .filter((day) => day >= job.startedOn)
    .sort();
  return Math.max(0, daysBetween(days.at(-1) ?? job.startedOn, today));
}

/** What two people wrote of a profile at once: `parts` as they stand without asking, and the parts that both changed. */
export type Merged = {
  readonly parts: Readonly<Record<ProfilePart, string>>;
  /** Only they changed it: theirs stands. */
  readonly taken: readonly ProfilePart[];
  /** Both changed it, and not to the same: somebody has to choose. */
  readonly both: readonly ProfilePart[];
};
type Parts = Readonly<Record<ProfilePart, string>>;

/** Brings two versions of a profile together over the one that both began from; what both changed keeps mine until it is chosen. */
export function mergeProfiles(from: Parts, mine: Parts, theirs: Parts): Merged {
  const said = (parts: Parts, part: ProfilePart) => parts[part].trim();
  const differ = profileParts.filter((part) => said(mine, part) !== said(theirs, part));
  const taken = differ.filter((part) => said(mine, part) === said(from, part));
  const both = differ.filter((part) => !taken.includes(part) && said(theirs, part) !== said(from, part));
  const parts = { ...mine };
  for (const part of taken) parts[part] = theirs[part];
  return { parts, taken, both };
}
