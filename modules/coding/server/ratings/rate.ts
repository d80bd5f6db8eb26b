import { newId } from '../../../../kernel/id.ts';
import { found, refuse } from '../../../../kernel/refusal.ts';
import { openMany, seal } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { namesOf } from '../../../identity/server/index.ts';
import type { coding, Rating, RatingsShown } from '../../contract.ts';
import { agreementOnRatings } from '../../ratings/agree.ts';
import { distinguish, type Rule, usualRaters, usualRule } from '../../ratings/rating.ts';
import { codebookOf, studyAsked } from '../codebook.ts';
import { codingById } from '../queries.ts';
import {
  deleteQuote,
  distinctionsIn,
  insertQuote,
  insertRating,
  participantIsHere,
  participantsIn,
  putDistinction,
  putRule,
  putStanding,
  type RatedAt,
  ratedApart,
  ratingAt,
  ratingById,
  type RatingRow,
  ratingsIn,
  ruleOf,
  siteIsHere,
  standingsIn,
  updateRating,
} from './queries.ts';

type Cases = UseCases<typeof coding.operations>;

/** Where the words of ratings are sealed. */
export const ratingPlaces = {
  summary: 'coding.rating.summary',
  rationale: 'coding.rating.rationale',
  reason: 'coding.distinction.reason',
} as const;

/** Lists the ratings of a study and what follows from them. */
export const listRatings: Cases['listRatings'] = (tx, input) => ratingsTold(tx, input.study);

/** The ratings of a study and what follows from them. */
export async function ratingsTold(tx: Tx, asked: string): Promise<RatingsShown> {
  const study = await studyAsked(tx, asked);
  const rows = await ratingsIn(tx, study.id);
  const standings = await standingsIn(tx, study.id);
  const rule = (await ruleOf(tx, study.id)) ?? { ...usualRule, raters: usualRaters, version: 0 };
  const ofSites = rows.filter((row) => row.siteId !== null);
  return {
    studyId: study.id,
    rows: await ratingsShown(tx, study.id, rows),
    standings,
    rule,
    distinctions: await distinctionsOf(tx, study.id, { rows: ofSites, standings, rule }),
    participants: await participantsIn(tx, study.id),
    apart: await ratedApart(tx, study.id, rule.raters),
    agreement: agreementOnRatings(cellsOf(ofSites)),
    agreementOnPeople: agreementOnRatings(cellsOf(rows.filter((row) => row.participantId !== null))),
  };
}

/** Ratings in clear, with the names of those who rated. */
export async function ratingsShown(tx: Tx, studyId: string, rows: readonly RatingRow[]): Promise<Rating[]> {
  const names = await namesOf(
    tx,
    rows.map((row) => row.analystId),
  );
  const open = (place: string, of: (row: RatingRow) => Buffer | null) =>
    openMany(
      tx,
      rows.map((row) => ({ subjectId: studyId, place, rowId: row.id, bytes: of(row) })),
    );
  const summaries = await open(ratingPlaces.summary, (row) => row.summarySealed);
  const rationales = await open(ratingPlaces.rationale, (row) => row.rationaleSealed);
  return rows.map(({ studyId: _, summarySealed: _s, rationaleSealed: _r, analystName, ...row }, at) => ({
    ...row,
    summary: summaries[at] ?? null,
    rationale: rationales[at] ?? null,
    name: analystName ?? names.get(row.analystId) ?? '',
    own: row.analystId === tx.actor.accountId && row.layer === 'analyst' && analystName === null,
    changedAt: row.changedAt.toISOString(),
  }));
}

/** Rates a construct at a site or for a participant. */
export const rate: Cases['rate'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const { construct, siteId = null, participantId = null, layer, value = null, version } = input;
  if (!(await codebookOf(tx, study)).has(construct))
    throw refuse('invalid', 'coding.notInCodebook', { code: construct });
  if ((siteId === null) === (participantId === null)) throw refuse('invalid', 'coding.siteOrParticipant');
  if (siteId !== null && !(await siteIsHere(tx, siteId))) throw refuse('missing', 'coding.noSuchSite');
  if (participantId !== null && !(await participantIsHere(tx, study.id, participantId)))
    throw refuse('missing', 'coding.noSuchParticipant');
  const at = { studyId: study.id, siteId, participantId, construct, layer };
  const known = await ratingAt(tx, at);
  if ((known?.version ?? 0) !== version)
    throw refuse('conflict', 'coding.ratingChanged', {
      version: known?.version ?? 0,
      current: known?.value ?? null,
    });
  if (layer === 'consensus' && value !== null) await mustBeShown(tx, at);
  const id = known?.id ?? input.id;
  const sealed = (place: string, text: string | undefined) =>
    text ? seal(tx, study.id, place, id, text) : null;
  const said = {
    id,
    value,
    summary: await sealed(ratingPlaces.summary, input.summary),
    rationale: await sealed(ratingPlaces.rationale, input.rationale),
  };
  const done =
    known === undefined ? await insertRating(tx, at, said) : await updateRating(tx, { ...said, version });
  if (done === 0) throw refuse('conflict', 'coding.ratingChanged', { version });
  return { id, version: version + 1 };
};

/** Refuses the team's rating of a cell that some have rated and others have yet to: it would tell them what was said. */
async function mustBeShown(tx: Tx, at: RatedAt): Promise<void> {
  const raters = (await ruleOf(tx, at.studyId))?.raters ?? usualRaters;
  const subject = at.participantId ?? at.siteId;
  const apart = (await ratedApart(tx, at.studyId, raters)).find(
    (one) => one.subjectId === subject && one.construct === at.construct,
  );
  if (apart !== undefined) throw refuse('conflict', 'coding.ratedApart', { rated: apart.rated, raters });
}

/** Says that a rating rests on a passage, or no longer. */
export const linkQuote: Cases['linkQuote'] = async (tx, { ratingId, codingId, linked }) => {
  const rating = found(await ratingById(tx, ratingId), 'coding.noSuchRating');
  const passage = found(await codingById(tx, codingId), 'coding.noSuchCoding');
  if (passage.studyId !== rating.studyId) throw refuse('missing', 'coding.noSuchCoding');
  if (linked) await insertQuote(tx, { id: newId(), studyId: rating.studyId, ratingId, codingId });
  else await deleteQuote(tx, ratingId, codingId);
  return { id: ratingId, linked };
};

/** Says how a site stands. */
export const setStanding: Cases['setStanding'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  if (!(await siteIsHere(tx, input.siteId))) throw refuse('missing', 'coding.noSuchSite');
  return putStanding(tx, { id: newId(), studyId: study.id, siteId: input.siteId, standing: input.standing });
};

/** Sets when a construct is said to set sites apart. */
export const setRatingRule: Cases['setRatingRule'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  if (input.weakApart > input.strongApart) throw refuse('invalid', 'coding.weakerThanStrong');
  const { study: _, ...rule } = input;
  const put = await putRule(tx, { ...rule, id: newId(), studyId: study.id });
  if (put === undefined) throw refuse('conflict', 'coding.ruleChanged');
  return put;
};

/** Says otherwise than the rule, or follows it again. */
export const overruleDistinction: Cases['overruleDistinction'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const { construct, verdict, reason } = input;
  if (!(await codebookOf(tx, study)).has(construct))
    throw refuse('invalid', 'coding.notInCodebook', { code: construct });
  if (verdict !== 'rule' && !reason) throw refuse('invalid', 'coding.reasonNeeded');
  const known = (await distinctionsIn(tx, study.id)).find((one) => one.construct === construct);
  const id = known?.id ?? newId();
  const sealed =
    verdict !== 'rule' && reason ? await seal(tx, study.id, ratingPlaces.reason, id, reason) : null;
  return putDistinction(tx, { id, studyId: study.id, construct, verdict, reason: sealed });
};

type Found = {
  readonly rows: readonly RatingRow[];
  readonly standings: readonly { siteId: string; standing: string }[];
  readonly rule: Rule;
};

/** What sets sites apart, for each construct the team has rated; where the team has not yet agreed on a cell, it does not count. */
async function distinctionsOf(tx: Tx, studyId: string, { rows, standings, rule }: Found) {
  const kept = await distinctionsIn(tx, studyId);
  const reasons = await openMany(
    tx,
    kept.map((one) => ({
      subjectId: studyId,
      place: ratingPlaces.reason,
      rowId: one.id,
      bytes: one.reasonSealed,
    })),
  );
  const overruled = new Map(kept.map((one, at) => [one.construct, { ...one, reason: reasons[at] ?? null }]));
  const standing = new Map(standings.map((one) => [one.siteId, one.standing]));
  const agreed = Map.groupBy(
    rows.filter((row) => row.layer === 'consensus' && row.value !== null),
    (row) => row.construct,
  );
  return [...agreed].map(([construct, cells]) => {
    const of = (wanted: string) =>
      cells.flatMap((cell) =>
        standing.get(cell.siteId ?? '') === wanted && cell.value !== null ? [cell.value] : [],
      );
    const byRule = distinguish(of('high'), of('low'), rule);
    const own = overruled.get(construct);
    const verdict = own === undefined || own.verdict === 'rule' ? byRule : own.verdict;
    return {
      construct,
      byRule,
      verdict,
      reason: own?.verdict === 'rule' ? null : (own?.reason ?? null),
      version: own?.version ?? 0,
    };
  });
}

/** What each analyst said of each cell, analysts in one order throughout. */
function cellsOf(rows: readonly RatingRow[]) {
  const own = rows.filter((row) => row.layer === 'analyst');
  const analystOf = (row: RatingRow) => row.analystName ?? row.analystId;
  const analysts = [...new Set(own.map(analystOf))].sort();
  const cells = Map.groupBy(own, (row) => `${row.construct} ${row.participantId ?? row.siteId}`);
  return [...cells.values()].map((cell) =>
    analysts.map((analyst) => cell.find((row) => analystOf(row) === analyst)?.value ?? null),
  );
}
