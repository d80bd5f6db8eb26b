import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { Standing } from '../../model.ts';

/** Somebody who was asked, as stored. */
export type ParticipantRow = {
  readonly id: string;
  readonly studyId: string;
  readonly pseudonym: string;
  readonly part: string | null;
  readonly siteId: string | null;
  readonly standing: Standing;
  readonly standingAt: Date;
  readonly texts: number;
  readonly keyed: boolean;
  readonly startedOn: string | null;
  readonly leftOn: string | null;
  readonly version: number;
};

const columns = sql`p.id, p.study_id as "studyId", p.pseudonym, p.part, p.site_id as "siteId", p.standing, p.standing_at as "standingAt",
  p.identity_token is not null as keyed, p.started_on as "startedOn", p.left_on as "leftOn", p.version,
  (select count(*)::integer from evidence.heard_view h where h.community_id = p.community_id and h.participant_id = p.id) as texts`;

/** One participant. */
export function participantById(tx: Tx, id: string): Promise<ParticipantRow | undefined> {
  return tx.maybe<ParticipantRow>(sql`select ${columns} from evidence.participant p
    where p.community_id = ${tx.actor.communityId} and p.id = ${id}`);
}

/** A page of the participants of a study, in the order they were added. */
export function participantsOf(
  tx: Tx,
  asked: { studyId: string; after?: string | undefined; limit: number },
): Promise<ParticipantRow[]> {
  const after = asked.after ?? null;
  return tx.many<ParticipantRow>(sql`select ${columns} from evidence.participant p
    where p.community_id = ${tx.actor.communityId} and p.study_id = ${asked.studyId} and (${after}::uuid is null or p.id > ${after})
    order by p.id limit ${asked.limit + 1}`);
}

/** Adds a participant; 0 rows when the pseudonym, or the same person, is in the study already. */
export function insertParticipant(
  tx: Tx,
  one: {
    id: string;
    studyId: string;
    siteId: string | null;
    pseudonym: string;
    part: string | null;
    standing: Standing;
    token: bigint | null;
    nameTokens: readonly bigint[];
    startedOn: string | null;
  },
): Promise<number> {
  return tx.run(sql`insert into evidence.participant (community_id, id, study_id, site_id, pseudonym, part, standing, identity_token, name_tokens, started_on, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.siteId}, ${one.pseudonym}, ${one.part}, ${one.standing}, ${one.token},
      ${one.nameTokens}::bigint[], ${one.startedOn}, ${tx.actor.accountId}) on conflict do nothing`);
}

/** Changes a participant that stands at `version`; 0 rows when it has moved on. */
export function updateParticipant(
  tx: Tx,
  one: {
    id: string;
    version: number;
    part: string | null;
    siteId: string | null;
    standing: Standing;
    startedOn: string | null;
    leftOn: string | null;
  },
): Promise<number> {
  return tx.run(sql`update evidence.participant set part = ${one.part}, site_id = ${one.siteId},
      standing_at = case when standing = ${one.standing} then standing_at else now() end, standing = ${one.standing},
      started_on = ${one.startedOn}, left_on = ${one.leftOn}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${one.id} and version = ${one.version}`);
}

/** Withdraws every text of a participant whose consent stands, but for those other participants speak in too; gives their ids. */
export async function withdrawTexts(tx: Tx, participantId: string): Promise<string[]> {
  const rows = await tx.many<{
    id: string;
  }>(sql`update evidence.source set consent = 'withdrawn', consent_at = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and participant_id = ${participantId} and consent <> 'withdrawn'
      and not exists (select from evidence.speaker k where k.community_id = source.community_id and k.source_id = source.id and k.participant_id <> ${participantId})
    returning id`);
  return rows.map(({ id }) => id);
}

/** Allows again the texts that left when the participant withdrew, and no text that was withdrawn by itself; gives their ids. To be asked before the participant changes. */
export async function allowTexts(tx: Tx, participantId: string): Promise<string[]> {
  const rows = await tx.many<{
    id: string;
  }>(sql`update evidence.source set consent = case when kind = 'suggestion' then 'not_needed' else 'given' end,
      consent_at = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and participant_id = ${participantId} and consent = 'withdrawn' and consent_at =
      (select p.standing_at from evidence.participant p where p.community_id = ${tx.actor.communityId} and p.id = ${participantId}) returning id`);
  return rows.map(({ id }) => id);
}

/** How many people stand how, by part in the work and site. */
export function participationOf(
  tx: Tx,
  studyId: string,
): Promise<{ part: string | null; siteId: string | null; standing: Standing; people: number }[]> {
  return tx.many(sql`select v.part, v.site_id as "siteId", v.standing, v.people from evidence.participation_view v
    where v.community_id = ${tx.actor.communityId} and v.study_id = ${studyId}`);
}
