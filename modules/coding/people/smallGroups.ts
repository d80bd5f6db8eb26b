import { threshold } from '../../../kernel/suppress.ts';

/** Fewer people than this in one role at one site: whoever knows the site may know who spoke. */
export const fewestPeople = threshold;

/** Somebody who was heard, as a file would show them; `null` where the role or the site is not known. */
export type HeardPerson = {
  readonly person: string;
  readonly role: string | null;
  readonly site: string | null;
};

/** A role at a site that together point to few people. */
export type SmallGroup = {
  readonly role: string | null;
  readonly site: string | null;
  readonly people: number;
};

type Seen = { role: string | null; site: string | null };

const keyOf = ({ role, site }: Seen) => JSON.stringify([role, site]);
const bare = keyOf({ role: null, site: null });

/** How many people look the same. */
function crowds(people: readonly HeardPerson[], seen: readonly Seen[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  people.forEach(({ person }, at) => {
    const key = keyOf(seen[at] ?? { role: null, site: null });
    found.set(key, (found.get(key) ?? new Set()).add(person));
  });
  return found;
}

/** The roles at sites that fewer than `least` of all people heard share, among those of the people who are shown; smallest first. */
export function smallGroups(
  all: readonly HeardPerson[],
  shown: ReadonlySet<string>,
  least = fewestPeople,
): SmallGroup[] {
  const groups = [...crowds(all, all)].filter(
    ([key, people]) => key !== bare && people.size < least && [...people].some((one) => shown.has(one)),
  );
  return groups
    .map(([key, people]) => {
      const [role, site] = JSON.parse(key) as [string | null, string | null];
      return { role, site, people: people.size };
    })
    .toSorted((one, other) => one.people - other.people || (keyOf(one) < keyOf(other) ? -1 : 1));
}

/**
 * What may be shown of each person, in their order, so that everybody looks like `least` people or more, or like nobody in particular:
 * the role goes first, then the site. Those who then show nothing must be as many too, for who is missing elsewhere would give them
 * away; until they are, the smallest crowd joins them.
 */
export function leaveOut(all: readonly HeardPerson[], least = fewestPeople): Seen[] {
  const seen: Seen[] = all.map(({ role, site }) => ({ role, site }));
  const drop = (what: 'role' | 'site') => {
    const found = crowds(all, seen);
    const small = seen.map((one) => (found.get(keyOf(one))?.size ?? 0) < least);
    seen.forEach((one, at) => {
      if (small[at]) one[what] = null;
    });
  };
  drop('role');
  drop('site');
  for (;;) {
    const found = crowds(all, seen);
    const hidden = found.get(bare)?.size ?? 0;
    const next = [...found]
      .filter(([key, people]) => key !== bare && (people.size < least || (hidden > 0 && hidden < least)))
      .toSorted(([one, few], [other, more]) => few.size - more.size || (one < other ? -1 : 1))[0];
    if (next === undefined) return seen;
    seen.forEach((one) => {
      if (keyOf(one) === next[0]) Object.assign(one, { role: null, site: null });
    });
  }
}
