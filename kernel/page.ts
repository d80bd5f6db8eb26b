import { z } from 'zod';

/** A page of a list: `after` is the cursor the previous page gave, `limit` at most 200 rows. */
export const PageAsked = z.object({
  after: z.string().max(200).optional(),
  limit: z.int().min(1).max(200).default(50),
});
export type PageAsked = z.infer<typeof PageAsked>;

/** Cuts limit + 1 fetched rows into one page; `next` is the cursor of the last row shown, absent on the last page. */
export function cutPage<Row>(rows: readonly Row[], limit: number, cursor: (row: Row) => string) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, ...(rows.length > limit && last !== undefined ? { next: cursor(last) } : {}) };
}
