import type { CodeEntry, CodeSystem } from '../shapes/codeSystem.ts';

/** Values that stand more than once in a list. */
export function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

function reachesTop(entry: CodeEntry, byCode: ReadonlyMap<string, CodeEntry>): boolean {
  const seen = new Set<string>();
  let at: CodeEntry | undefined = entry;
  while (at !== undefined && at.parent !== null) {
    if (seen.has(at.code)) return false;
    seen.add(at.code);
    at = byCode.get(at.parent);
  }
  return true;
}

/** What is wrong with a code system: codes given twice, parents that are not there or go in a circle, other counts than published. */
export function systemFaults(system: CodeSystem): string[] {
  const byCode = new Map(system.codes.map((entry) => [entry.code, entry]));
  const twice = repeated(system.codes.map((entry) => entry.code)).map(
    (code) => `code ${code} is given twice`,
  );
  const orphans = system.codes.flatMap((entry) =>
    entry.parent !== null && !byCode.has(entry.parent)
      ? [`parent ${entry.parent} of ${entry.code} is not there`]
      : [],
  );
  const circles = system.codes.flatMap((entry) =>
    reachesTop(entry, byCode) ? [] : [`${entry.code} is its own ancestor`],
  );
  const kinds = new Set([...Object.keys(system.counts), ...system.codes.map((entry) => entry.kind)]);
  const counts = [...kinds].flatMap((kind) => {
    const have = system.codes.filter((entry) => entry.kind === kind).length;
    const stated = system.counts[kind] ?? 0;
    return have === stated ? [] : [`${have} codes of kind ${kind}, ${stated} published`];
  });
  return [...twice, ...orphans, ...circles, ...counts];
}
