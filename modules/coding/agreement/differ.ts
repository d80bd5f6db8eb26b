import type { Stretch } from '../passages.ts';
import { matchedSegments, united } from './cover.ts';

/** Where coders do not agree: the stretch that holds it, and what each of them marked there. */
export type Difference = Stretch & { readonly coders: readonly (readonly Stretch[])[] };

/** How a difference is told: by the units that stretches touch (none: by their characters), or by matching whole segments. */
export type Telling = {
  readonly units?: readonly Stretch[] | undefined;
  readonly threshold?: number | undefined;
};

/** Where coders differ on one code in one text, in the order of the text. */
export function differences(
  coders: readonly (readonly Stretch[])[],
  { units, threshold }: Telling,
): Difference[] {
  const marked = coders.map((list) => united(list, threshold === undefined));
  const reach = units === undefined ? marked : marked.map((list) => touchedBy(list, units));
  return united(reach.flat()).flatMap((whole) => {
    const inside = (list: readonly Stretch[]) =>
      list.filter((one) => one.start < whole.end && one.end > whole.start);
    const here = reach.map(inside);
    const alike =
      threshold === undefined ? here.every((list) => sameAs(list, here[0] ?? [])) : allMatch(here, threshold);
    return alike ? [] : [{ ...whole, coders: marked.map(inside) }];
  });
}

function touchedBy(list: readonly Stretch[], units: readonly Stretch[]): Stretch[] {
  return units.filter((unit) => list.some((one) => one.start < unit.end && one.end > unit.start));
}

function sameAs(left: readonly Stretch[], right: readonly Stretch[]): boolean {
  return (
    left.length === right.length &&
    left.every((one, at) => one.start === right[at]?.start && one.end === right[at]?.end)
  );
}

function allMatch(lists: readonly (readonly Stretch[])[], threshold: number): boolean {
  return lists.every((first, at) =>
    lists.slice(at + 1).every((second) => {
      const found = matchedSegments(first, second, threshold);
      return found.first === 0 && found.second === 0;
    }),
  );
}
