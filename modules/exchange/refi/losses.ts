/** Why something is not part of the study afterwards; each has its sentence at `loss.<reason>`. */
export const lossReasons = [
  'media',
  'onMedia',
  'inNote',
  'noGuid',
  'unknown',
  'notAColor',
  'kept',
  'names',
  'label',
  'noSuchCode',
  'noSuchSubject',
  'noSuchNote',
  'unread',
  'empty',
  'codeDiffers',
  'withdrawn',
  'deleted',
  'notCarried',
] as const;
export type LossReason = (typeof lossReasons)[number];

/** An element of the standard, why it is not carried, and how often. */
export type Loss = { readonly element: string; readonly reason: LossReason; readonly count: number };

/** Counts what is not carried, by element and reason. */
export class Losses {
  readonly #counts = new Map<string, Loss>();

  add(element: string, reason: LossReason, count = 1): void {
    if (count === 0) return;
    const key = `${element}\n${reason}`;
    const before = this.#counts.get(key)?.count ?? 0;
    this.#counts.set(key, { element, reason, count: before + count });
  }

  list(): Loss[] {
    return [...this.#counts.values()].toSorted((left, right) =>
      left.element === right.element
        ? left.reason < right.reason
          ? -1
          : 1
        : left.element < right.element
          ? -1
          : 1,
    );
  }
}
