import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';

/** Adds who stands behind pseudonyms. */
export function insertKey(
  tx: Tx,
  rows: readonly { id: string; studyId: string; participantId: string; sealed: Buffer }[],
): void {
  tx.write(sql`insert into evidence.pseudonym_key (community_id, id, study_id, participant_id, identity_sealed, created_by)
    select ${tx.actor.communityId}, r.id, r.study, r.participant, r.sealed, ${tx.actor.accountId}
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.studyId)}::uuid[], ${rows.map((row) => row.participantId)}::uuid[],
      ${rows.map((row) => row.sealed)}::bytea[]) as r(id, study, participant, sealed)`);
}

/** Who stands behind the pseudonyms of a study, sealed, in the order of the pseudonyms. */
export function keyOf(
  tx: Tx,
  studyId: string,
): Promise<{ id: string; participantId: string; pseudonym: string; sealed: Buffer; keptAt: Date }[]> {
  return tx.many(sql`select k.id, k.participant_id as "participantId", p.pseudonym, k.identity_sealed as sealed, k.created_at as "keptAt"
    from evidence.pseudonym_key k join evidence.participant p on p.community_id = k.community_id and p.id = k.participant_id
    where k.community_id = ${tx.actor.communityId} and k.study_id = ${studyId} order by p.pseudonym, p.id`);
}

/** The row of the key for one participant. */
export function keyRowOf(
  tx: Tx,
  participantId: string,
): Promise<{ id: string; version: number } | undefined> {
  return tx.maybe(sql`select k.id, k.version from evidence.pseudonym_key k
    where k.community_id = ${tx.actor.communityId} and k.participant_id = ${participantId}`);
}

/** Keeps the hashes that a participant is known again by; 0 rows when they have one. */
export function markKeyed(
  tx: Tx,
  participantId: string,
  { token, names }: { token: bigint; names: readonly bigint[] },
): Promise<number> {
  return tx.run(sql`update evidence.participant set identity_token = ${token}, name_tokens = ${names}::bigint[], version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${participantId} and identity_token is null`);
}
