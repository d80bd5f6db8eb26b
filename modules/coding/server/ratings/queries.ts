import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { RatingValue, Rule, Standing, Verdict } from '../../ratings/rating.ts';

/** A rating as it is stored; its texts are sealed under the study. One of `siteId` and `participantId` says what is rated. */
export type RatingRow = {
  readonly id: string;
  readonly studyId: string;
  readonly siteId: string | null;
  readonly participantId: string | null;
  readonly construct: string;
  readonly layer: 'analyst' | 'consensus';
  /** Nothing while only a summary is written. */
  readonly value: RatingValue | null;
  readonly summarySealed: Buffer | null;
  readonly rationaleSealed: Buffer | null;
  readonly analystId: string;
  /** Who rated it, as an imported file says. */
  readonly analystName: string | null;
  readonly quotes: string[];
  readonly changedAt: Date;
  readonly version: number;
};

const columns = sql`g.id, g.study_id as "studyId", g.site_id as "siteId", g.participant_id as "participantId", g.construct, g.layer, g.value,
  g.summary_sealed as "summarySealed", g.rationale_sealed as "rationaleSealed", g.created_by as "analystId", g.analyst_name as "analystName",
  g.changed_at as "changedAt", g.version,
  array(select q.coding_id from coding.rating_quote q join coding.coding c on c.community_id = q.community_id and c.id = q.coding_id and c.removed_at is null
    join evidence.open_source s on s.community_id = c.community_id and s.id = c.source_id
    where q.community_id = g.community_id and q.rating_id = g.id order by q.created_at, q.id) as quotes`;

/** A rating of somebody whose texts were all withdrawn leaves with them. */
const heard = sql`(g.participant_id is null or exists (select 1 from evidence.heard_view p
  where p.community_id = g.community_id and p.participant_id = g.participant_id))`;

/** The ratings of a study that this person may see. */
export function ratingsIn(tx: Tx, studyId: string): Promise<RatingRow[]> {
  return tx.many<RatingRow>(sql`select ${columns} from coding.rating g
    where g.community_id = ${tx.actor.communityId} and g.study_id = ${studyId} and ${heard} order by g.construct, g.subject_id, g.layer, g.id`);
}

/** One rating. */
export function ratingById(tx: Tx, id: string): Promise<RatingRow | undefined> {
  return tx.maybe<RatingRow>(
    sql`select ${columns} from coding.rating g where g.community_id = ${tx.actor.communityId} and g.id = ${id} and ${heard}`,
  );
}

/** What is rated, and in whose name: this person's, or the team's. */
export type RatedAt = {
  readonly studyId: string;
  readonly siteId: string | null;
  readonly participantId: string | null;
  readonly construct: string;
  readonly layer: 'analyst' | 'consensus';
};

/** The rating that stands there: this person's own, or the team's. */
export function ratingAt(tx: Tx, at: RatedAt): Promise<RatingRow | undefined> {
  return tx.maybe<RatingRow>(sql`select ${columns} from coding.rating g
    where g.community_id = ${tx.actor.communityId} and g.study_id = ${at.studyId} and g.subject_id = ${at.participantId ?? at.siteId}
      and g.construct = ${at.construct} and g.layer = ${at.layer} and g.analyst_name is null
      and (g.layer = 'consensus' or g.created_by = ${tx.actor.accountId})`);
}

/** A cell that somebody has rated and not everybody who should; who sees it learns how many, never what. */
export type ApartRow = {
  readonly construct: string;
  readonly subjectId: string;
  readonly rated: number;
  readonly own: boolean;
};

/** The cells of a study that are still being rated apart. */
export function ratedApart(tx: Tx, studyId: string, raters: number): Promise<ApartRow[]> {
  return tx.many<ApartRow>(sql`select r.construct, r.subject_id as "subjectId", count(*)::int as rated,
      bool_or(r.created_by = ${tx.actor.accountId}) as own
    from coding.rated r where r.community_id = ${tx.actor.communityId} and r.study_id = ${studyId}
    group by 1, 2 having count(*) < ${raters} order by 1, 2`);
}

/** What a rating says. */
export type Said = {
  readonly id: string;
  readonly value: RatingValue | null;
  readonly summary: Buffer | null;
  readonly rationale: Buffer | null;
};

/** Adds a rating. */
export function insertRating(tx: Tx, at: RatedAt, said: Said): Promise<number> {
  const { communityId, accountId } = tx.actor;
  return tx.run(sql`insert into coding.rating (community_id, id, study_id, site_id, participant_id, construct, layer, value, summary_sealed, rationale_sealed,
      changed_by, created_by)
    values (${communityId}, ${said.id}, ${at.studyId}, ${at.siteId}, ${at.participantId}, ${at.construct}, ${at.layer}, ${said.value}, ${said.summary},
      ${said.rationale}, ${accountId}, ${accountId})`);
}

/** Changes a rating that stands at `version`; 0 rows when it has moved on. */
export function updateRating(tx: Tx, said: Said & { version: number }): Promise<number> {
  return tx.run(sql`update coding.rating set value = ${said.value}, summary_sealed = ${said.summary}, rationale_sealed = ${said.rationale},
      changed_by = ${tx.actor.accountId}, changed_at = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${said.id} and version = ${said.version}`);
}

/** Says that a rating rests on a coding; nothing when it does already. */
export function insertQuote(
  tx: Tx,
  one: { id: string; studyId: string; ratingId: string; codingId: string },
): Promise<number> {
  return tx.run(sql`insert into coding.rating_quote (community_id, id, study_id, rating_id, coding_id, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.ratingId}, ${one.codingId}, ${tx.actor.accountId})
    on conflict (community_id, rating_id, coding_id) do nothing`);
}

/** Takes a coding off a rating. */
export function deleteQuote(tx: Tx, ratingId: string, codingId: string): Promise<number> {
  return tx.run(sql`delete from coding.rating_quote
    where community_id = ${tx.actor.communityId} and rating_id = ${ratingId} and coding_id = ${codingId}`);
}

/** How the sites of a study stand. */
export function standingsIn(tx: Tx, studyId: string) {
  return tx.many<{
    siteId: string;
    standing: Standing;
    version: number;
  }>(sql`select s.site_id as "siteId", s.standing, s.version
    from coding.site_standing s where s.community_id = ${tx.actor.communityId} and s.study_id = ${studyId} order by s.site_id`);
}

/** Says how a site stands. */
export function putStanding(
  tx: Tx,
  one: { id: string; studyId: string; siteId: string; standing: Standing },
) {
  return tx.one<{
    id: string;
    version: number;
  }>(sql`insert into coding.site_standing as s (community_id, id, study_id, site_id, standing, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.siteId}, ${one.standing}, ${tx.actor.accountId})
    on conflict (community_id, study_id, site_id) do update set standing = excluded.standing, version = s.version + 1
    returning s.id, s.version`);
}

/** The rule of a study, when it has one of its own. */
export function ruleOf(
  tx: Tx,
  studyId: string,
): Promise<(Rule & { raters: number; version: number }) | undefined> {
  return tx.maybe(sql`select r.strong_apart::float8 as "strongApart", r.weak_apart::float8 as "weakApart", r.least_sites as "leastSites",
      r.mixed_as_zero as "mixedAsZero", r.raters, r.version
    from coding.rating_rule r where r.community_id = ${tx.actor.communityId} and r.study_id = ${studyId}`);
}

/** Sets the rule of a study that stands at `version` (0: it has none yet); nothing when it has moved on. */
export function putRule(
  tx: Tx,
  one: Rule & { raters: number; id: string; studyId: string; version: number },
) {
  return tx.maybe<{
    id: string;
    version: number;
  }>(sql`insert into coding.rating_rule as r (community_id, id, study_id, strong_apart, weak_apart, least_sites, mixed_as_zero, raters, created_by)
    select ${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.strongApart}, ${one.weakApart}, ${one.leastSites}, ${one.mixedAsZero}, ${one.raters}, ${tx.actor.accountId}
    where ${one.version} = coalesce((select o.version from coding.rating_rule o where o.community_id = ${tx.actor.communityId} and o.study_id = ${one.studyId}), 0)
    on conflict (community_id, study_id) do update set strong_apart = excluded.strong_apart, weak_apart = excluded.weak_apart,
      least_sites = excluded.least_sites, mixed_as_zero = excluded.mixed_as_zero, raters = excluded.raters, version = r.version + 1 where r.version = ${one.version}
    returning r.id, r.version`);
}

/** Where the team says otherwise than the rule. */
export function distinctionsIn(tx: Tx, studyId: string) {
  return tx.many<{
    id: string;
    construct: string;
    verdict: Verdict | 'rule';
    reasonSealed: Buffer | null;
    version: number;
  }>(sql`
    select d.id, d.construct, d.verdict, d.reason_sealed as "reasonSealed", d.version from coding.distinction d
    where d.community_id = ${tx.actor.communityId} and d.study_id = ${studyId} order by d.construct`);
}

/** Says otherwise than the rule; the reason is sealed for the row that stands. */
export function putDistinction(
  tx: Tx,
  one: { id: string; studyId: string; construct: string; verdict: Verdict | 'rule'; reason: Buffer | null },
) {
  return tx.one<{
    id: string;
    version: number;
  }>(sql`insert into coding.distinction as d (community_id, id, study_id, construct, verdict, reason_sealed, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.construct}, ${one.verdict}, ${one.reason}, ${tx.actor.accountId})
    on conflict (community_id, study_id, construct) do update set verdict = excluded.verdict, reason_sealed = excluded.reason_sealed, version = d.version + 1
    returning d.id, d.version`);
}

/** Whether a site belongs to the community and may be seen by this person. */
export async function siteIsHere(tx: Tx, siteId: string): Promise<boolean> {
  return (
    (await tx.maybe(
      sql`select 1 from identity.site_view v where v.community_id = ${tx.actor.communityId} and v.id = ${siteId}`,
    )) !== undefined
  );
}

/** Whether somebody was heard in a study on a text whose consent stands. */
export async function participantIsHere(tx: Tx, studyId: string, participantId: string): Promise<boolean> {
  return (
    (await tx.maybe(sql`select 1 as one from evidence.heard_view s where s.community_id = ${tx.actor.communityId} and s.study_id = ${studyId}
      and s.participant_id = ${participantId} limit 1`)) !== undefined
  );
}

/** Who was heard in a study, on texts whose consent stands, by pseudonym. */
export function participantsIn(tx: Tx, studyId: string) {
  return tx.many<{ id: string; pseudonym: string; part: string | null; siteId: string | null }>(sql`
    select distinct on (p.pseudonym, p.id) p.id, p.pseudonym, p.part, coalesce(p.site_id, s.site_id) as "siteId"
    from evidence.heard_view h join evidence.open_source s on s.community_id = h.community_id and s.id = h.source_id
    join evidence.participant_view p on p.community_id = h.community_id and p.id = h.participant_id
    where h.community_id = ${tx.actor.communityId} and h.study_id = ${studyId} order by p.pseudonym, p.id, s.id`);
}
