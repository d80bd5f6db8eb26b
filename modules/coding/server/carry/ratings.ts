import { newId } from '../../../../kernel/id.ts';
import { sealMany } from '../../../../kernel/server/keys/index.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { RatingValue } from '../../ratings/rating.ts';
import { insertQuote, ratingsIn } from '../ratings/queries.ts';
import { ratingPlaces, ratingsShown } from '../ratings/rate.ts';
import { countUncarried, insertNamedRatings } from './ratingQueries.ts';

/** A rating on its way out or in, in clear; `analyst` is the name a file gave, null for an account or the team. */
export type CarriedRating = {
  readonly id: string;
  readonly siteId: string | null;
  readonly participantId: string | null;
  readonly construct: string;
  readonly layer: 'analyst' | 'consensus';
  readonly value: RatingValue | null;
  readonly summary: string | null;
  readonly rationale: string | null;
  readonly analyst: string | null;
  readonly accountId: string;
  /** Ids of the codings it rests on. */
  readonly quotes: readonly string[];
};

/** The ratings of a study that this person may see. */
export async function ratingsToCarry(tx: Tx, studyId: string): Promise<CarriedRating[]> {
  const rows = await ratingsIn(tx, studyId);
  const shown = await ratingsShown(tx, studyId, rows);
  return shown.map((one, at) => ({
    ...one,
    analyst: rows[at]?.analystName ?? null,
    accountId: one.analystId,
  }));
}

/** What else a study keeps about its ratings, that no exchange file has a place for. */
export const ratingsLeftBehind = countUncarried;

/** Takes ratings of a file in; one that stands already for the same subject, construct and analyst stays. Gives the number added. */
export async function takeRatings(
  tx: Tx,
  studyId: string,
  ratings: readonly Omit<CarriedRating, 'accountId'>[],
): Promise<number> {
  const sealed = (place: string, of: (one: (typeof ratings)[number]) => string | null) =>
    sealMany(
      tx,
      ratings.map((one) => ({ subjectId: studyId, place, rowId: one.id, text: of(one) ?? '' })),
    );
  const summaries = await sealed(ratingPlaces.summary, (one) => one.summary);
  const rationales = await sealed(ratingPlaces.rationale, (one) => one.rationale);
  const added = await insertNamedRatings(
    tx,
    studyId,
    ratings.map((one, at) => ({
      ...one,
      summarySealed: one.summary ? (summaries[at] ?? null) : null,
      rationaleSealed: one.rationale ? (rationales[at] ?? null) : null,
    })),
  );
  const here = new Set(added);
  for (const { id, quotes } of ratings)
    if (here.has(id))
      for (const codingId of quotes) await insertQuote(tx, { id: newId(), studyId, ratingId: id, codingId });
  return added.length;
}
