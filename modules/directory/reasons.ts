import type { Hours } from './contract.ts';
import { hoursOn, openAt, weekdays } from './model.ts';
import type { Weekday } from './model.ts';

/** What was last said of a service taking referrals, as far as it is told: on a day, until a day. */
export type Taking = {
  readonly takes: 'yes' | 'waitlist' | 'no';
  readonly weeks: number | null;
  readonly byName: string;
  readonly on: string;
  readonly until: string;
};

/** What a person needs of a service, beside words: what was asked is said of every service, and what was not asked is left out. */
export type Wanted = {
  readonly day: Weekday;
  readonly time: string;
  /** True when the day or the time was asked, and not simply now. */
  readonly dayAsked: boolean;
  readonly today: string;
  readonly language: string | null;
  readonly age: number | null;
  readonly group: string | null;
  readonly marks: readonly string[];
  readonly start: 'none' | 'known' | 'unknown';
};

/** What is known of one service that bears on whether it suits. */
export type Known = {
  readonly hours: readonly Hours[];
  readonly languages: readonly string[];
  readonly ages: { readonly from: number | null; readonly to: number | null };
  readonly groups: readonly string[];
  readonly marks: readonly string[];
  readonly km: number | null;
  readonly taking: Taking | null;
};

/** One reason for or against, or something that is not known; `fits` is null when nobody knows. */
export type Reason = {
  readonly kind: 'open' | 'opens' | 'closed' | 'language' | 'age' | 'group' | 'mark' | 'distance' | 'taking';
  readonly fits: boolean | null;
  readonly code?: string;
  readonly at?: string;
  readonly day?: Weekday;
  readonly km?: number;
  readonly from?: number;
  readonly to?: number;
  readonly taking?: Taking;
};

/** What a statement about referrals is worth on a day: it holds, or it ran out, or nobody said anything. */
export function takingOn(taking: Taking | null, today: string): 'none' | 'expired' | Taking['takes'] {
  if (taking === null) return 'none';
  return taking.until < today ? 'expired' : taking.takes;
}

function nextOpening(hours: readonly Hours[], wanted: Wanted): { day: Weekday; at: string } | undefined {
  const first = weekdays.indexOf(wanted.day);
  for (let ahead = 0; ahead <= 7; ahead += 1) {
    const day = weekdays[(first + ahead) % 7] ?? 'MO';
    const opens = hours
      .filter((one) => !one.closed && one.byday?.split(',').includes(day) && one.opens !== null)
      .map((one) => one.opens ?? '')
      .filter((at) => ahead > 0 || at > wanted.time)
      .sort();
    if (opens[0] !== undefined) return { day, at: opens[0] };
  }
  return undefined;
}

/** The hours that hold at a time: those of the day, or those of the night before that go past midnight. */
function holding(hours: readonly Hours[], wanted: Wanted): Hours | undefined {
  const date = wanted.dayAsked ? '' : wanted.today;
  const regular = hours.filter((one) => date !== '' || (one.from === null && one.to === null));
  const now = hoursOn(regular, wanted.day, date);
  const before = weekdays[(weekdays.indexOf(wanted.day) + 6) % 7] ?? 'SU';
  const late = now.some((one) => one.closed)
    ? []
    : hoursOn(regular, before, date).filter(
        ({ opens, closes }) => opens !== null && closes !== null && closes <= opens && wanted.time < closes,
      );
  return now.find((one) => openAt(one, wanted.time)) ?? late[0];
}

function opening(known: Known, wanted: Wanted): Reason {
  if (known.hours.length === 0) return { kind: 'open', fits: null };
  const held = holding(known.hours, wanted);
  if (held !== undefined)
    return { kind: 'open', fits: true, ...(held.closes === null ? {} : { at: held.closes }) };
  const next = nextOpening(known.hours, wanted);
  if (next !== undefined) return { kind: 'opens', fits: false, day: next.day, at: next.at };
  return { kind: 'closed', fits: known.hours.every((one) => one.opens === null) ? null : false };
}

function age(known: Known, years: number): Reason {
  const { from, to } = known.ages;
  const limits = { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
  if (from === null && to === null) return { kind: 'age', fits: null };
  return { kind: 'age', fits: (from ?? 0) <= years && years <= (to ?? 200), ...limits };
}

function taking(known: Known, today: string): Reason {
  const worth = takingOn(known.taking, today);
  const said = known.taking === null ? {} : { taking: known.taking };
  return {
    kind: 'taking',
    fits: worth === 'none' || worth === 'expired' ? null : worth !== 'no',
    ...said,
  };
}

/** Why a service suits a person or does not, and what is not known: opening first, then what was asked, then whether it takes referrals. */
export function reasonsFor(known: Known, wanted: Wanted): Reason[] {
  const reasons: Reason[] = [opening(known, wanted)];
  if (wanted.language !== null)
    reasons.push({
      kind: 'language',
      fits: known.languages.length === 0 ? null : known.languages.includes(wanted.language),
      code: wanted.language,
    });
  if (wanted.start !== 'none')
    reasons.push({
      kind: 'distance',
      fits: known.km === null ? null : true,
      ...(known.km === null ? {} : { km: known.km }),
    });
  if (wanted.age !== null) reasons.push(age(known, wanted.age));
  if (wanted.group !== null)
    reasons.push({
      kind: 'group',
      fits: known.groups.length === 0 ? null : known.groups.includes(wanted.group),
      code: wanted.group,
    });
  for (const code of wanted.marks) reasons.push({ kind: 'mark', fits: known.marks.includes(code), code });
  return [...reasons, taking(known, wanted.today)];
}
