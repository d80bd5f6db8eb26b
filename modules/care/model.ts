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
