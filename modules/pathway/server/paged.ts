import { cutPage } from '../../../kernel/page.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { calledNames } from './record.ts';

/** What a client is called, by id; empty for those whose name the actor may not see. */
export type Names = (clientId: string) => string;

/** One page of rows as lines with names; the cursor is the id of the last row. */
export async function paged<Row extends { id: string; clientId: string }, Line>(
  tx: Tx,
  rows: readonly Row[],
  limit: number,
  line: (row: Row, nameOf: Names) => Line,
) {
  const page = cutPage(rows, limit, (row) => row.id);
  const nameOf = await calledNames(
    tx,
    page.rows.map((row) => row.clientId),
  );
  return { ...page, rows: page.rows.map((row) => line(row, nameOf)) };
}
