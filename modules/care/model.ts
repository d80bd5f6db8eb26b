/** Whose a next step is: one person, everybody of a role at the site, or the client. */
export const teams = ['worker', 'clinician', 'coordinator', 'client'] as const;
export type Team = (typeof teams)[number];

/** The classes a note is guarded as. */
export type NoteClass = 'notes' | 'health';

type RoleHeld = { readonly role: string; readonly siteId: string | null };

/** The team somebody writes for at a site: the health team before the program's own, since it is the more protected. */
export function teamAt(roles: readonly RoleHeld[], siteId: string): Exclude<Team, 'client'> {
  const here = roles
    .filter((held) => held.siteId === siteId || held.siteId === null)
    .map((held) => held.role);
  if (here.includes('clinician')) return 'clinician';
  return here.includes('worker') ? 'worker' : 'coordinator';
}

/** Notes of the health team are guarded as health, all others as notes. */
export function noteClassOf(team: Team): NoteClass {
  return team === 'clinician' ? 'health' : 'notes';
}

/** Two contacts may be about one visit when their times overlap, give or take this many minutes: people look at the clock before or after. */
export const visitSlack = 30;

/** For how many days after it was recorded somebody is asked whether a contact was the same visit as another. */
export const visitAskedFor = 14;

/** A contact made on a device may be written down later; not before it took place, give or take this many minutes of a wrong clock. */
export const clockTolerance = 10;

/** True when a moment lies in the future by more than a wrong clock explains. */
export function liesAhead(moment: Date, now: Date): boolean {
  return moment.getTime() - now.getTime() > clockTolerance * 60_000;
}

export const goalStates = ['active', 'reached', 'set_aside'] as const;
export type GoalState = (typeof goalStates)[number];

export const dueTimes = ['late', 'today', 'soon', 'later', 'open'] as const;
export type DueTime = (typeof dueTimes)[number];

/** How a due day stands to today: late, today, within a week, later, or no day at all. */
export function dueTime(dueOn: string | null, today: string): DueTime {
  if (dueOn === null) return 'open';
  if (dueOn < today) return 'late';
  if (dueOn === today) return 'today';
  return Date.parse(dueOn) - Date.parse(today) <= 7 * 86_400_000 ? 'soon' : 'later';
}

/** What an alert is about. */
export const alertKinds = [
  'suicide',
  'overdose',
  'harm_by_others',
  'harm_to_others',
  'health',
  'other',
] as const;
export type AlertKind = (typeof alertKinds)[number];

/** How pressing an alert is, least first. */
export const alertLevels = ['watch', 'raised', 'high'] as const;
export type AlertLevel = (typeof alertLevels)[number];

/** What may be done in a crisis; one tap each. */
export const crisisSteps = [
  'stayed',
  'safety_plan',
  'called_line',
  'called_emergency',
  'health_team_came',
  'means_removed',
  'naloxone',
  'not_reached',
] as const;
export type CrisisStep = (typeof crisisSteps)[number];

/** Next steps that the record makes by itself, beside those of the program models. */
export const ownSteps = ['care.crisis-follow-up', 'care.crisis-now', 'care.decided'] as const;
export type OwnStep = (typeof ownSteps)[number];

/** What a record may lack, in the order in which it is put right. */
export const gaps = ['not_seen', 'no_goal', 'no_next_step', 'no_consent', 'no_safety_plan'] as const;
export type Gap = (typeof gaps)[number];

/** After how many days without being reached a client counts as not seen. */
export const notSeenAfter = 30;

/** What is known of a record when its gaps are looked for; days since the client was reached, null when never. */
export type Kept = {
  readonly daysSinceSeen: number | null;
  readonly goals: number;
  readonly nextSteps: number;
  readonly directives: number;
  readonly safetyPlans: number;
  readonly pressing: boolean;
};

/** What a record lacks. A safety plan is missed only where an alert is pressing. */
export function gapsOf(kept: Kept): Gap[] {
  const missing: Readonly<Record<Gap, boolean>> = {
    not_seen: kept.daysSinceSeen === null || kept.daysSinceSeen > notSeenAfter,
    no_goal: kept.goals === 0,
    no_next_step: kept.nextSteps === 0,
    no_consent: kept.directives === 0,
    no_safety_plan: kept.pressing && kept.safetyPlans === 0,
  };
  return gaps.filter((gap) => missing[gap]);
}

/** Where a hand-over stands. */
export const handOverStates = ['offered', 'accepted', 'returned'] as const;
export type HandOverState = (typeof handOverStates)[number];

/** A client is in the caseload of whoever is in the circle by name or recorded a contact within this many days. */
export const caseloadDays = 90;

/** Kinds of sessions that several clients attend. */
export const sessionKinds = ['workshop', 'group', 'peer'] as const;
export type SessionKind = (typeof sessionKinds)[number];
