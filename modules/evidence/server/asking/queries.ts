import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { Occasion } from '../../model.ts';
import type { SurveyContent } from '../../survey/asking.ts';

/** A survey that is asked here, as stored. */
export type AskedRow = {
  readonly id: string;
  readonly studyId: string;
  readonly occasion: Occasion;
  readonly filedIn: 'en' | 'fr';
  readonly draft: SurveyContent;
  readonly edition: number;
  readonly surveyId: string | null;
  readonly closedAt: Date | null;
  readonly version: number;
};

const columns = sql`a.id, a.study_id as "studyId", a.occasion, a.filed_in as "filedIn", a.draft, a.edition, a.survey_id as "surveyId",
  a.closed_at as "closedAt", a.version`;

/** One survey. */
export function askedById(tx: Tx, id: string): Promise<AskedRow | undefined> {
  return tx.maybe<AskedRow>(
    sql`select ${columns} from evidence.asked_survey a where a.community_id = ${tx.actor.communityId} and a.id = ${id}`,
  );
}

/** The surveys of a study, the first first. */
export function askedOf(tx: Tx, studyId: string): Promise<AskedRow[]> {
  return tx.many<AskedRow>(sql`select ${columns} from evidence.asked_survey a
    where a.community_id = ${tx.actor.communityId} and a.study_id = ${studyId} order by a.created_at, a.id`);
}

/** The surveys that people can answer now, of every study one works in. */
export function askedOpen(tx: Tx): Promise<AskedRow[]> {
  return tx.many<AskedRow>(sql`select ${columns} from evidence.asked_survey a
    where a.community_id = ${tx.actor.communityId} and a.edition > 0 and a.closed_at is null order by a.created_at, a.id`);
}

/** Begins a survey. */
export function insertAsked(
  tx: Tx,
  one: { id: string; studyId: string; occasion: Occasion; filedIn: 'en' | 'fr'; draft: SurveyContent },
): Promise<number> {
  return tx.run(sql`insert into evidence.asked_survey (community_id, id, study_id, occasion, filed_in, draft, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.occasion}, ${one.filedIn}, ${JSON.stringify(one.draft)}::jsonb, ${tx.actor.accountId})`);
}

/** Changes what is written of a survey that stands at `version`; 0 rows when it has moved on. */
export function updateDraft(
  tx: Tx,
  one: { id: string; version: number; draft: SurveyContent },
): Promise<number> {
  return tx.run(sql`update evidence.asked_survey set draft = ${JSON.stringify(one.draft)}::jsonb, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${one.id} and version = ${one.version}`);
}

/** Says which edition people answer and where answers are kept; 0 rows when the survey has moved on. */
export function updateEdition(
  tx: Tx,
  one: { id: string; version: number; edition: number; surveyId: string },
): Promise<number> {
  return tx.run(sql`update evidence.asked_survey set edition = ${one.edition}, survey_id = ${one.surveyId}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${one.id} and version = ${one.version}`);
}

/** Closes a survey or opens it again; 0 rows when it has moved on. */
export function updateClosed(tx: Tx, one: { id: string; version: number; closed: boolean }): Promise<number> {
  return tx.run(sql`update evidence.asked_survey set closed_at = case when ${one.closed}::boolean then now() end, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${one.id} and version = ${one.version}`);
}

/** Keeps an edition for good. */
export function insertEdition(
  tx: Tx,
  one: { id: string; studyId: string; askedId: string; number: number; content: SurveyContent },
): Promise<number> {
  return tx.run(sql`insert into evidence.survey_edition (community_id, id, study_id, asked_id, number, content, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.askedId}, ${one.number}, ${JSON.stringify(one.content)}::jsonb, ${tx.actor.accountId})`);
}

/** What an edition says. */
export async function editionOf(tx: Tx, askedId: string, number: number): Promise<SurveyContent | undefined> {
  const row = await tx.maybe<{ content: SurveyContent }>(sql`select e.content from evidence.survey_edition e
    where e.community_id = ${tx.actor.communityId} and e.asked_id = ${askedId} and e.number = ${number}`);
  return row?.content;
}

/** How many were given links of their own to surveys and what came of it, by survey. */
export type CountsRow = {
  readonly askedId: string;
  readonly invited: number;
  readonly answered: number;
  readonly refused: number;
  readonly waiting: number;
  readonly open: number;
};

/** Counts the links and answers of surveys; a participant is counted once, by the link that stands. */
export function countsOf(tx: Tx, askedIds: readonly string[]): Promise<CountsRow[]> {
  return tx.many<CountsRow>(sql`select l.asked_id as "askedId",
      count(*) filter (where l.participant_id is not null and l.revoked_at is null)::integer as invited,
      count(*) filter (where l.consent = 'given')::integer as answered,
      count(*) filter (where l.consent = 'refused' and l.revoked_at is null)::integer as refused,
      count(*) filter (where l.participant_id is not null and l.answered_at is null and l.revoked_at is null)::integer as waiting,
      coalesce(sum((select count(*) from evidence.response r where r.community_id = l.community_id and r.link_id = l.id)) filter (where l.participant_id is null), 0)::integer as open
    from evidence.survey_link l where l.community_id = ${tx.actor.communityId} and l.asked_id = any(${askedIds}::uuid[]) group by l.asked_id`);
}

/** The calendar day it is where the community is. */
export async function todayHere(tx: Tx): Promise<string> {
  const { day } = await tx.one<{ day: string }>(sql`select (now() at time zone c.time_zone)::date as day
    from identity.community_view c where c.community_id = ${tx.actor.communityId}`);
  return day;
}
