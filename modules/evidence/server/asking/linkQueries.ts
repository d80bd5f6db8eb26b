import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';

/** A link as stored; `participantId` is nothing when anybody may answer by it. */
export type LinkRow = {
  readonly id: string;
  readonly studyId: string;
  readonly askedId: string;
  readonly participantId: string | null;
  readonly siteId: string | null;
  readonly part: string | null;
  readonly answeredAt: Date | null;
  readonly consent: 'given' | 'refused' | null;
  readonly version: number;
};

const columns = sql`l.id, l.study_id as "studyId", l.asked_id as "askedId", l.participant_id as "participantId", l.site_id as "siteId", l.part,
  l.answered_at as "answeredAt", l.consent, l.version`;

/** The link of a secret while it works, for whoever holds it. */
export function linkBy(tx: Tx, communityId: string, hash: Buffer): Promise<LinkRow | undefined> {
  return tx.maybe<LinkRow>(sql`select ${columns} from evidence.survey_link l
    where l.community_id = ${communityId} and l.token_hash = ${hash} and l.revoked_at is null and l.expires_at > now()`);
}

/** One link, working or not. */
export function linkById(tx: Tx, id: string): Promise<LinkRow | undefined> {
  return tx.maybe<LinkRow>(
    sql`select ${columns} from evidence.survey_link l where l.community_id = ${tx.actor.communityId} and l.id = ${id}`,
  );
}

/** Keeps links of their own under the hashes of their secrets. Gives the number made; somebody who has one that stands gets no second. */
export function insertLinks(
  tx: Tx,
  at: { studyId: string; askedId: string; days: number },
  links: readonly { id: string; participantId: string; hash: Buffer }[],
): Promise<number> {
  return tx.run(sql`insert into evidence.survey_link (community_id, id, study_id, asked_id, participant_id, token_hash, expires_at, created_by)
    select ${tx.actor.communityId}, r.id, ${at.studyId}, ${at.askedId}, r.participant, r.hash, now() + make_interval(days => ${at.days}::int), ${tx.actor.accountId}
    from unnest(${links.map((one) => one.id)}::uuid[], ${links.map((one) => one.participantId)}::uuid[], ${links.map((one) => one.hash)}::bytea[])
      as r(id, participant, hash) on conflict do nothing`);
}

/** Keeps an open link under the hash of its secret. */
export function insertOpenLink(
  tx: Tx,
  one: {
    id: string;
    studyId: string;
    askedId: string;
    hash: Buffer;
    days: number;
    siteId: string | null;
    part: string | null;
  },
): Promise<number> {
  return tx.run(sql`insert into evidence.survey_link (community_id, id, study_id, asked_id, site_id, part, token_hash, expires_at, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.askedId}, ${one.siteId}, ${one.part}, ${one.hash},
      now() + make_interval(days => ${one.days}::int), ${tx.actor.accountId})`);
}

/** Links of participants whose time ran out unanswered stand no longer, so that a new one can be made. */
export function retireOver(tx: Tx, askedId: string, participantIds: readonly string[]): Promise<number> {
  return tx.run(sql`update evidence.survey_link set revoked_at = now(), version = version + 1 where community_id = ${tx.actor.communityId}
    and asked_id = ${askedId} and participant_id = any(${participantIds}::uuid[]) and revoked_at is null and answered_at is null and expires_at <= now()`);
}

/** Takes a link back that stands at `version`; 0 rows when it has moved on or was answered. */
export function revokeLink(tx: Tx, one: { id: string; version: number }): Promise<number> {
  return tx.run(sql`update evidence.survey_link set revoked_at = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${one.id} and version = ${one.version} and revoked_at is null
      and consent is distinct from 'given'`);
}

/** Says that one person's link was used, and how. */
export function markUsed(
  tx: Tx,
  one: { id: string; consent: 'given' | 'refused'; responseId: string | null },
): Promise<number> {
  return tx.run(sql`update evidence.survey_link set answered_at = now(), consent = ${one.consent}, response_id = ${one.responseId}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${one.id} and participant_id is not null and answered_at is null`);
}

/** The answers that came by a link, where one person answered by it. */
export async function responseBy(tx: Tx, linkId: string): Promise<string | null> {
  const row = await tx.maybe<{ id: string }>(sql`select r.id from evidence.response r
    where r.community_id = ${tx.actor.communityId} and r.link_id = ${linkId}`);
  return row?.id ?? null;
}

/** Somebody who was only asked so far now stands as having declined. */
export function markDeclined(tx: Tx, participantId: string): Promise<number> {
  return tx.run(sql`update evidence.participant set standing = 'declined', standing_at = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${participantId} and standing in ('invited', 'missing')`);
}

/** Somebody of the study, with the link that stands and the day their occasion comes. */
export type PersonRow = {
  readonly askedId: string;
  readonly participantId: string;
  readonly pseudonym: string;
  readonly part: string | null;
  readonly siteId: string | null;
  readonly dueOn: string | null;
  readonly due: boolean;
  readonly linkId: string | null;
  readonly expiresAt: Date | null;
  readonly version: number | null;
  readonly state: 'none' | 'waiting' | 'answered' | 'refused' | 'over';
};

/** Everybody of the studies of some surveys who can be asked under a pseudonym: who withdrew or declined, and who answered by an open link, is left out. Whoever answered the same occasion in a file counts as having answered. */
export function peopleAsked(tx: Tx, askedIds: readonly string[]): Promise<PersonRow[]> {
  return tx.many<PersonRow>(sql`with asked as (
      select a.community_id, a.id, a.study_id, a.survey_id, a.occasion, (now() at time zone c.time_zone)::date as today
      from evidence.asked_survey a join identity.community_view c on c.community_id = a.community_id
      where a.community_id = ${tx.actor.communityId} and a.id = any(${askedIds}::uuid[])),
    person as (
      select a.id as asked_id, a.survey_id, a.today, a.occasion, p.*, case a.occasion when 'start' then p.started_on when 'leaving' then p.left_on
        when 'six_months' then (p.started_on + interval '6 months')::date when 'year' then (p.started_on + interval '1 year')::date end as due_on
      from asked a join evidence.participant p on p.community_id = a.community_id and p.study_id = a.study_id)
    select p.asked_id as "askedId", p.id as "participantId", p.pseudonym, p.part, p.site_id as "siteId", p.due_on as "dueOn",
      l.id as "linkId", l.expires_at as "expiresAt", l.version,
      case when l.consent = 'given' or b.answered then 'answered' when l.consent = 'refused' then 'refused' when l.id is null then 'none'
        when l.expires_at <= now() then 'over' else 'waiting' end as state,
      coalesce(p.due_on <= p.today and (p.left_on is null or p.due_on <= p.left_on) and not b.answered and l.consent is null, false) as due
    from person p
    left join evidence.survey_link l on l.community_id = p.community_id and l.asked_id = p.asked_id and l.participant_id = p.id and l.revoked_at is null
    cross join lateral (select exists (select 1 from evidence.response r join evidence.survey s on s.community_id = r.community_id and s.id = r.survey_id
      where r.community_id = p.community_id and r.participant_id = p.id and (s.id = p.survey_id or (s.occasion = p.occasion and s.occasion <> 'other'
        and not exists (select 1 from evidence.asked_survey o where o.community_id = s.community_id and o.survey_id = s.id)))) as answered) b
    where p.standing not in ('withdrew', 'declined') and not exists (select 1 from evidence.response r
      join evidence.survey_link o on o.community_id = r.community_id and o.id = r.link_id
      where r.community_id = p.community_id and r.participant_id = p.id and o.participant_id is null)
    order by p.pseudonym, p.id`);
}

/** An open link with how often it was answered by. */
export type OpenLinkRow = {
  readonly id: string;
  readonly siteId: string | null;
  readonly part: string | null;
  readonly expiresAt: Date;
  readonly state: 'open' | 'over' | 'revoked';
  readonly answers: number;
  readonly version: number;
};

/** The open links of a survey, latest first. */
export function openLinksOf(tx: Tx, askedId: string): Promise<OpenLinkRow[]> {
  return tx.many<OpenLinkRow>(sql`select l.id, l.site_id as "siteId", l.part, l.expires_at as "expiresAt", l.version,
      case when l.revoked_at is not null then 'revoked' when l.expires_at <= now() then 'over' else 'open' end as state,
      (select count(*)::integer from evidence.response r where r.community_id = l.community_id and r.link_id = l.id) as answers
    from evidence.survey_link l where l.community_id = ${tx.actor.communityId} and l.asked_id = ${askedId} and l.participant_id is null
    order by l.created_at desc, l.id desc`);
}
