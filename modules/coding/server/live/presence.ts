/** How long somebody is said to be on a text after they last asked about it, in milliseconds: four beats of the screen. */
const staysFor = 12_000;

type Seen = { readonly at: number; readonly place: string; readonly accountId: string };

/** Who is on which text now: kept in memory only, by this process, for a few seconds; it is no record of anybody. */
export function presence() {
  // In the order in which they were last seen, so that whoever left stands first.
  const seen = new Map<string, Seen>();
  return {
    /** Notes that somebody is at a place, and tells who else is. */
    beat: (place: string, accountId: string, now: number): string[] => {
      const key = `${place}/${accountId}`;
      seen.delete(key);
      seen.set(key, { at: now, place, accountId });
      for (const [old, { at }] of seen) {
        if (now - at <= staysFor) break;
        seen.delete(old);
      }
      return [...seen.values()]
        .filter((one) => one.place === place && one.accountId !== accountId)
        .map((one) => one.accountId);
    },
    /** How many people are kept in mind. */
    size: () => seen.size,
  };
}
