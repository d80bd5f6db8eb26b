import type { Rating, RatingsShown } from '../../contract.ts';
import type { RatingValue } from '../../ratings/rating.ts';
import type { Codebook } from '../api.ts';

/** What the parts of the ratings screen know. */
export type Shared = {
  readonly study: string;
  readonly found: RatingsShown;
  readonly sites: readonly { readonly id: string; readonly name: string }[];
  readonly codebook: Codebook;
};

/** What a cell rates: a site, or somebody who was heard. */
export type Subject = { readonly kind: 'site' | 'participant'; readonly id: string; readonly name: string };

/** The two ids of a subject as operations take them; one of them is left out. */
export const subjectIds = ({ kind, id }: Subject): { siteId: string } | { participantId: string } =>
  kind === 'site' ? { siteId: id } : { participantId: id };

/** The ratings of one construct for one subject. */
export function ratingsAt(found: RatingsShown, construct: string, subject: Subject): Rating[] {
  return found.rows.filter(
    (row) => row.construct === construct && (row.participantId ?? row.siteId) === subject.id,
  );
}

/** How far a cell is rated apart: how many have rated, and whether what they said is still hidden. */
export function apartAt(found: RatingsShown, construct: string, subject: Subject) {
  return found.apart.find((one) => one.construct === construct && one.subjectId === subject.id);
}

/** A rating as it is written: +1, −2, X; a dot while only a summary is written. */
export function written(value: RatingValue | null): string {
  if (value === null) return '·';
  return value.startsWith('-') ? value.replace('-', '−') : /[12]/.test(value) ? `+${value}` : value;
}

/** One's own rating, or the team's. */
export type Layer = 'analyst' | 'consensus';

/** Whether one's own rating was shown to the others, so that it stays as it was said. */
export function isFixed(
  found: RatingsShown,
  mine: Rating | undefined,
  apart: ReturnType<typeof apartAt>,
): boolean {
  return found.rule.raters > 1 && mine !== undefined && mine.value !== null && apart === undefined;
}
