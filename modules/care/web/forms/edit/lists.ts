import { newId } from '../../../../../kernel/id.ts';

/** A name for something added here; it becomes a readable one when the form is published. */
export const newCode = () => `new-${newId().slice(-12)}`;

/** The same list with the one at `index` moved by so many places. */
export function moved<T>(list: readonly T[], index: number, by: number): T[] {
  const one = list[index];
  if (one === undefined) return [...list];
  const rest = list.toSpliced(index, 1);
  return rest.toSpliced(Math.max(0, index + by), 0, one);
}
