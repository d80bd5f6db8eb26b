import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';

/** Somebody who speaks in a text, as stored. */
export type SpeakerRow = {
  readonly id: string;
  readonly role: 'participant' | 'team' | null;
  readonly participantId: string | null;
  readonly pseudonym: string | null;
  readonly silent: boolean;
};

/** The speakers of a text that somebody has settled. */
export function speakersIn(tx: Tx, sourceId: string): Promise<SpeakerRow[]> {
  return tx.many<SpeakerRow>(sql`select k.id, k.role, k.participant_id as "participantId", p.pseudonym, k.silent
    from evidence.speaker k left join evidence.participant p on p.community_id = k.community_id and p.id = k.participant_id
    where k.community_id = ${tx.actor.communityId} and k.source_id = ${sourceId} order by k.created_at, k.id`);
}

/** What is said of one speaker. */
export type Settled = {
  readonly id: string;
  readonly role: 'participant' | 'team' | null;
  readonly participantId: string | null;
};

/** Keeps who speaks in a text: new speakers are added, known ones changed. */
export async function keepSpeakers(
  tx: Tx,
  at: { sourceId: string; studyId: string },
  rows: readonly Settled[],
): Promise<void> {
  const given = sql`unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.role)}::text[],
    ${rows.map((row) => row.participantId)}::uuid[]) as r(id, role, participant)`;
  await tx.run(sql`update evidence.speaker k set role = r.role, participant_id = r.participant, version = k.version + 1 from ${given}
    where k.community_id = ${tx.actor.communityId} and k.source_id = ${at.sourceId} and k.id = r.id
      and (k.role, k.participant_id) is distinct from (r.role, r.participant)`);
  await tx.run(sql`insert into evidence.speaker (community_id, id, study_id, source_id, role, participant_id, created_by)
    select ${tx.actor.communityId}, r.id, ${at.studyId}, ${at.sourceId}, r.role, r.participant, ${tx.actor.accountId} from ${given}
    where not exists (select from evidence.speaker k where k.community_id = ${tx.actor.communityId} and k.id = r.id)`);
}

/** Takes the words of speakers of a text out where the participant they are tied to has withdrawn. */
export function silenceWithdrawn(tx: Tx, sourceId: string): Promise<number> {
  return tx.run(sql`update evidence.speaker k set silent = true, version = k.version + 1 from evidence.participant p
    where k.community_id = ${tx.actor.communityId} and k.source_id = ${sourceId} and not k.silent
      and p.community_id = k.community_id and p.id = k.participant_id and p.standing = 'withdrew'`);
}

/** Takes the words of a participant out of the texts they speak in with others, or brings them back; gives those texts. */
export async function setSilent(tx: Tx, participantId: string, silent: boolean): Promise<string[]> {
  const rows = await tx.many<{
    sourceId: string;
  }>(sql`update evidence.speaker k set silent = ${silent}, version = k.version + 1
    where k.community_id = ${tx.actor.communityId} and k.participant_id = ${participantId} and k.silent <> ${silent} returning k.source_id as "sourceId"`);
  return [...new Set(rows.map((row) => row.sourceId))];
}

/** Where speakers speak in a text as it stands now, in place of what was known. */
export async function replaceTurns(
  tx: Tx,
  at: { sourceId: string; studyId: string },
  turns: readonly { id: string; speakerId: string; start: number; end: number }[],
): Promise<void> {
  await tx.run(
    sql`delete from evidence.turn where community_id = ${tx.actor.communityId} and source_id = ${at.sourceId}`,
  );
  await tx.run(sql`insert into evidence.turn (community_id, id, study_id, source_id, speaker_id, start_at, end_at, created_by)
    select ${tx.actor.communityId}, r.id, ${at.studyId}, ${at.sourceId}, r.speaker, r.from_at, r.to_at, ${tx.actor.accountId}
    from unnest(${turns.map((one) => one.id)}::uuid[], ${turns.map((one) => one.speakerId)}::uuid[], ${turns.map((one) => one.start)}::integer[],
      ${turns.map((one) => one.end)}::integer[]) as r(id, speaker, from_at, to_at)`);
}

/** Keeps the turns of a text, sealed, with who speaks in them; 0 rows when the text has moved on. */
export function updateTurns(tx: Tx, one: { id: string; version: number; turns: Buffer }): Promise<number> {
  return tx.run(sql`update evidence.source set turns_sealed = ${one.turns}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${one.id} and version = ${one.version} and consent <> 'withdrawn'`);
}

/** The participants of a study whose pseudonyms are these, folded to lower case. */
export function participantsCalled(tx: Tx, studyId: string, names: readonly string[]) {
  return tx.many<{
    id: string;
    name: string;
  }>(sql`select p.id, lower(p.pseudonym) as name from evidence.participant p
    where p.community_id = ${tx.actor.communityId} and p.study_id = ${studyId} and lower(p.pseudonym) = any(${names}::text[])`);
}

/** Those of these participants who are in a study. */
export async function participantsThere(
  tx: Tx,
  studyId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.many<{ id: string }>(sql`select p.id from evidence.participant p
    where p.community_id = ${tx.actor.communityId} and p.study_id = ${studyId} and p.id = any(${ids}::uuid[])`);
  return new Set(rows.map((row) => row.id));
}

/** One participant in one text: who spoke a stretch of it, or speaks in it at all. */
export type SaidRow = {
  readonly sourceId: string;
  readonly participantId: string;
  readonly pseudonym: string;
  readonly part: string | null;
  readonly siteId: string | null;
};

/** The participants who speak in the texts of a study, once for each text. */
export function speakersOf(tx: Tx, studyId: string): Promise<SaidRow[]> {
  return tx.many<SaidRow>(sql`select distinct v.source_id as "sourceId", v.participant_id as "participantId", v.pseudonym, v.part, v.site_id as "siteId"
    from evidence.said_view v where v.community_id = ${tx.actor.communityId} and v.study_id = ${studyId} order by 1, 3`);
}

/** Who speaks in some stretches of texts: one row for each participant and stretch, `at` its place in the list. */
export function saidIn(
  tx: Tx,
  stretches: readonly { sourceId: string; start: number; end: number }[],
): Promise<(SaidRow & { readonly at: number })[]> {
  if (stretches.length === 0) return Promise.resolve([]);
  return tx.many<
    SaidRow & { readonly at: number }
  >(sql`select distinct (r.at - 1)::integer as at, v.source_id as "sourceId",
      v.participant_id as "participantId", v.pseudonym, v.part, v.site_id as "siteId"
    from unnest(${stretches.map((one) => one.sourceId)}::uuid[], ${stretches.map((one) => one.start)}::integer[],
      ${stretches.map((one) => one.end)}::integer[]) with ordinality as r(source, from_at, to_at, at)
    join evidence.said_view v on v.community_id = ${tx.actor.communityId} and v.source_id = r.source and v.start_at < r.to_at and v.end_at > r.from_at
    order by 1, 4`);
}
