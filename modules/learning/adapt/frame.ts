import type { CodeEntry } from '../../vocabulary/model.ts';

/** A dimension of a framework of adaptations, with what may be chosen in it. */
export type Dimension = {
  readonly entry: CodeEntry;
  readonly many: boolean;
  /** The choice elsewhere without which the dimension says nothing. */
  readonly when: string | undefined;
  readonly options: readonly CodeEntry[];
};

/** What is wrong with choices: a code that is none, two where one is taken, or a part chosen without what it is part of. */
export type Fault = {
  readonly reason: 'unknownCode' | 'oneOnly' | 'notAsked' | 'notSaid';
  readonly code: string;
};

/** Dimensions that every adaptation says something of: without them it cannot be read beside fidelity. */
export const saidAlways = ['planned', 'what', 'fidelity'] as const;

/** The dimensions of a framework in its order; options of options (a reason within a kind of reasons) stand under the dimension. */
export function dimensionsOf(codes: readonly CodeEntry[]): Dimension[] {
  const top = (entry: CodeEntry): string => {
    const parent = codes.find((one) => one.code === entry.parent);
    return parent === undefined ? entry.code : top(parent);
  };
  return codes
    .filter((entry) => !entry.parent)
    .map((entry) => ({
      entry,
      many: entry.facts?.['select'] === 'many',
      when: typeof entry.facts?.['appliesWhen'] === 'string' ? entry.facts['appliesWhen'] : undefined,
      options: codes.filter((one) => one.parent && top(one) === entry.code),
    }));
}

/** True when a dimension is asked, given what was chosen so far. */
export const isAsked = (dimension: Dimension, chosen: readonly string[]): boolean =>
  dimension.when === undefined || chosen.includes(dimension.when);

/** What is wrong with what was chosen; nothing when it can be kept. */
export function faultIn(dimensions: readonly Dimension[], chosen: readonly string[]): Fault | undefined {
  const known = new Set(dimensions.flatMap((one) => one.options.map((option) => option.code)));
  const stranger = chosen.find((code) => !known.has(code));
  if (stranger !== undefined) return { reason: 'unknownCode', code: stranger };
  for (const dimension of dimensions) {
    const { code } = dimension.entry;
    const mine = dimension.options.filter((option) => chosen.includes(option.code));
    if (mine.length > 1 && !dimension.many) return { reason: 'oneOnly', code };
    if (mine.length > 0 && !isAsked(dimension, chosen)) return { reason: 'notAsked', code };
    if (mine.length === 0 && saidAlways.some((one) => one === code)) return { reason: 'notSaid', code };
  }
  return undefined;
}
