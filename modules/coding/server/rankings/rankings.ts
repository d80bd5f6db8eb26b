import { found, refuse } from '../../../../kernel/refusal.ts';
import { openMany, sealMany } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import { threshold } from '../../../../kernel/suppress.ts';
import type { Ranking } from '../../asked/rankings.ts';
import type { coding } from '../../contract.ts';
import { codebookOf, homeIn, studyAsked, studyWorkedIn } from '../codebook.ts';
import { siteIsHere } from '../ratings/queries.ts';
import {
  type ChallengeRow,
  challengesOf,
  endRanking,
  holdRanking,
  insertBallot,
  insertChallenges,
  insertRanking,
  rankingById,
  type RankingRow,
  rankingsIn,
  updateBallot,
} from './queries.ts';

type Cases = UseCases<typeof coding.operations>;
type Said = { readonly en: string; readonly fr: string };

const places = { question: 'coding.ranking.words', challenge: 'coding.ranking_item.words' } as const;

/** The words of rankings and challenges, in the order of the rows. */
async function wordsOf(
  tx: Tx,
  place: string,
  rows: readonly { id: string; studyId: string; words: Buffer }[],
): Promise<Said[]> {
  const texts = await openMany(
    tx,
    rows.map((row) => ({ subjectId: row.studyId, place, rowId: row.id, bytes: row.words })),
  );
  return texts.map((text) => (text === null ? { en: '', fr: '' } : (JSON.parse(text) as Said)));
}

/** The rankings of a study that were not called off, as this person may see them. */
export async function rankingsOf(tx: Tx, studyId: string | null): Promise<Ranking[]> {
  const rows = await rankingsIn(tx, studyId);
  const items = await challengesOf(
    tx,
    rows.map((row) => row.id),
  );
  const [questions, names] = [
    await wordsOf(tx, places.question, rows),
    await wordsOf(tx, places.challenge, items),
  ];
  const below = Map.groupBy(
    items.map((item, at) => ({ item, name: names[at] ?? { en: '', fr: '' } })),
    ({ item }) => item.rankingId,
  );
  return rows.map((row, at) => ({
    ...shown(row),
    question: questions[at] ?? { en: '', fr: '' },
    challenges: (below.get(row.id) ?? []).map(({ item, name }) => ({
      id: item.id,
      construct: item.construct,
      name,
      weighty: row.closedAt === null ? null : sumOf(item, 'weighty'),
      easy: row.closedAt === null || !row.asksEase ? null : sumOf(item, 'easy'),
    })),
  }));
}

function shown(row: RankingRow): Omit<Ranking, 'question' | 'challenges'> {
  const { id, studyId, siteId, openTo, asksEase, runs, voted, version } = row;
  const { weighty, easy, ballotVersion } = row;
  return {
    id,
    studyId,
    siteId,
    openTo,
    asksEase,
    runs,
    voted,
    version,
    places: row.places,
    openedAt: row.openedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    own:
      weighty === null || easy === null || ballotVersion === null
        ? null
        : { weighty, easy, version: ballotVersion },
  };
}

function sumOf(item: ChallengeRow, question: 'weighty' | 'easy') {
  const { points, people } = item.sums.find((one) => one.question === question) ?? { points: 0, people: 0 };
  return { points, people };
}

/** Lists rankings. */
export const listRankings: Cases['listRankings'] = async (tx, input) => ({
  rows: await rankingsOf(tx, input.study === undefined ? null : (await studyAsked(tx, input.study)).id),
});

const unsaid = (said: Said) => said.en === '' && said.fr === '';

/** Opens a ranking. */
export const openRanking: Cases['openRanking'] = async (tx, input) => {
  const study = await studyWorkedIn(tx, (await studyAsked(tx, input.study)).id);
  const { id, question, challenges, openTo, asksEase } = input;
  if (unsaid(question)) throw refuse('invalid', 'coding.questionUnsaid');
  if (challenges.some((one) => unsaid(one.name))) throw refuse('invalid', 'coding.challengeUnsaid');
  if (new Set(challenges.map((one) => one.id)).size < challenges.length)
    throw refuse('invalid', 'coding.challengeTwice');
  if (input.places >= challenges.length)
    throw refuse('invalid', 'coding.tooManyPlaces', { places: input.places, challenges: challenges.length });
  const codebook = await codebookOf(tx, study);
  for (const { construct } of challenges) if (construct !== undefined) homeIn(codebook, construct);
  const siteId = openTo === 'staff' ? (input.siteId ?? null) : null;
  if (siteId !== null && !(await siteIsHere(tx, siteId))) throw refuse('missing', 'coding.noSuchSite');
  const sealed = await sealMany(tx, [
    { subjectId: study.id, place: places.question, rowId: id, text: JSON.stringify(question) },
    ...challenges.map((one) => ({
      subjectId: study.id,
      place: places.challenge,
      rowId: one.id,
      text: JSON.stringify(one.name),
    })),
  ]);
  const bytes = (at: number) => sealed[at] ?? Buffer.alloc(0);
  await insertRanking(tx, {
    id,
    studyId: study.id,
    siteId,
    openTo,
    asksEase,
    places: input.places,
    words: bytes(0),
  });
  await insertChallenges(
    tx,
    { id, studyId: study.id },
    challenges.map((one, at) => ({ id: one.id, construct: one.construct ?? null, words: bytes(at + 1) })),
  );
  return { id, version: 1 };
};

/** Keeps what one person put in order. */
export const castBallot: Cases['castBallot'] = async (tx, input) => {
  const ranking = found(await rankingById(tx, input.rankingId), 'coding.noSuchRanking');
  if (ranking.closedAt !== null) throw refuse('conflict', 'coding.rankingClosed');
  const known = new Set((await challengesOf(tx, [ranking.id])).map((row) => row.id));
  const { weighty, easy, version } = input;
  for (const [chosen, most] of [
    [weighty, ranking.places],
    [easy, ranking.asksEase ? ranking.places : 0],
  ] as const) {
    if (chosen.length > most) throw refuse('invalid', 'coding.tooManyChosen', { most });
    if (new Set(chosen).size < chosen.length) throw refuse('invalid', 'coding.challengeTwice');
    if (!chosen.every((id) => known.has(id))) throw refuse('invalid', 'coding.noSuchChallenge');
  }
  const own = ranking.ballotId;
  const changed = refuse('conflict', 'coding.ballotChanged', { version: ranking.ballotVersion ?? 0 });
  if ((ranking.ballotVersion ?? 0) !== version) throw changed;
  const done =
    own === null
      ? await insertBallot(tx, ranking, { id: input.id, weighty, easy })
      : await updateBallot(tx, { id: own, weighty, easy, version });
  if (done === 0) throw changed;
  return { id: own ?? input.id, version: version + 1 };
};

/** A ranking this person may end, waited for. */
async function toEnd(tx: Tx, input: { id: string; version: number }): Promise<RankingRow> {
  const { studyId } = found(await rankingById(tx, input.id), 'coding.noSuchRanking');
  await studyWorkedIn(tx, studyId);
  await holdRanking(tx, input.id);
  const now = found(await rankingById(tx, input.id), 'coding.noSuchRanking');
  if (now.closedAt !== null) throw refuse('conflict', 'coding.rankingClosed');
  if (now.version !== input.version)
    throw refuse('conflict', 'coding.rankingChanged', { version: now.version });
  return now;
}

/** Counts a ranking. */
export const closeRanking: Cases['closeRanking'] = async (tx, input) => {
  const ranking = await toEnd(tx, input);
  if (ranking.voted < threshold)
    throw refuse('conflict', 'coding.tooFewVoted', { voted: ranking.voted, fewest: threshold });
  await endRanking(tx, { ...input, counted: true });
  return { id: input.id, version: input.version + 1 };
};

/** Ends a ranking without counting it. */
export const callOffRanking: Cases['callOffRanking'] = async (tx, input) => {
  await toEnd(tx, input);
  await endRanking(tx, { ...input, counted: false });
  return { id: input.id, version: input.version + 1 };
};
