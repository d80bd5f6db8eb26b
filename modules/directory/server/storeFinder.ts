import type { Tx } from '../../../kernel/server/scope.ts';
import { wordsOf } from '../findable.ts';
import { shapes } from '../model.ts';
import type { Kind } from '../model.ts';
import { keysOf } from '../spelling.ts';
import { finderColumns } from './finderRows.ts';
import type { FinderRow } from './finderRows.ts';
import { addWords, take } from './takeQueries.ts';

const batch = 1_500;

const common = ['source_id', 'original_id', 'extra', 'translations'];

/** The columns of a kind that records bring. */
export function columnsOf(kind: Kind): string[] {
  const own = kind === 'attribute' ? ['link_id', 'link_kind'] : [];
  return [
    ...new Set([...Object.keys(shapes[kind].links), ...Object.keys(shapes[kind].columns), ...own, ...common]),
  ];
}

/** Stores rows of one table in batches; gives how many were new and how many said something else. */
export async function storeRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: readonly object[],
): Promise<{ added: number; changed: number }> {
  const sum = { added: 0, changed: 0 };
  for (let start = 0; start < rows.length; start += batch) {
    const done = await take(tx, table, columns, rows.slice(start, start + batch));
    sum.added += done.added;
    sum.changed += done.changed;
  }
  return sum;
}

/** Makes services findable as these rows say, and their words known to misspelt questions. */
export async function storeFinder(tx: Tx, rows: readonly FinderRow[]): Promise<void> {
  await storeRows(tx, 'finder', finderColumns, rows);
  const words = [...wordsOf(rows)].sort().map((word) => [word, keysOf(word)] as const);
  for (let start = 0; start < words.length; start += batch)
    await addWords(tx, words.slice(start, start + batch));
}
