import { alpha, type Answer, cohen, graded, gwet, percent } from '../agreement/coefficients.ts';
import { digestOf, planOf } from '../agreement/digest.ts';
import { ratingsOf } from '../agreement/ratings.ts';
import { numberOf, type RatingValue, ratingValues } from './rating.ts';

/** How far analysts agree on ratings: on the scale from −2 to 2 (X and M left out by number), and on all seven categories. */
export type RatingAgreement = {
  readonly cells: number;
  readonly onScale: number;
  readonly leftOut: number;
  readonly percent: Answer;
  readonly kappaQuadratic: Answer;
  readonly gwetQuadratic: Answer;
  readonly alphaOrdinal: Answer;
  readonly alphaInterval: Answer;
  readonly alphaNominalAll: Answer;
};

const scale = [-2, -1, 0, 1, 2] as const;

/** Agreement over cells (a construct at a site), each with one value or none for each analyst; cells rated once cannot agree. */
export function agreementOnRatings(cells: readonly (readonly (RatingValue | null)[])[]): RatingAgreement {
  const twice = cells.filter((cell) => cell.filter((value) => value !== null).length > 1);
  const numbers = twice.map((cell) =>
    cell.map((value) => (value === null ? null : (numberOf(value, false) ?? null))),
  );
  const onScale = digestOf(planOf(ratingsOf(numbers, scale)));
  const all = digestOf(planOf(ratingsOf(twice, ratingValues)));
  const quadratic = graded(scale, 'quadratic');
  return {
    cells: twice.length,
    onScale: onScale.paired,
    leftOut: twice.length - onScale.paired,
    percent: percent(all),
    kappaQuadratic: cohen(onScale, quadratic),
    gwetQuadratic: gwet(onScale, quadratic),
    alphaOrdinal: alpha(onScale, 'ordinal', scale),
    alphaInterval: alpha(onScale, 'interval', scale),
    alphaNominalAll: alpha(all, 'nominal', ratingValues),
  };
}
