import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';

/** A ranking as it is stored, with how many have voted and what this person said; its words are sealed under the study. */
export type RankingRow = {
  readonly id: string;
  readonly studyId: string;
  readonly siteId: string | null;
  readonly openTo: 'team' | 'staff';
  readonly places: number;
  readonly asksEase: boolean;
  readonly words: Buffer;
  readonly closedAt: Date | null;
  readonly openedAt: Date;
  readonly voted: number;
  readonly runs: boolean;
  readonly version: number;
  readonly ballotId: string | null;
  readonly ballotVersion: number | null;
  readonly weighty: string[] | null;
  readonly easy: string[] | null;
};

const columns = sql`r.id, r.study_id as "studyId", r.site_id as "siteId", r.open_to as "openTo", r.places, r.asks_ease as "asksEase", r.words_sealed as words,
  r.closed_at as "closedAt", r.created_at as "openedAt", coalesce(r.voters, coding.votes_cast(r.id)) as voted,
  r.study_id = any ((select evidence.my_studies())::uuid[]) as runs, r.version,
  b.id as "ballotId", b.version as "ballotVersion", b.weighty, b.easy`;

const standing = (tx: Tx) => sql`from coding.ranking r
  left join coding.ballot b on b.community_id = r.community_id and b.ranking_id = r.id and b.account_id = ${tx.actor.accountId}
  where r.community_id = ${tx.actor.communityId} and r.called_off_at is null`;

/** The rankings this person may see, open ones first, then the latest; of one study, or of all. */
export function rankingsIn(tx: Tx, studyId: string | null): Promise<RankingRow[]> {
  return tx.many<RankingRow>(sql`select ${columns} ${standing(tx)} and (${studyId}::uuid is null or r.study_id = ${studyId}::uuid)
    order by r.closed_at is not null, r.created_at desc, r.id limit 200`);
}

/** One ranking that was not called off. */
export function rankingById(tx: Tx, id: string): Promise<RankingRow | undefined> {
  return tx.maybe<RankingRow>(sql`select ${columns} ${standing(tx)} and r.id = ${id}`);
}

/** A challenge of a ranking with its sums, where they are there. */
export type ChallengeRow = {
  readonly id: string;
  readonly rankingId: string;
  readonly studyId: string;
  readonly construct: string | null;
  readonly words: Buffer;
  readonly sums: readonly { question: 'weighty' | 'easy'; points: number; people: number }[];
};

/** The challenges of rankings, in their order. */
export function challengesOf(tx: Tx, rankingIds: readonly string[]): Promise<ChallengeRow[]> {
  return tx.many<ChallengeRow>(sql`select i.id, i.ranking_id as "rankingId", i.study_id as "studyId", i.construct, i.words_sealed as words,
      coalesce((select jsonb_agg(jsonb_build_object('question', s.question, 'points', s.points, 'people', s.people)) from coding.ranking_sum s
        where s.community_id = i.community_id and s.ranking_id = i.ranking_id and s.item_id = i.id), '[]') as sums
    from coding.ranking_item i where i.community_id = ${tx.actor.communityId} and i.ranking_id = any(${rankingIds}::uuid[])
    order by i.ranking_id, i.position`);
}

/** What is kept of a ranking when it is opened. */
export type RankingKept = Pick<
  RankingRow,
  'id' | 'studyId' | 'siteId' | 'openTo' | 'places' | 'asksEase' | 'words'
>;

/** Adds a ranking. */
export function insertRanking(tx: Tx, one: RankingKept): Promise<number> {
  return tx.run(sql`insert into coding.ranking (community_id, id, study_id, site_id, open_to, places, asks_ease, words_sealed, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.siteId}, ${one.openTo}, ${one.places}, ${one.asksEase}, ${one.words},
      ${tx.actor.accountId})`);
}

/** Adds the challenges of a ranking in their order. */
export function insertChallenges(
  tx: Tx,
  of: { id: string; studyId: string },
  rows: readonly { id: string; construct: string | null; words: Buffer }[],
): Promise<number> {
  return tx.run(sql`insert into coding.ranking_item (community_id, id, study_id, ranking_id, position, construct, words_sealed)
    select ${tx.actor.communityId}::uuid, c.id, ${of.studyId}::uuid, ${of.id}::uuid, c.place, c.construct, c.words
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.construct)}::text[], ${rows.map((row) => row.words)}::bytea[])
      with ordinality as c (id, construct, words, place)`);
}

type Chosen = { readonly id: string; readonly weighty: readonly string[]; readonly easy: readonly string[] };

/** Keeps a first ballot of this person; 0 rows when they have one already. */
export function insertBallot(tx: Tx, of: { id: string; studyId: string }, one: Chosen): Promise<number> {
  return tx.run(sql`insert into coding.ballot (community_id, id, study_id, ranking_id, account_id, weighty, easy)
    values (${tx.actor.communityId}, ${one.id}, ${of.studyId}, ${of.id}, ${tx.actor.accountId}, ${one.weighty}::uuid[], ${one.easy}::uuid[])
    on conflict (community_id, ranking_id, account_id) do nothing`);
}

/** Changes the ballot of this person that stands at `version`; 0 rows when it has moved on. */
export function updateBallot(tx: Tx, one: Chosen & { version: number }): Promise<number> {
  return tx.run(sql`update coding.ballot set weighty = ${one.weighty}::uuid[], easy = ${one.easy}::uuid[], version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${one.id} and account_id = ${tx.actor.accountId} and version = ${one.version}`);
}

/** Makes whoever votes wait for whoever ends a ranking. */
export function holdRanking(tx: Tx, id: string): Promise<number> {
  return tx.run(sql`select pg_advisory_xact_lock(hashtextextended('coding.ranking/' || ${id}::text, 0))`);
}

/** Ends a ranking that stands at `version`, counted or called off, and removes its ballots; 0 rows when it has moved on or ended. */
export async function endRanking(
  tx: Tx,
  one: { id: string; version: number; counted: boolean },
): Promise<number> {
  const ended = one.counted
    ? sql`closed_at = now(), voters = coding.votes_cast(id)`
    : sql`called_off_at = now()`;
  const rows = await tx.run(sql`update coding.ranking set ${ended}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${one.id} and version = ${one.version} and closed_at is null and called_off_at is null`);
  if (rows > 0) await tx.run(sql`select coding.settle_ballots(${one.id}::uuid)`);
  return rows;
}
