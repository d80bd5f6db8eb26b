import type { Coding } from '../../contract.ts';
import { unitsOf } from '../../passages.ts';

/** A coding where it stands in the browser's string, with its words and the codings of the same code that it touches (itself among them). */
export type Placed = {
  readonly coding: Coding;
  readonly from: number;
  readonly to: number;
  readonly quote: string;
  readonly touching: readonly { readonly coding: Coding }[];
};

/** Places codings in a text, in its order. */
export function placed(text: string, codings: readonly Coding[]): Placed[] {
  const units = unitsOf(
    text,
    codings.flatMap((coding) => [coding.start, coding.end]),
  );
  const rows = codings.map((coding, index) => {
    const [from = 0, to = 0] = [units[index * 2], units[index * 2 + 1]];
    return { coding, from, to, quote: text.slice(from, to) };
  });
  const alike = Map.groupBy(rows, ({ coding }) => `${coding.code} ${coding.crossed ?? ''}`);
  return rows.map((row) => ({
    ...row,
    touching: (alike.get(`${row.coding.code} ${row.coding.crossed ?? ''}`) ?? []).filter(
      (one) => one.from <= row.to && one.to >= row.from,
    ),
  }));
}

/** The coding after the one in focus, or before it; from a place of the text when none is. */
export function neighbour(
  rows: readonly Placed[],
  from: { focused: string | undefined; at: number },
  step: 1 | -1,
): Placed | undefined {
  const index = rows.findIndex(({ coding }) => coding.id === from.focused);
  if (index !== -1) return rows[index + step];
  return step === 1 ? rows.find((row) => row.from >= from.at) : rows.findLast((row) => row.from < from.at);
}
