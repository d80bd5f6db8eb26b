import type { z } from 'zod';
import type { ParsedOf } from '../../../kernel/contract.ts';
import type { directory, Reading } from '../contract.ts';
import { hereAndNow } from '../model.ts';
import type { Point } from '../model.ts';
import { reasonsFor } from '../reasons.ts';
import type { Known, Reason, Taking, Wanted } from '../reasons.ts';
import { nearestOf } from './near/start.ts';
import type { CardRow, SaidOfTaking } from './searchQueries.ts';

type Asked = ParsedOf<typeof directory.operations.searchServices>;

/** What was said of taking referrals with the name of who said it. */
export function takingOf(said: SaidOfTaking | null, names: ReadonlyMap<string, string>): Taking | null {
  if (said === null) return null;
  const { by, ...rest } = said;
  return { ...rest, byName: names.get(by) ?? '' };
}

/** What a search wants of each service, so that reasons can be told; the reader's own clock says what now is. */
export function wantedOf(
  input: Asked,
  reading: z.output<typeof Reading>,
  at: { readonly now: Date; readonly start: Wanted['start'] },
): Wanted {
  const here = input.here ?? hereAndNow(at.now);
  return {
    day: reading.day ?? here.day,
    time: reading.time ?? (reading.day === null || reading.day === here.day ? here.time : '10:00'),
    dayAsked: input.narrowing.day !== undefined || input.narrowing.time !== undefined,
    today: at.now.toISOString().slice(0, 10),
    language: input.narrowing.language ?? null,
    age: input.narrowing.age ?? null,
    group: input.narrowing.group ?? null,
    marks: reading.marks,
    start: at.start,
  };
}

/** The reasons for one service of a list. */
export function reasonsOf(
  row: CardRow,
  wanted: Wanted,
  more: { readonly from: Point | undefined; readonly names: ReadonlyMap<string, string> },
): Reason[] {
  const known: Known = {
    hours: row.card.hours,
    languages: row.languages,
    ages: { from: row.minimumAge, to: row.maximumAge },
    groups: row.groups,
    marks: row.marks,
    km: more.from === undefined ? null : nearestOf(more.from, row.card.points ?? []),
    taking: takingOf(row.taking, more.names),
  };
  return reasonsFor(known, wanted);
}
