import type { RatingsShown } from '../../contract.ts';
import type { RatingValue } from '../../ratings/rating.ts';
import type { Codebook } from '../api.ts';

/** What the parts of the ratings screen know. */
export type Shared = {
  readonly study: string;
  readonly found: RatingsShown;
  readonly sites: readonly { readonly id: string; readonly name: string }[];
  readonly codebook: Codebook;
};

/** A rating as it is written: +1, −2, X. */
export function written(value: RatingValue): string {
  return value.startsWith('-') ? value.replace('-', '−') : /[12]/.test(value) ? `+${value}` : value;
}
