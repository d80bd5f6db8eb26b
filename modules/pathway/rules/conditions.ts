import { type EligibilitySentence, eligibilityOn } from '../../vocabulary/model.ts';

/** A condition that one site adds to a program, or one of the program that it lifts there, in force in [from, to). */
export type SiteSentence = {
  readonly sentenceId: string;
  readonly effect: 'adds' | 'lifts';
  readonly en: string | null;
  readonly fr: string | null;
  readonly required: boolean;
  readonly from: string;
  readonly to: string | null;
};

const inForce = (one: SiteSentence, day: string) => one.from <= day && (one.to === null || day < one.to);

/** The conditions of a program at one site on one day: the program's own, without those lifted there, then those the site adds. */
export function conditionsOn(
  program: readonly EligibilitySentence[],
  site: readonly SiteSentence[],
  day: string,
): readonly EligibilitySentence[] {
  const now = site.filter((one) => inForce(one, day));
  const lifted = new Set(now.filter((one) => one.effect === 'lifts').map((one) => one.sentenceId));
  const added = now.flatMap(({ effect, sentenceId, en, fr, required, from, to }) =>
    effect === 'adds' && en !== null && fr !== null
      ? [{ id: sentenceId, en, fr, required, from, ...(to === null ? {} : { to }) }]
      : [],
  );
  return [...eligibilityOn(program, day).filter((one) => !lifted.has(one.id)), ...added];
}

/** True when no condition decides against anybody: whoever wants the program may come. */
export function excludesNobody(sentences: readonly EligibilitySentence[]): boolean {
  return sentences.every((one) => !one.required);
}
