import { found } from '../../../kernel/refusal.ts';
import type { UseCases } from '../../../kernel/server/module.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import { namesOf } from '../../identity/server/index.ts';
import type { Scale } from '../../vocabulary/model.ts';
import type { EditionShown, fidelity, Review, ReviewItem, ScoreShown, TotalShown } from '../contract.ts';
import { choicesOf, type Scored, sectionMeans, stateOf, type Total, totalOf, weakAtMost } from '../model.ts';
import { itemIn, type Known, reviewsIt, scaleOf, theReview } from './place.ts';
import { sitesRun } from './queries/place.ts';
import { reviewersOf, reviewsSeen } from './queries/review.ts';
import * as rows from './queries/score.ts';

type Cases = UseCases<typeof fidelity.operations>;
type Names = ReadonlyMap<string, string>;
type Item = Scale['items'][number];

const nameOf = (item: Item) => found(item.name ?? item.text, 'fidelity.unknownItem');

function totalShown(scale: Scale, total: Total): TotalShown {
  const band = scale.scoring.bands.find(({ code }) => code === total.band);
  return { ...total, band: band?.label ?? null };
}

const sectionsShown = (scale: Scale, scores: readonly Scored[]) =>
  sectionMeans(scale, scores).map((section) => ({
    ...section,
    name: found(
      scale.sections.find(({ code }) => code === section.code),
      'fidelity.unknownItem',
    ).name,
  }));

/** An edition as it was written down: its own total and band, whatever the rule would give today. */
function editionShown(scale: Scale, row: rows.EditionRow, names: Names): EditionShown {
  const { low, high, items } = totalOf(scale, row.items);
  const { number, reason, judged, total, band } = row;
  return {
    ...totalShown(scale, { judged, items, total, low, high, band }),
    ...{ number, reason, closedAt: row.closedAt.toISOString(), by: names.get(row.by) ?? '' },
  };
}

function scoreShown(row: rows.ScoreRow, names: Names): ScoreShown {
  const { accountId, itemCode: _item, ...said } = row;
  return { ...said, name: names.get(accountId) ?? '' };
}

type Around = {
  readonly tx: Tx;
  readonly known: Known;
  readonly scale: Scale;
  readonly names: Names;
  readonly scores: readonly rows.ScoreRow[];
  readonly agreed: readonly rows.AgreedRow[];
  readonly carried: readonly { itemCode: string; factorId: string }[];
  readonly before: Awaited<ReturnType<typeof rows.editionBefore>>;
};

function agreedShown({ agreed, names }: Around, code: string): ReviewItem['agreed'] {
  const row = agreed.find((one) => one.itemCode === code);
  if (row === undefined) return null;
  const { itemCode: _item, changedBy, ...said } = row;
  return { ...said, by: names.get(changedBy) ?? '' };
}

function itemShown(around: Around, item: Item): ReviewItem {
  const { tx, known, scale, names, scores, before } = around;
  const counts = (accountId: string) =>
    known.reviewers.some((one) => one.accountId === accountId && one.excusedAt === null);
  const own = scores.filter((one) => one.itemCode === item.code);
  const mine = own.find((one) => one.accountId === tx.actor.accountId);
  const last = before?.items.find(({ code }) => code === item.code);
  return {
    code: item.code,
    number: item.number,
    section: item.section ?? null,
    name: nameOf(item),
    focus: item.focus ?? null,
    anchors: item.anchors ?? [],
    components: item.components ?? [],
    choices: choicesOf(scale, item),
    weakAtMost: weakAtMost(scale, item),
    mine: mine === undefined ? null : scoreShown(mine, names),
    given:
      known.state === 'scoring'
        ? []
        : own.filter((one) => counts(one.accountId)).map((row) => scoreShown(row, names)),
    agreed: agreedShown(around, item.code),
    before: before && last ? { score: last.score, closedAt: before.closedAt.toISOString() } : null,
    factors: around.carried.filter((one) => one.itemCode === item.code).map(({ factorId }) => factorId),
  };
}

async function aroundOf(tx: Tx, known: Known, editions: readonly rows.EditionRow[]): Promise<Around> {
  const { review, reviewers } = known;
  const [scale, scores, agreed, carried, before] = [
    await scaleOf(tx, review),
    await rows.scoresOf(tx, review.id),
    await rows.agreedOf(tx, review.id),
    await rows.carriedOf(tx, review.id),
    await rows.editionBefore(tx, review),
  ];
  const people = [...reviewers, ...scores].map(({ accountId }) => accountId);
  const names = await namesOf(tx, [
    ...people,
    ...agreed.map(({ changedBy }) => changedBy),
    ...editions.map(({ by }) => by),
  ]);
  return { tx, known, scale, names, scores, agreed, carried, before };
}

function scaleShown(scale: Scale): Review['scale'] {
  const { key, version, name, note, source, sections, scoring } = scale;
  return {
    ...{ key, version, name, note, source, allItemsRequired: scoring.allItemsRequired },
    sections: sections.map((section) => ({ code: section.code, name: section.name })),
    sources: scale.sources ?? [],
  };
}

/** One review in full. While people score alone, the reader finds their own scores and nobody else's. */
export const openReview: Cases['openReview'] = async (tx, { id }) => {
  const known = await theReview(tx, id);
  const editions = await rows.editionsOf(tx, [id]);
  const around = await aroundOf(tx, known, editions);
  const { scale, names, agreed } = around;
  const { review, reviewers, state } = known;
  const scored = agreed.map(({ itemCode: code, score }) => ({ code, score }));
  const { version, siteId, programCode, from, to, edition, reason, runs } = review;
  return {
    review: {
      ...{ id, version, siteId, programCode, from, to, state, edition, reason, runs },
      scale: scaleShown(scale),
      reviews: reviewsIt(tx, known),
      reviewers: reviewers.map((one) => ({
        ...{
          id: one.id,
          version: one.version,
          accountId: one.accountId,
          name: names.get(one.accountId) ?? '',
        },
        finished: one.finishedAt !== null,
        excused: one.excusedAt !== null,
        mine: one.accountId === tx.actor.accountId,
      })),
      items: scale.items.map((item) => itemShown(around, item)),
      total: totalShown(scale, totalOf(scale, scored)),
      sections: sectionsShown(scale, scored),
      editions: editions.map((row) => editionShown(scale, row, names)),
    },
  };
};

/** The reviews the actor may see, and the sites where they may start one. */
export const listReviews: Cases['listReviews'] = async (tx) => {
  const seen = await reviewsSeen(tx);
  const ids = seen.map(({ id }) => id);
  const reviewers = Map.groupBy(await reviewersOf(tx, ids), ({ reviewId }) => reviewId);
  const editions = Map.groupBy(await rows.editionsOf(tx, ids), ({ reviewId }) => reviewId);
  const names = await namesOf(tx, [
    ...[...reviewers.values()].flat().map(({ accountId }) => accountId),
    ...[...editions.values()].flat().map(({ by }) => by),
  ]);
  const reviews = [];
  for (const review of seen) {
    const scale = await scaleOf(tx, review);
    const own = (reviewers.get(review.id) ?? []).filter((one) => one.excusedAt === null);
    const mine = own.find((one) => one.accountId === tx.actor.accountId);
    const last = editions.get(review.id)?.at(-1);
    const state = stateOf(review);
    const { id, siteId, programCode, from, to } = review;
    const scoring = state === 'scoring' && mine?.finishedAt === null;
    const agreeing = state === 'agreeing' && mine !== undefined;
    const waits: 'score' | 'agree' | null = scoring ? 'score' : agreeing ? 'agree' : null;
    reviews.push({
      ...{ id, siteId, programCode, from, to, state, waits },
      scale: { key: scale.key, name: scale.name },
      reviewers: own.map((one) => names.get(one.accountId) ?? '').sort(),
      latest: last
        ? { ...editionShown(scale, last, names), sections: sectionsShown(scale, last.items) }
        : null,
    });
  }
  return { reviews, runs: await sitesRun(tx) };
};

/** A closed edition, item by item. */
export const readEdition: Cases['readEdition'] = async (tx, { id, number }) => {
  const { review } = await theReview(tx, id);
  const scale = await scaleOf(tx, review);
  const edition = found(
    (await rows.editionsOf(tx, [id])).find((one) => one.number === number),
    'fidelity.noSuchEdition',
  );
  return {
    items: edition.items
      .map(({ code, score, reason }) => {
        const item = itemIn(scale, code);
        return { code, name: nameOf(item), number: item.number, score, reason };
      })
      .sort((left, right) => left.number - right.number),
  };
};
