import { addDays } from '../../../kernel/time.ts';
import type { FormModel } from '../../vocabulary/model.ts';

/** A client's time in a program, as far as it decides what is to be asked; `endedOn` is empty while enrolled. */
export type Stay = {
  readonly programCode: string;
  readonly referredOn: string | null;
  readonly enrolledOn: string;
  readonly endedOn: string | null;
};

/** Why a form is to be asked, and from which day. */
export type Due = { readonly why: 'intake' | 'every' | 'leaving'; readonly from: string };

/** A form that comes round again is named this many days before its day. */
export const namedAhead = 14;

/** After how many days a form on leaving is no longer asked for, and how long before the last day it may have been asked. */
const leaving = { askedFor: 60, before: 30 };

/** The same day so many months later; the last of the month where it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/**
 * Whether a form is to be asked of a client in a program now, and from which day. `asked` are the days it was completely answered.
 * Nothing is ever late: a form that was due is simply asked when there is time for it.
 */
export function dueNow(
  form: Pick<FormModel, 'programs' | 'due'>,
  stay: Stay,
  asked: readonly string[],
  today: string,
): Due | undefined {
  if (form.programs.length > 0 && !form.programs.includes(stay.programCode)) return undefined;
  const rule = (when: Due['why']) => form.due.find((one) => one.when === when);
  const begin = stay.referredOn ?? stay.enrolledOn;
  const inStay = asked.filter((day) => day >= begin).toSorted();
  if (stay.endedOn !== null) {
    const open = addDays(stay.endedOn, leaving.askedFor) > today && stay.endedOn <= today;
    const heard = inStay.some((day) => day >= addDays(stay.endedOn ?? today, -leaving.before));
    return rule('leaving') && open && !heard ? { why: 'leaving', from: stay.endedOn } : undefined;
  }
  if (rule('intake') && inStay.length === 0) return { why: 'intake', from: stay.enrolledOn };
  const every = rule('every');
  if (every?.when !== 'every') return undefined;
  const from = addMonths(inStay.at(-1) ?? stay.enrolledOn, every.months);
  return addDays(from, -namedAhead) <= today ? { why: 'every', from } : undefined;
}
