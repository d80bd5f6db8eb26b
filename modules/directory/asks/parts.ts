import { z } from 'zod';
import { Code, Day, Id } from '../../../kernel/fields.ts';
import { groups, takings, waysTold, weekdays } from '../model.ts';

/** A day of the week as the calendar standard writes it. */
export const Weekday = z.enum(weekdays);

/** A time of day, `18:30`, where the service is. */
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Where a distance is measured from: a site of the community, or a postal area the directory has places in. */
export const Start = z.union([
  z.object({ siteId: Id }),
  z.object({ area: z.string().regex(/^[A-Z]\d[A-Z](\d[A-Z]\d)?$/) }),
]);

/** A gender group, by its code in definitions/links/needs.json. */
export const Group = Code.refine((code) => groups.some((one) => one.code === code));

/** What a search may be narrowed by; everything given must hold. What a record does not say of age or group does not rule it out. */
export const Narrowing = z.object({
  day: Weekday.optional(),
  time: TimeOfDay.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
  marks: z.array(Code).max(10).default([]),
  checkedWithin: z.int().min(1).max(3650).optional(),
  reach: z.enum(['local', 'provincial']).optional(),
  age: z.int().min(0).max(120).optional(),
  group: Group.optional(),
  /** Only services somebody said take referrals, or put people on a waitlist, and that still holds. */
  takesNow: z.boolean().optional(),
  /** Offered by this site itself. */
  siteId: Id.optional(),
  near: Start.optional(),
  /** Kilometres from `near`; a service whose place is not on the map is left out. */
  within: z.int().min(1).max(500).optional(),
});

/** What was last said of a service taking referrals; it holds until the end of a day. */
export const Taking = z.object({
  takes: z.enum(takings),
  weeks: z.int().nullable(),
  byName: z.string(),
  on: Day,
  until: Day,
});

/** The same with what only staff of the community reads. */
export const TakingDetail = Taking.extend({ told: z.enum(waysTold), note: z.string().nullable() });
export type TakingDetail = z.infer<typeof TakingDetail>;

/** One reason for or against a service; `fits` is null when nobody knows. */
export const Reason = z.object({
  kind: z.enum(['open', 'opens', 'closed', 'language', 'age', 'group', 'mark', 'distance', 'taking']),
  fits: z.boolean().nullable(),
  code: z.string().optional(),
  at: z.string().optional(),
  day: Weekday.optional(),
  km: z.number().optional(),
  from: z.number().optional(),
  to: z.number().optional(),
  taking: Taking.optional(),
});
