import { addDays, daysBetween } from '../../kernel/time.ts';

/** The ways a post may stand: for good, for a term, or called in when needed. */
export const positionKinds = ['regular', 'term', 'casual'] as const;
export type PositionKind = (typeof positionKinds)[number];

/** Which published list holds trainings, kinds of supervision, strengths and questions. */
export const staffingSystem = 'staffing';

/** Days before a training, and before supervision, in which it is announced. */
export const soonDays = { training: 60, supervision: 14 } as const;

/** Days after which an empty post is shown as a gap. */
export const vacantDays = 30;

/** The Monday of the week that holds a day. */
export function weekOf(day: string): string {
  return addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7));
}

/** A half-open stretch of days; an absent end is open. */
export type Stretch = { readonly from: string; readonly to: string | null };

const holds = ({ from, to }: Stretch, day: string) => from <= day && (to === null || day < to);

/** A post with its stretches: when it exists, who held it, and when they were away. */
export type PostHeld = {
  readonly kind: PositionKind;
  readonly fte: number;
  readonly exists: Stretch;
  readonly held: readonly (Stretch & {
    readonly leaves: boolean | null;
    readonly away: readonly Stretch[];
  })[];
};

/** How a post stands on a day: not there, somebody at work, somebody away, or nobody. */
export function standingOn(post: PostHeld, day: string): 'none' | 'held' | 'away' | 'vacant' {
  if (!holds(post.exists, day)) return 'none';
  const holder = post.held.find((one) => holds(one, day));
  if (holder === undefined) return 'vacant';
  return holder.away.some((one) => holds(one, day)) ? 'away' : 'held';
}

/** Since when nobody holds a post: the end of the last holding, else the day it came to be; nothing when somebody does. */
export function vacantSince(post: PostHeld, day: string): string | null {
  if (standingOn(post, day) !== 'vacant') return null;
  const ends = post.held.flatMap((one) => (one.to !== null && one.to <= day ? [one.to] : []));
  return [post.exists.from, ...ends].sort().at(-1) ?? null;
}

/** Posts of one role added up, in full-time equivalents; those called in when needed are counted in heads. */
export type RoleSum = {
  readonly posts: number;
  readonly fullTime: number;
  readonly partTime: number;
  readonly atWork: number;
  readonly away: number;
  readonly vacant: number;
  readonly casual: number;
};

const hundredths = (sum: number) => Math.round(sum * 1_000) / 1_000;

/** Adds the posts of a role up as they stand on a day. */
export function sumOf(posts: readonly PostHeld[], day: string): RoleSum {
  const there = posts.filter((post) => standingOn(post, day) !== 'none');
  const steady = there.filter((post) => post.kind !== 'casual');
  const time = (state: string) =>
    hundredths(steady.reduce((sum, post) => sum + (standingOn(post, day) === state ? post.fte : 0), 0));
  return {
    posts: steady.length,
    fullTime: steady.filter((post) => post.fte === 1).length,
    partTime: steady.filter((post) => post.fte < 1).length,
    atWork: time('held'),
    away: time('away'),
    vacant: time('vacant'),
    casual: there.filter((post) => post.kind === 'casual' && standingOn(post, day) === 'held').length,
  };
}

/** How many left, of how many posts, and the rate brought to a year; no rate without posts. */
export type Turnover = { readonly left: number; readonly posts: number; readonly yearly: number | null };

/**
 * Turnover over the half-open interval [from, to): people who left a regular or term post in it, divided by the posts that existed in it, times
 * 365.25 over its days. Leavers over posts is how the fidelity scale of assertive community treatment (Teague, Bond and Drake 1998, item H5)
 * counts. Taking another post here is not leaving.
 */
export function turnoverOf(posts: readonly PostHeld[], from: string, to: string): Turnover {
  const days = daysBetween(from, to);
  const existed = posts.filter(
    ({ kind, exists }) =>
      kind !== 'casual' &&
      exists.from < to &&
      (exists.to === null || exists.to > from) &&
      exists.from !== exists.to,
  );
  const left = existed
    .flatMap((post) => post.held)
    .filter((one) => one.leaves === true && one.to !== null && one.to >= from && one.to < to).length;
  const yearly = existed.length === 0 || days <= 0 ? null : (left / existed.length) * (365.25 / days);
  return { left, posts: existed.length, yearly };
}

/** How something that comes round stands: never done, overdue, due soon, or done. */
export const dueStates = ['never', 'late', 'soon', 'done'] as const;
export type DueState = (typeof dueStates)[number];

/** When something done on a day is due again; nothing when once is enough. */
export function dueOn(doneOn: string | null, every: { months?: number; days?: number }): string | null {
  if (doneOn === null) return null;
  if (every.days !== undefined) return addDays(doneOn, every.days);
  if (every.months === undefined) return null;
  const [year = 0, month = 1, day = 1] = doneOn.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + every.months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + every.months, Math.min(day, last))).toISOString().slice(0, 10);
}

/** How something that is due on a day stands today; `soon` is the number of days in which it is announced. */
export function dueState(
  doneOn: string | null,
  due: string | null,
  at: { readonly today: string; readonly soon: number },
): DueState {
  if (doneOn === null) return 'never';
  if (due === null) return 'done';
  if (due < at.today) return 'late';
  return due <= addDays(at.today, at.soon) ? 'soon' : 'done';
}

/** A training of the published list: which access or posts need it, and after how many months again. */
export type TrainingRule = {
  readonly code: string;
  readonly access: readonly string[];
  readonly posts: readonly string[];
  readonly months?: number;
};

/** The names in a fact such as `worker, clinician`. */
export function namesIn(fact: unknown): string[] {
  return typeof fact === 'string' ? fact.split(',').map((name) => name.trim()) : [];
}

/** The trainings that somebody with this access and these posts needs. */
export function neededBy(
  rules: readonly TrainingRule[],
  access: readonly string[],
  posts: readonly string[],
): TrainingRule[] {
  return rules.filter(
    (rule) =>
      rule.access.some((one) => access.includes(one)) || rule.posts.some((one) => posts.includes(one)),
  );
}
