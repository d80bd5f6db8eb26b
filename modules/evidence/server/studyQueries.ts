import { sql } from '../../../kernel/server/sql.ts';
import type { Tx } from '../../../kernel/server/scope.ts';

/** A study as it is stored. */
export type StudyRow = {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly system: string;
  readonly codebookVersion: string;
  readonly siteIds: readonly string[];
  readonly texts: number;
  readonly reviewMonths: number | null;
  readonly nextReviewOn: string | null;
  readonly version: number;
};

const columns = sql`s.id, s.code, s.title, s.codebook_system as system, s.codebook_version as "codebookVersion", s.version,
  s.review_months as "reviewMonths", s.next_review_on as "nextReviewOn",
  array(select t.site_id from evidence.study_site t where t.community_id = s.community_id and t.study_id = s.id) as "siteIds",
  (select count(*) from evidence.open_source o where o.community_id = s.community_id and o.study_id = s.id) as texts`;

/** The studies of the community, latest first. */
export function studies(tx: Tx): Promise<StudyRow[]> {
  return tx.many<StudyRow>(sql`select ${columns} from evidence.study s
    where s.community_id = ${tx.actor.communityId} order by s.created_at desc, s.id`);
}

/** One study by its id. */
export function studyById(tx: Tx, id: string): Promise<StudyRow | undefined> {
  return tx.maybe<StudyRow>(sql`select ${columns} from evidence.study s
    where s.community_id = ${tx.actor.communityId} and s.id = ${id}`);
}

/** One study by its short name. */
export function studyByCode(tx: Tx, code: string): Promise<StudyRow | undefined> {
  return tx.maybe<StudyRow>(sql`select ${columns} from evidence.study s
    where s.community_id = ${tx.actor.communityId} and s.code = ${code}`);
}

/** What a new study is made of. */
export type NewStudy = {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly system: string;
  readonly codebookVersion: string;
};

/** Adds a study. */
export function insertStudy(tx: Tx, study: NewStudy): Promise<number> {
  return tx.run(sql`insert into evidence.study (community_id, id, code, title, codebook_system, codebook_version, created_by)
    values (${tx.actor.communityId}, ${study.id}, ${study.code}, ${study.title}, ${study.system}, ${study.codebookVersion}, ${tx.actor.accountId})`);
}

/** Adds sites to a study; those that take part already stay as they are. */
export function insertStudySites(
  tx: Tx,
  studyId: string,
  sites: readonly { id: string; siteId: string }[],
): Promise<number> {
  return tx.run(sql`insert into evidence.study_site (community_id, id, study_id, site_id, created_by)
    select ${tx.actor.communityId}, r.id, ${studyId}, r.site, ${tx.actor.accountId}
    from unnest(${sites.map((one) => one.id)}::uuid[], ${sites.map((one) => one.siteId)}::uuid[]) as r(id, site)
    on conflict (community_id, study_id, site_id) do nothing`);
}

/** The id of a site by its short name. */
export function siteByCode(tx: Tx, code: string): Promise<{ id: string } | undefined> {
  return tx.maybe<{ id: string }>(sql`select v.id from identity.site_view v
    where v.community_id = ${tx.actor.communityId} and v.code = ${code}`);
}

/** The names of sites by their ids, in the reader's language. */
export async function siteNames(tx: Tx): Promise<Map<string, string>> {
  const rows = await tx.many<{ id: string; en: string; fr: string }>(
    sql`select v.id, v.name_en as en, v.name_fr as fr from identity.site_view v where v.community_id = ${tx.actor.communityId}`,
  );
  return new Map(rows.map((row) => [row.id, row[tx.actor.locale]]));
}

/** The participant of that pseudonym, made when they are new. */
export async function participantFor(
  tx: Tx,
  one: { id: string; studyId: string; siteId: string | null; pseudonym: string; part: string | null },
): Promise<string> {
  const made = await tx.maybe<{
    id: string;
  }>(sql`insert into evidence.participant (community_id, id, study_id, site_id, pseudonym, part, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.siteId}, ${one.pseudonym}, ${one.part}, ${tx.actor.accountId})
    on conflict (community_id, study_id, pseudonym) do nothing returning id`);
  if (made !== undefined) return made.id;
  const known = await tx.one<{ id: string }>(sql`select p.id from evidence.participant p
    where p.community_id = ${tx.actor.communityId} and p.study_id = ${one.studyId} and p.pseudonym = ${one.pseudonym}`);
  return known.id;
}
