import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { RedactionKind } from '../../redaction/patterns.ts';

/** The participants of a study whose names have one of these words, by the keyed hashes of the words. */
export function keyedNames(
  tx: Tx,
  studyId: string,
  tokens: readonly bigint[],
): Promise<{ pseudonym: string; tokens: string[] }[]> {
  return tx.many(sql`select p.pseudonym, p.name_tokens::text[] as tokens from evidence.participant p
    where p.community_id = ${tx.actor.communityId} and p.study_id = ${studyId} and p.name_tokens && ${tokens}::bigint[]`);
}

/** The names of sites, of their organisations and of services of the directory. */
export async function placeNames(tx: Tx): Promise<string[]> {
  const rows = await tx.many<{
    name: string;
  }>(sql`select v.name_en as name from identity.site_view v where v.community_id = ${tx.actor.communityId}
    union select v.name_fr from identity.site_view v where v.community_id = ${tx.actor.communityId}
    union select v.organisation_name_en from identity.site_view v where v.community_id = ${tx.actor.communityId}
    union select v.organisation_name_fr from identity.site_view v where v.community_id = ${tx.actor.communityId}
    union select c.organization from directory.service_card c where c.community_id = ${tx.actor.communityId} and c.organization is not null`);
  return rows.map(({ name }) => name);
}

/** The accounts of people who work here. */
export async function staffIds(tx: Tx): Promise<string[]> {
  const rows = await tx.many<{ id: string }>(sql`select v.id from identity.account_view v
    where v.community_id = ${tx.actor.communityId} and v.kind = 'person' limit 5000`);
  return rows.map(({ id }) => id);
}

/** The keyed hashes of words of a text that were refused as redactions. */
export async function refusedWords(tx: Tx, sourceId: string): Promise<Set<string>> {
  const rows = await tx.many<{
    token: string;
  }>(sql`select r.word_token::text as token from evidence.redaction r
    where r.community_id = ${tx.actor.communityId} and r.source_id = ${sourceId} and r.decision = 'refused'`);
  return new Set(rows.map(({ token }) => token));
}

/** One decision about words of a text. */
export type Decision = {
  readonly id: string;
  readonly token: bigint;
  readonly kind: RedactionKind;
  readonly decision: 'accepted' | 'refused';
};

/** Keeps what was decided. */
export function insertDecisions(
  tx: Tx,
  at: { sourceId: string; contentVersion: number },
  rows: readonly Decision[],
): void {
  if (rows.length === 0) return;
  tx.write(sql`insert into evidence.redaction (community_id, id, source_id, word_token, kind, decision, content_version, created_by)
    select ${tx.actor.communityId}, r.id, ${at.sourceId}, r.token, r.kind, r.decision, ${at.contentVersion}, ${tx.actor.accountId}
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.token)}::bigint[], ${rows.map((row) => row.kind)}::text[],
      ${rows.map((row) => row.decision)}::text[]) as r(id, token, kind, decision)`);
}
