/** What can happen to a dose. */
export const doseKinds = ['witnessed', 'carried', 'missed', 'held', 'refused', 'restarted'] as const;
export type DoseKind = (typeof doseKinds)[number];

/** What a client may say when asked whether the dose is enough. */
export const enoughAnswers = ['yes', 'no', 'not_said'] as const;
export type Enough = (typeof enoughAnswers)[number];

/** A restart follows a protocol; which one is part of the record. */
export function needsProtocol(kind: DoseKind): boolean {
  return kind === 'restarted';
}

/** One band of the share of clients who find their dose enough, in whole percent, both ends included. */
export type Band = { readonly code: string; readonly minPercent: number; readonly maxPercent: number };

/** The band that the share falls into: those who said yes among those who said yes or no; nothing when nobody did. */
export function bandOfAnswers(bands: readonly Band[], yes: number, no: number): string | null {
  if (yes + no === 0) return null;
  const percent = Math.round((100 * yes) / (yes + no));
  return bands.find((band) => percent >= band.minPercent && percent <= band.maxPercent)?.code ?? null;
}
