import type { EligibilitySentence } from './program.ts';

/** The eligibility sentences in force on a calendar day. */
export function eligibilityOn(
  sentences: readonly EligibilitySentence[],
  day: string,
): readonly EligibilitySentence[] {
  return sentences.filter((one) => one.from <= day && (one.to === undefined || day < one.to));
}
