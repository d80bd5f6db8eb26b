import { addDays } from '../../kernel/time.ts';
import type { EligibilitySentence, Program } from '../vocabulary/model.ts';

export {
  type Capacity,
  type CapacityInput,
  type CapacityLine,
  capacityOf,
  hasRule,
  rooms,
} from './rules/capacity.ts';
export {
  type Answerer,
  answerers,
  asideReasons,
  betrays,
  referenceOf,
  refreshDays,
  type Way,
  ways,
} from './rules/reach.ts';
export { conditionsOn, excludesNobody, type SiteSentence } from './rules/conditions.ts';

/** Where a referral may stand. */
export const referralStates = [
  'draft',
  'sent',
  'accepted',
  'declined',
  'waiting',
  'in_progress',
  'helped',
  'could_not_help',
  'withdrawn',
] as const;
export type ReferralState = (typeof referralStates)[number];

/** How a referral reached us. */
export const channels = ['in_person', 'phone', 'message', 'fax', 'record', 'link'] as const;

/** From each state, the states a referral may go to; going back to `sent` reopens it. */
const steps: Readonly<Record<ReferralState, readonly ReferralState[]>> = {
  draft: ['sent', 'withdrawn'],
  sent: ['accepted', 'declined', 'waiting', 'in_progress', 'helped', 'could_not_help', 'withdrawn'],
  accepted: ['declined', 'waiting', 'in_progress', 'helped', 'could_not_help', 'withdrawn'],
  waiting: ['declined', 'in_progress', 'could_not_help', 'withdrawn'],
  in_progress: ['helped', 'could_not_help', 'withdrawn'],
  declined: ['sent'],
  helped: [],
  could_not_help: ['sent'],
  withdrawn: ['sent'],
};

/** The states a referral may go to from here, in the order they are offered. */
export function nextStates(from: ReferralState): readonly ReferralState[] {
  return steps[from];
}

/** True when a referral may go from one state to the other. */
export function mayGo(from: ReferralState, to: ReferralState): boolean {
  return steps[from].includes(to);
}

/** True while somebody still has something to do about a referral. */
export function isOpen(state: ReferralState): boolean {
  return !['declined', 'helped', 'could_not_help', 'withdrawn'].includes(state);
}

/** States that need a reason: whoever sent the client is owed one. */
export function needsReason(to: ReferralState): boolean {
  return to === 'declined' || to === 'could_not_help' || to === 'withdrawn';
}

/** States of a program referral that come from waiting, enrolling and ending there, never from an answer alone. */
export function comesFromElsewhere(state: ReferralState): boolean {
  return state === 'waiting' || state === 'in_progress' || state === 'helped';
}

/** Days after which a referral without an answer is shown as one, where neither an agreement nor the program says otherwise. */
export const answerDays = 10;

/** Which way referrals go under an agreement with a partner. */
export const agreementDirections = ['in', 'out', 'both'] as const;

/** The last day on which an answer is in time. Referrals sent before such days were kept get the usual ones. */
export function answerDay(referral: { readonly answerBy: string | null; readonly stateSince: Date }): string {
  return referral.answerBy ?? addDays(referral.stateSince.toISOString().slice(0, 10), answerDays);
}

/** True when a sent referral has had no answer by the end of its last day. */
export function isUnanswered(
  referral: { readonly state: ReferralState; readonly answerBy: string | null; readonly stateSince: Date },
  today: string,
): boolean {
  return referral.state === 'sent' && answerDay(referral) < today;
}

export const answers = ['yes', 'no', 'not_known'] as const;
export type AnswerGiven = (typeof answers)[number];

export const decisions = ['eligible', 'not_eligible', 'undecided'] as const;
export type Decision = (typeof decisions)[number];

/**
 * What the answers alone say: a required sentence that is not so decides against, one that is not known leaves it open,
 * and a sentence that is not required never decides.
 */
export function findingOf(
  sentences: readonly EligibilitySentence[],
  given: Readonly<Record<string, AnswerGiven>>,
): Decision {
  const required = sentences.filter((one) => one.required).map((one) => given[one.id] ?? 'not_known');
  if (required.includes('no')) return 'not_eligible';
  return required.includes('not_known') ? 'undecided' : 'eligible';
}

type Waitlist = Program['waitlist'];

/** Where the program's order rule puts a priority; lower is sooner. Clients without a priority come after all who have one. */
export function rankOf(waitlist: Waitlist, priorityCode: string | undefined): number {
  const rule = waitlist.order.find((one) => one.by === 'priority');
  if (rule === undefined) return 0;
  const at = waitlist.priorities.findIndex((one) => one.code === priorityCode);
  const rank = at < 0 ? waitlist.priorities.length : at;
  return rule.direction === 'ascending' ? rank : -rank;
}

/** True when, among equals, whoever came last comes first; false everywhere but in programs that say so. */
export function latestFirst(waitlist: Waitlist): boolean {
  return waitlist.order.some((one) => one.by === 'received' && one.direction === 'descending');
}

/** The stage a client enters on enrolment. */
export function firstStage(program: Pick<Program, 'stages'>): string | undefined {
  return program.stages.find((stage) => stage.state === 'enrolled')?.code;
}

/** Whole places left, never below none; nothing to say without a target. */
export function placesLeft(target: number | null, enrolled: number): number | null {
  return target === null ? null : Math.max(0, target - enrolled);
}
