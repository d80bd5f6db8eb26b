import { allOf, empty, type Sql, sql } from '../../../kernel/server/sql.ts';
import type { Tx } from '../../../kernel/server/scope.ts';
import type { Consent, SourceKind } from '../model.ts';

/** A text as it is stored; its name, body and turns are sealed. */
export type SourceRow = {
  readonly id: string;
  readonly studyId: string | null;
  readonly siteId: string | null;
  readonly kind: SourceKind;
  readonly nameSealed: Buffer | null;
  readonly pseudonym: string | null;
  readonly part: string | null;
  readonly characters: number;
  readonly contentVersion: number;
  /** Since which version names are taken out; nothing when none were. */
  readonly redactedIn: number | null;
  readonly documentKind: string | null;
  readonly warnings: string[];
  readonly screen: string | null;
  readonly consent: Consent;
  readonly createdAt: Date;
  readonly createdBy: string;
  readonly version: number;
};

/** A stored text with its sealed body. */
export type BodyRow = SourceRow & {
  readonly bodySealed: Buffer;
  readonly turnsSealed: Buffer | null;
  /** Where somebody speaks who withdrew, in the order of the text; nothing where nobody did. */
  readonly silent: readonly (readonly [number, number])[] | null;
};

const columns = sql`s.id, s.study_id as "studyId", s.site_id as "siteId", s.kind, s.name_sealed as "nameSealed", p.pseudonym, p.part,
  s.characters, s.content_version as "contentVersion", s.redacted_in as "redactedIn", s.document_kind as "documentKind", s.warnings, s.screen, s.consent,
  s.created_at as "createdAt", s.created_by as "createdBy", s.version`;
const body = sql`s.body_sealed as "bodySealed", s.turns_sealed as "turnsSealed",
  (select jsonb_agg(jsonb_build_array(t.start_at, t.end_at) order by t.start_at) from evidence.speaker k
    join evidence.turn t on t.source_id = k.source_id and t.speaker_id = k.id where k.source_id = s.id and k.silent) as silent`;
const tables = sql`evidence.source s left join evidence.participant p on p.community_id = s.community_id and p.id = s.participant_id`;

/** Everything that is kept of a new text. */
export type NewSource = {
  readonly id: string;
  readonly studyId: string | null;
  readonly siteId: string | null;
  readonly participantId: string | null;
  readonly kind: SourceKind;
  readonly name: Buffer | null;
  readonly tokens: readonly [bigint, bigint] | null;
  readonly body: Buffer;
  readonly turns: Buffer | null;
  readonly characters: number;
  readonly documentKind: string | null;
  readonly warnings: readonly string[];
  readonly screen: string | null;
};

/** Adds a text. */
export function insertSource(tx: Tx, one: NewSource): void {
  tx.write(sql`insert into evidence.source (community_id, id, study_id, site_id, participant_id, kind, name_sealed, name_token, stem_token,
      body_sealed, turns_sealed, characters, document_kind, warnings, screen, consent, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.siteId}, ${one.participantId}, ${one.kind}, ${one.name},
      ${one.tokens?.[0] ?? null}, ${one.tokens?.[1] ?? null}, ${one.body}, ${one.turns}, ${one.characters}, ${one.documentKind},
      ${one.warnings}::text[], ${one.screen}, ${one.kind === 'suggestion' ? 'not_needed' : 'given'}, ${tx.actor.accountId})`);
}

/** One text with its sealed body, whatever its consent. */
export function sourceById(tx: Tx, id: string): Promise<BodyRow | undefined> {
  return tx.maybe<BodyRow>(
    sql`select ${columns}, ${body} from ${tables} where s.community_id = ${tx.actor.communityId} and s.id = ${id}`,
  );
}

/** Texts whose consent stands, with their sealed bodies. */
export function openBodies(tx: Tx, ids: readonly string[]): Promise<BodyRow[]> {
  return tx.many<BodyRow>(sql`select ${columns}, ${body} from ${tables}
    where s.community_id = ${tx.actor.communityId} and s.id = any(${ids}::uuid[]) and s.consent <> 'withdrawn'`);
}

/** A page of the texts of a study, oldest first. */
export function sourcesOf(
  tx: Tx,
  asked: { studyId: string; withdrawn: boolean; after?: string | undefined; limit: number },
): Promise<SourceRow[]> {
  const conditions: Sql[] = [
    sql`s.community_id = ${tx.actor.communityId}`,
    sql`s.study_id = ${asked.studyId}`,
  ];
  conditions.push(asked.withdrawn ? sql`s.consent = 'withdrawn'` : sql`s.consent <> 'withdrawn'`);
  if (asked.after !== undefined) conditions.push(sql`s.id > ${asked.after}`);
  return tx.many<SourceRow>(
    sql`select ${columns} from ${tables} where ${allOf(conditions)} order by s.id limit ${asked.limit + 1}`,
  );
}

/** A page of suggestions, newest first. */
export function suggestions(
  tx: Tx,
  asked: { after?: string | undefined; limit: number },
): Promise<(BodyRow & { readonly signedSealed: Buffer | null })[]> {
  const before = asked.after === undefined ? empty : sql`and s.id < ${asked.after}`;
  return tx.many<
    BodyRow & { readonly signedSealed: Buffer | null }
  >(sql`select ${columns}, ${body}, s.signed_sealed as "signedSealed" from ${tables} where s.community_id = ${tx.actor.communityId}
    and s.kind = 'suggestion' and s.consent <> 'withdrawn' ${before} order by s.id desc limit ${asked.limit + 1}`);
}

/** Texts of a study by the keyed hashes of their names: a whole name, or a name without its extension. */
export function sourcesNamed(
  tx: Tx,
  studyId: string,
  token: bigint,
): Promise<(BodyRow & { whole: boolean })[]> {
  return tx.many<
    BodyRow & { whole: boolean }
  >(sql`select ${columns}, ${body}, s.name_token = ${token} as whole from ${tables}
    where s.community_id = ${tx.actor.communityId} and s.study_id = ${studyId} and (s.name_token = ${token} or s.stem_token = ${token})`);
}

/** Changes the consent of a text that stands at `version`; 0 rows when it has moved on. */
export function updateConsent(
  tx: Tx,
  one: { id: string; version: number; consent: Consent },
): Promise<number> {
  return tx.run(sql`update evidence.source set consent = ${one.consent}, consent_at = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${one.id} and version = ${one.version}`);
}

/** Moves a suggestion into a study; 0 rows when it has moved on or is in one already. */
export function updateStudy(tx: Tx, one: { id: string; version: number; studyId: string }): Promise<number> {
  return tx.run(sql`update evidence.source set study_id = ${one.studyId}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${one.id} and version = ${one.version} and study_id is null`);
}

/** What is known of texts by their ids, whatever their consent and study. */
export function sourceStates(
  tx: Tx,
  ids: readonly string[],
): Promise<{ id: string; studyId: string | null; consent: Consent }[]> {
  return tx.many<{
    id: string;
    studyId: string | null;
    consent: Consent;
  }>(sql`select s.id, s.study_id as "studyId", s.consent from evidence.source s
    where s.community_id = ${tx.actor.communityId} and s.id = any(${ids}::uuid[])`);
}

/** The texts of a study whose consent stands, oldest first, with who was heard. */
export function openSourcesOf(
  tx: Tx,
  studyId: string,
): Promise<(SourceRow & { readonly participantId: string | null })[]> {
  return tx.many<
    SourceRow & { readonly participantId: string | null }
  >(sql`select ${columns}, s.participant_id as "participantId" from ${tables}
    where s.community_id = ${tx.actor.communityId} and s.study_id = ${studyId} and s.consent <> 'withdrawn' order by s.created_at, s.id`);
}
