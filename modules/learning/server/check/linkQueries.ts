import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';

/** A link as it is stored. */
export type LinkRow = {
  readonly id: string;
  readonly studyId: string;
  readonly checkId: string;
  readonly participantId: string;
  readonly locale: 'en' | 'fr' | null;
  readonly answeredAt: Date | null;
  readonly sourceId: string | null;
  readonly version: number;
};

const columns = sql`l.id, l.study_id as "studyId", l.check_id as "checkId", l.participant_id as "participantId", l.locale, l.answered_at as "answeredAt",
  l.source_id as "sourceId", l.version`;

/** The link of a secret while it works, for whoever holds it. */
export function linkBy(tx: Tx, communityId: string, hash: Buffer): Promise<LinkRow | undefined> {
  return tx.maybe<LinkRow>(sql`select ${columns} from learning.check_link l
    where l.community_id = ${communityId} and l.token_hash = ${hash} and l.revoked_at is null and l.expires_at > now()`);
}

/** One link, working or not. */
export function linkById(tx: Tx, id: string): Promise<LinkRow | undefined> {
  return tx.maybe<LinkRow>(
    sql`select ${columns} from learning.check_link l where l.community_id = ${tx.actor.communityId} and l.id = ${id}`,
  );
}

/** Whether whoever holds a link still has words of their own in the study. */
export async function isHeard(tx: Tx, link: { studyId: string; participantId: string }): Promise<boolean> {
  return (
    (await tx.maybe(sql`select 1 as one from evidence.heard_view o where o.community_id = ${tx.actor.communityId}
      and o.study_id = ${link.studyId} and o.participant_id = ${link.participantId} and o.kind <> 'check' limit 1`)) !==
    undefined
  );
}

/** Keeps links under the hashes of their secrets; they work until so many days after the last day of the check. Gives the number made. */
export function insertLinks(
  tx: Tx,
  at: { studyId: string; checkId: string; days: number },
  links: readonly { id: string; participantId: string; hash: Buffer }[],
): Promise<number> {
  return tx.run(sql`insert into learning.check_link (community_id, id, study_id, check_id, participant_id, token_hash, expires_at, created_by)
    select ${tx.actor.communityId}, r.id, ${at.studyId}, k.id, r.participant, r.hash, k.closes_at + make_interval(days => ${at.days}::int), ${tx.actor.accountId}
    from learning.member_check k
    cross join unnest(${links.map((one) => one.id)}::uuid[], ${links.map((one) => one.participantId)}::uuid[], ${links.map((one) => one.hash)}::bytea[])
      as r(id, participant, hash)
    where k.community_id = ${tx.actor.communityId} and k.id = ${at.checkId} on conflict do nothing`);
}

/** Takes a link back that stands at `version`; 0 rows when it has moved on. */
export function revokeLink(tx: Tx, one: { id: string; version: number }): Promise<number> {
  return tx.run(sql`update learning.check_link set revoked_at = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${one.id} and version = ${one.version} and revoked_at is null`);
}

/** Says that a link that stands at `version` was answered by; 0 rows when it was meanwhile from elsewhere. */
export function markAnswered(
  tx: Tx,
  one: { id: string; version: number; locale: 'en' | 'fr' },
): Promise<number> {
  return tx.run(sql`update learning.check_link set answered_at = now(), locale = ${one.locale}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${one.id} and version = ${one.version}`);
}

/** Says which text the answers of a link became. */
export function markTaken(tx: Tx, one: { id: string; sourceId: string }): Promise<number> {
  return tx.run(sql`update learning.check_link set source_id = ${one.sourceId}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${one.id} and source_id is null`);
}

/** Somebody who took part in a study and whose words stand in it, with the link they have in a check. */
export type PersonRow = {
  readonly participantId: string;
  readonly pseudonym: string;
  readonly part: string | null;
  readonly siteId: string | null;
  readonly linkId: string | null;
  readonly expiresAt: Date | null;
  readonly answered: boolean;
  readonly sourceId: string | null;
  readonly version: number | null;
};

/** Everybody whose words stand in a study, with the working link they have in a check, or the one they answered by. */
export function peopleOf(tx: Tx, check: { id: string; studyId: string }): Promise<PersonRow[]> {
  return tx.many<PersonRow>(sql`select p.id as "participantId", p.pseudonym, p.part, p.site_id as "siteId", l.id as "linkId", l.expires_at as "expiresAt",
      l.answered_at is not null as answered, l.source_id as "sourceId", l.version
    from evidence.participant_view p
    left join learning.check_link l on l.community_id = p.community_id and l.participant_id = p.id and l.check_id = ${check.id} and l.revoked_at is null
    where p.community_id = ${tx.actor.communityId} and p.study_id = ${check.studyId}
      and exists (select 1 from evidence.heard_view o where o.community_id = p.community_id and o.participant_id = p.id and o.kind <> 'check')
    order by p.pseudonym, p.id`);
}

/** The links of a check that were answered by people whose words stand in the study, and not taken into it yet. */
export function linksToTake(tx: Tx, checkId: string): Promise<(LinkRow & { siteId: string | null })[]> {
  return tx.many<
    LinkRow & { siteId: string | null }
  >(sql`select ${columns}, p.site_id as "siteId" from learning.check_link l
    join evidence.participant_view p on p.community_id = l.community_id and p.id = l.participant_id
    where l.community_id = ${tx.actor.communityId} and l.check_id = ${checkId} and l.answered_at is not null and l.source_id is null
      and exists (select 1 from evidence.heard_view o where o.community_id = l.community_id and o.participant_id = l.participant_id and o.kind <> 'check')
    order by l.created_at, l.id`);
}
