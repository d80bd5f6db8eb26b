import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { Occasion, Standing } from '../../model.ts';

/** One import into a study at a time: pseudonyms are given out in order. */
export async function holdStudy(tx: Tx, studyId: string): Promise<void> {
  await tx.run(
    sql`select pg_advisory_xact_lock(hashtextextended('evidence.survey/' || ${studyId}::text, 0))`,
  );
}

/** Every site with its code and names. */
export function places(tx: Tx): Promise<{ id: string; code: string; en: string; fr: string }[]> {
  return tx.many(sql`select v.id, v.code, v.name_en as en, v.name_fr as fr from identity.site_view v
    where v.community_id = ${tx.actor.communityId} and v.closed_at is null`);
}

/** The survey of that title in a study. */
export function surveyTitled(
  tx: Tx,
  studyId: string,
  title: string,
): Promise<{ id: string; occasion: Occasion } | undefined> {
  return tx.maybe(sql`select s.id, s.occasion from evidence.survey s
    where s.community_id = ${tx.actor.communityId} and s.study_id = ${studyId} and s.title = ${title}`);
}

/** Adds a survey. */
export function insertSurvey(
  tx: Tx,
  one: { id: string; studyId: string; title: string; occasion: Occasion },
): Promise<number> {
  return tx.run(sql`insert into evidence.survey (community_id, id, study_id, title, occasion, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.title}, ${one.occasion}, ${tx.actor.accountId})`);
}

/** What is kept already of rows of a survey. */
export function responsesKept(
  tx: Tx,
  surveyId: string,
  tokens: readonly bigint[],
): Promise<{ token: string; print: string }[]> {
  return tx.many(sql`select r.row_token::text as token, r.row_print::text as print from evidence.response r
    where r.community_id = ${tx.actor.communityId} and r.survey_id = ${surveyId} and r.row_token = any(${tokens}::bigint[])`);
}

/** Somebody a row may be about. */
export type Known = {
  readonly id: string;
  readonly pseudonym: string;
  readonly token: string | null;
  readonly standing: Standing;
};

/** The participants of a study with one of these pseudonyms or identities. */
export function participantsKnown(
  tx: Tx,
  studyId: string,
  asked: { pseudonyms: readonly string[]; tokens: readonly bigint[] },
): Promise<Known[]> {
  return tx.many<Known>(sql`select p.id, p.pseudonym, p.identity_token::text as token, p.standing from evidence.participant p
    where p.community_id = ${tx.actor.communityId} and p.study_id = ${studyId}
      and (p.pseudonym = any(${asked.pseudonyms}::text[]) or p.identity_token = any(${asked.tokens}::bigint[]))`);
}

/** The highest number among pseudonyms of a study that are a letter R and a number. */
export async function lastNumber(tx: Tx, studyId: string): Promise<number> {
  const { last } = await tx.one<{
    last: number;
  }>(sql`select coalesce(max(substring(p.pseudonym from 2)::integer), 0) as last
    from evidence.participant p where p.community_id = ${tx.actor.communityId} and p.study_id = ${studyId} and p.pseudonym ~ '^R[0-9]{1,8}$'`);
  return last;
}

/** A participant whom a survey brings. */
export type NewPerson = {
  readonly id: string;
  readonly pseudonym: string;
  readonly siteId: string | null;
  readonly part: string | null;
  readonly token: bigint | null;
  readonly nameTokens: readonly bigint[];
};

/** An array inside an array, as PostgreSQL writes it. */
const namesAsText = ({ nameTokens }: NewPerson): string => `{${nameTokens.join(',')}}`;

/** Adds participants who answered. */
export function insertPeople(tx: Tx, studyId: string, rows: readonly NewPerson[]): Promise<number> {
  const of = <T>(pick: (row: NewPerson) => T): T[] => rows.map(pick);
  return tx.run(sql`insert into evidence.participant (community_id, id, study_id, site_id, pseudonym, part, standing, identity_token, name_tokens, created_by)
    select ${tx.actor.communityId}, r.id, ${studyId}, r.site, r.pseudonym, r.part, 'took_part', r.token, r.names::bigint[], ${tx.actor.accountId}
    from unnest(${of((row) => row.id)}::uuid[], ${of((row) => row.siteId)}::uuid[], ${of((row) => row.pseudonym)}::text[], ${of((row) => row.part)}::text[],
      ${of((row) => row.token)}::bigint[], ${of(namesAsText)}::text[]) as r(id, site, pseudonym, part, token, names)`);
}

/** Somebody known who answered: what is not known of them yet is taken over. */
export function completePeople(tx: Tx, rows: readonly NewPerson[]): Promise<number> {
  const of = <T>(pick: (row: NewPerson) => T): T[] => rows.map(pick);
  return tx.run(sql`update evidence.participant p set site_id = coalesce(p.site_id, r.site), part = coalesce(p.part, r.part),
      identity_token = coalesce(p.identity_token, r.token), name_tokens = case when p.name_tokens = '{}' then r.names::bigint[] else p.name_tokens end, standing = 'took_part',
      standing_at = case when p.standing = 'took_part' then p.standing_at else now() end, version = p.version + 1
    from unnest(${of((row) => row.id)}::uuid[], ${of((row) => row.siteId)}::uuid[], ${of((row) => row.part)}::text[], ${of((row) => row.token)}::bigint[],
      ${of(namesAsText)}::text[]) as r(id, site, part, token, names)
    where p.community_id = ${tx.actor.communityId} and p.id = r.id and (p.standing <> 'took_part' or (p.site_id is null and r.site is not null)
      or (p.part is null and r.part is not null) or (p.identity_token is null and r.token is not null))`);
}

/** The answers of one person, as stored. */
export type NewResponse = {
  readonly id: string;
  readonly participantId: string;
  readonly token: bigint;
  readonly print: bigint;
  readonly on: string | null;
  readonly language: string | null;
  /** The edition that was read and the link it came by, when it was asked here. */
  readonly edition: number | null;
  readonly linkId: string | null;
};

/** Adds what people answered in one survey. */
export function insertResponses(
  tx: Tx,
  at: { studyId: string; surveyId: string },
  rows: readonly NewResponse[],
): Promise<number> {
  const of = <T>(pick: (row: NewResponse) => T): T[] => rows.map(pick);
  return tx.run(sql`insert into evidence.response (community_id, id, study_id, survey_id, participant_id, row_token, row_print, answered_on, language,
      edition, link_id, consent, created_by)
    select ${tx.actor.communityId}, r.id, ${at.studyId}, ${at.surveyId}, r.participant, r.token, r.print, r.day, r.language, r.edition, r.link,
      case when r.link is not null then 'given' end, ${tx.actor.accountId}
    from unnest(${of((row) => row.id)}::uuid[], ${of((row) => row.participantId)}::uuid[], ${of((row) => row.token)}::bigint[],
      ${of((row) => row.print)}::bigint[], ${of((row) => row.on)}::date[], ${of((row) => row.language)}::text[],
      ${of((row) => row.edition)}::integer[], ${of((row) => row.linkId)}::uuid[])
      as r(id, participant, token, print, day, language, edition, link)`);
}

/** A closed answer, as stored. */
export type NewValue = {
  readonly id: string;
  readonly participantId: string;
  readonly responseId: string;
  readonly variableId: string;
  readonly value: string | null;
  readonly sealed: Buffer | null;
};

/** Adds closed answers. */
export function insertValues(tx: Tx, studyId: string, rows: readonly NewValue[]): Promise<number> {
  const of = <T>(pick: (row: NewValue) => T): T[] => rows.map(pick);
  return tx.run(sql`insert into evidence.value (community_id, id, study_id, participant_id, response_id, variable_id, value, text_sealed, created_by)
    select ${tx.actor.communityId}, r.id, ${studyId}, r.participant, r.response, r.variable, r.value, r.sealed, ${tx.actor.accountId}
    from unnest(${of((row) => row.id)}::uuid[], ${of((row) => row.participantId)}::uuid[], ${of((row) => row.responseId)}::uuid[],
      ${of((row) => row.variableId)}::uuid[], ${of((row) => row.value)}::text[], ${of((row) => row.sealed)}::bytea[])
      as r(id, participant, response, variable, value, sealed)`);
}

/** An open answer, as stored. */
export type NewAnswer = {
  readonly id: string;
  readonly participantId: string;
  readonly responseId: string;
  readonly questionId: string;
  readonly siteId: string | null;
  readonly body: Buffer;
  readonly characters: number;
};

/** Adds open answers as texts of the study. */
export function insertAnswers(
  tx: Tx,
  at: { studyId: string; documentKind: string | null },
  rows: readonly NewAnswer[],
): Promise<number> {
  const of = <T>(pick: (row: NewAnswer) => T): T[] => rows.map(pick);
  return tx.run(sql`insert into evidence.source (community_id, id, study_id, site_id, participant_id, kind, body_sealed, characters, document_kind,
      response_id, question_id, created_by)
    select ${tx.actor.communityId}, r.id, ${at.studyId}, r.site, r.participant, 'survey', r.body, r.characters, ${at.documentKind}, r.response, r.question,
      ${tx.actor.accountId}
    from unnest(${of((row) => row.id)}::uuid[], ${of((row) => row.siteId)}::uuid[], ${of((row) => row.participantId)}::uuid[], ${of((row) => row.body)}::bytea[],
      ${of((row) => row.characters)}::integer[], ${of((row) => row.responseId)}::uuid[], ${of((row) => row.questionId)}::uuid[])
      as r(id, site, participant, body, characters, response, question)`);
}

/** The questions of a study with these wordings, those that are new added first; by wording. */
export async function questionsFor(
  tx: Tx,
  studyId: string,
  asked: readonly { id: string; wording: string }[],
): Promise<Map<string, string>> {
  const wordings = asked.map(({ wording }) => wording);
  await tx.run(sql`insert into evidence.question (community_id, id, study_id, wording, created_by)
    select ${tx.actor.communityId}, r.id, ${studyId}, r.wording, ${tx.actor.accountId}
    from unnest(${asked.map(({ id }) => id)}::uuid[], ${wordings}::text[]) as r(id, wording) on conflict (community_id, study_id, wording) do nothing`);
  const rows = await tx.many<{
    id: string;
    wording: string;
  }>(sql`select q.id, q.wording from evidence.question q
    where q.community_id = ${tx.actor.communityId} and q.study_id = ${studyId} and q.wording = any(${wordings}::text[])`);
  return new Map(rows.map(({ id, wording }) => [wording, id]));
}

/** The wordings of the questions of a study. */
export async function wordingsOf(tx: Tx, studyId: string): Promise<string[]> {
  const rows = await tx.many<{ wording: string }>(sql`select q.wording from evidence.question q
    where q.community_id = ${tx.actor.communityId} and q.study_id = ${studyId}`);
  return rows.map(({ wording }) => wording);
}
