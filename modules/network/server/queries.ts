import type { Tx } from '../../../kernel/server/scope.ts';
import { empty, sql } from '../../../kernel/server/sql.ts';
import type { Evidence } from '../contract.ts';

export type Names = { en: string; fr: string };
export type Code = { system: string; version: string; code: string; name: Names };

/** A lesson as it is stored. */
export type LessonRow = {
  id: string;
  version: number;
  siteId: string;
  trialId: string | null;
  language: 'en' | 'fr';
  title: string;
  problem: string;
  tried: string;
  happened: string;
  advice: string;
  publishedVersion: number | null;
  usedBy: number;
};

/** A published lesson as it is stored. */
export type PublishedRow = {
  id: string;
  communityId: string;
  community: Names;
  organisation: Names;
  site: Names;
  language: 'en' | 'fr';
  title: string;
  problem: string;
  tried: string;
  happened: string;
  advice: string;
  construct: Code | null;
  strategy: Code | null;
  decision: 'adopt' | 'adapt' | 'abandon' | null;
  evidence: Evidence;
  publishedAt: string;
  usedBy: Names[];
};

const lessonColumns = sql`l.id, l.version, l.site_id as "siteId", l.trial_id as "trialId", l.language, l.title, l.problem, l.tried, l.happened, l.advice,
  l.published_version as "publishedVersion", (select count(*)::int from network.uptake u where u.lesson_community_id = l.community_id and u.lesson_id = l.id) as "usedBy"`;

const publishedColumns = sql`p.id, p.community_id as "communityId", p.community_name as community, p.organisation_name as organisation, p.site_name as site, p.language, p.title,
  p.problem, p.tried, p.happened, p.advice, p.construct, p.strategy, p.decision, p.evidence, to_char(p.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "publishedAt",
  coalesce((select jsonb_agg(u.site_name order by u.created_at) from network.uptake u where u.lesson_community_id = p.community_id and u.lesson_id = p.id), '[]') as "usedBy"`;

export const lessons = (tx: Tx) =>
  tx.many<LessonRow>(
    sql`select ${lessonColumns} from network.lesson l where l.community_id = ${tx.actor.communityId} order by l.created_at desc`,
  );

export const lessonById = (tx: Tx, id: string) =>
  tx.maybe<LessonRow>(
    sql`select ${lessonColumns} from network.lesson l where l.community_id = ${tx.actor.communityId} and l.id = ${id}`,
  );

/** Published lessons of every community, those on a construct (or below it) when one is given. */
export function publishedLessons(tx: Tx, construct: string | undefined) {
  const about =
    construct === undefined
      ? empty
      : sql`and (p.construct ->> 'code' = ${construct} or p.construct ->> 'code' like ${`${construct}.%`})`;
  return tx.many<PublishedRow>(
    sql`select ${publishedColumns} from network.published_lesson p where p.withdrawn_at is null ${about} order by p.created_at desc limit 200`,
  );
}

export const publishedLesson = (tx: Tx, at: { communityId: string; id: string }) =>
  tx.maybe<PublishedRow>(
    sql`select ${publishedColumns} from network.published_lesson p where p.community_id = ${at.communityId} and p.id = ${at.id} and p.withdrawn_at is null`,
  );

type NewLesson = Omit<LessonRow, 'version' | 'publishedVersion' | 'usedBy'> & { organisationId: string };

export function insertLesson(tx: Tx, row: NewLesson): Promise<number> {
  return tx.run(sql`insert into network.lesson (community_id, id, site_id, organisation_id, trial_id, language, title, problem, tried, happened, advice, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.siteId}, ${row.organisationId}, ${row.trialId}, ${row.language}, ${row.title}, ${row.problem}, ${row.tried}, ${row.happened}, ${row.advice}, ${tx.actor.accountId})`);
}

type Rewording = Pick<LessonRow, 'id' | 'version' | 'title' | 'problem' | 'tried' | 'happened' | 'advice'>;

export function rewordLesson(tx: Tx, row: Rewording): Promise<number> {
  return tx.run(sql`update network.lesson set title = ${row.title}, problem = ${row.problem}, tried = ${row.tried}, happened = ${row.happened}, advice = ${row.advice}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${row.id} and version = ${row.version}`);
}

/** Where a lesson comes from, as it is named to others. */
export const originOf = (tx: Tx, siteId: string) =>
  tx.maybe<{
    organisationId: string;
    community: Names;
    organisation: Names;
    site: Names;
    setting: string | null;
  }>(sql`select s.organisation_id as "organisationId", s.setting,
      jsonb_build_object('en', s.name_en, 'fr', s.name_fr) as site, jsonb_build_object('en', s.organisation_name_en, 'fr', s.organisation_name_fr) as organisation,
      jsonb_build_object('en', c.name_en, 'fr', c.name_fr) as community
    from identity.site_view s join identity.community_view c on c.community_id = s.community_id where s.community_id = ${tx.actor.communityId} and s.id = ${siteId}`);

type Publishing = {
  lesson: LessonRow;
  names: { community: Names; organisation: Names; site: Names };
  construct: Code | null;
  strategy: Code | null;
  decision: string | null;
  evidence: Evidence;
};

/** Publishes a lesson, or replaces what was published of it; the earlier version is kept in the history. */
export async function publish(
  tx: Tx,
  { lesson, names, construct, strategy, decision, evidence }: Publishing,
): Promise<void> {
  const json = (value: unknown) => JSON.stringify(value);
  await tx.run(sql`insert into network.published_lesson as p (community_id, id, lesson_version, community_name, organisation_name, site_name, language, title, problem, tried, happened, advice, construct, strategy, decision, evidence, created_by)
    values (${tx.actor.communityId}, ${lesson.id}, ${lesson.version}, ${json(names.community)}, ${json(names.organisation)}, ${json(names.site)}, ${lesson.language}, ${lesson.title}, ${lesson.problem}, ${lesson.tried},
      ${lesson.happened}, ${lesson.advice}, ${construct && json(construct)}, ${strategy && json(strategy)}, ${decision}, ${json(evidence)}, ${tx.actor.accountId})
    on conflict (community_id, id) do update set lesson_version = excluded.lesson_version, title = excluded.title, problem = excluded.problem, tried = excluded.tried, happened = excluded.happened,
      advice = excluded.advice, construct = excluded.construct, strategy = excluded.strategy, decision = excluded.decision, evidence = excluded.evidence, withdrawn_at = null, version = p.version + 1`);
  await tx.run(
    sql`update network.lesson set published_version = version + 1, version = version + 1 where community_id = ${tx.actor.communityId} and id = ${lesson.id}`,
  );
}

export const withdraw = (tx: Tx, id: string) =>
  tx.maybe<{ version: number }>(
    sql`update network.published_lesson set withdrawn_at = now(), version = version + 1 where community_id = ${tx.actor.communityId} and id = ${id} and withdrawn_at is null returning version`,
  );

export const markWithdrawn = (tx: Tx, id: string) =>
  tx.run(
    sql`update network.lesson set published_version = null, version = version + 1 where community_id = ${tx.actor.communityId} and id = ${id}`,
  );

export function insertUptake(
  tx: Tx,
  row: {
    id: string;
    communityId: string;
    lessonId: string;
    siteId: string;
    organisationId: string;
    site: Names;
  },
): Promise<number> {
  return tx.run(sql`insert into network.uptake (community_id, id, lesson_community_id, lesson_id, site_id, organisation_id, site_name, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${row.communityId}, ${row.lessonId}, ${row.siteId}, ${row.organisationId}, ${JSON.stringify(row.site)}, ${tx.actor.accountId})`);
}

/** Lessons that a site of the actor's community uses, as `community/lesson`. */
export async function usedHere(tx: Tx): Promise<Set<string>> {
  const rows = await tx.many<{ key: string }>(
    sql`select lesson_community_id || '/' || lesson_id as key from network.uptake where community_id = ${tx.actor.communityId}`,
  );
  return new Set(rows.map((row) => row.key));
}

export const members = (tx: Tx) =>
  tx.many<{
    id: string;
    communityId: string;
    community: Names;
    organisation: Names;
    site: Names;
    setting: string | null;
    programs: string[];
    profile: string | null;
  }>(sql`select m.id,
      m.community_id as "communityId", m.community_name as community, m.organisation_name as organisation, m.site_name as site, m.setting, m.programs, m.profile
    from network.member m where m.withdrawn_at is null order by m.community_name ->> 'en', m.site_name ->> 'en'`);

export function listMember(
  tx: Tx,
  row: {
    id: string;
    names: { community: Names; organisation: Names; site: Names };
    setting: string | null;
    programs: readonly string[];
    profile: string | null;
  },
) {
  const json = (value: unknown) => JSON.stringify(value);
  return tx.one<{
    version: number;
  }>(sql`insert into network.member as m (community_id, id, community_name, organisation_name, site_name, setting, programs, profile, created_by)
    values (${tx.actor.communityId}, ${row.id}, ${json(row.names.community)}, ${json(row.names.organisation)}, ${json(row.names.site)}, ${row.setting}, ${row.programs}::text[], ${row.profile}, ${tx.actor.accountId})
    on conflict (community_id, id) do update set programs = excluded.programs, profile = excluded.profile, setting = excluded.setting, withdrawn_at = null, version = m.version + 1 returning version`);
}
