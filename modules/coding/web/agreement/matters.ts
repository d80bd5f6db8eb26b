import type { Original } from '../../contract.ts';
import type { Stretch } from '../../passages.ts';

/** Codings of several coders whose passages overlap, seen together; `open` when one of them waits for a decision. */
export type Matter = Stretch & { readonly codings: readonly Original[]; readonly open: boolean };

/** The matters of a text in its order: codings whose passages overlap, directly or through another. */
export function mattersOf(originals: readonly Original[]): Matter[] {
  const sorted = originals.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const groups: { start: number; end: number; codings: Original[] }[] = [];
  for (const one of sorted) {
    const last = groups.at(-1);
    if (last !== undefined && one.start < last.end) {
      last.end = Math.max(last.end, one.end);
      last.codings.push(one);
    } else groups.push({ start: one.start, end: one.end, codings: [one] });
  }
  return groups.map((group) => ({ ...group, open: group.codings.some(({ fate }) => fate === 'open') }));
}

/** The open codings that a coding settles when it is taken up: itself, and those of the same code in its matter. */
export function settledBy(matter: Matter, coding: Original): Original[] {
  return matter.codings.filter(
    (one) =>
      one.fate === 'open' &&
      (one.id === coding.id ||
        (one.code === coding.code && one.start < coding.end && one.end > coding.start)),
  );
}
