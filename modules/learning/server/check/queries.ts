import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';

/** A member check as it is stored, with how many findings it has, and how many people were invited and answered. */
export type CheckRow = {
  readonly id: string;
  readonly studyId: string;
  readonly closesAt: Date;
  readonly startedAt: Date | null;
  readonly closedAt: Date | null;
  readonly findings: number;
  readonly invited: number;
  readonly answered: number;
  readonly version: number;
};

/** A link whose person still has words of their own in the study, and whose answers, once a text, were not withdrawn. */
const stands = sql`exists (select 1 from evidence.heard_view o where o.community_id = l.community_id and o.study_id = l.study_id
    and o.participant_id = l.participant_id and o.kind <> 'check')
  and (l.source_id is null or exists (select 1 from evidence.open_source o where o.community_id = l.community_id and o.id = l.source_id))`;

const columns = sql`k.id, k.study_id as "studyId", k.closes_at as "closesAt", k.started_at as "startedAt", k.closed_at as "closedAt", k.version,
  (select count(*)::int from learning.check_finding f where f.community_id = k.community_id and f.check_id = k.id and f.removed_at is null) as findings,
  (select count(distinct l.participant_id)::int from learning.check_link l where l.community_id = k.community_id and l.check_id = k.id and ${stands}) as invited,
  (select count(distinct l.participant_id)::int from learning.check_link l where l.community_id = k.community_id and l.check_id = k.id
    and l.answered_at is not null and ${stands}) as answered`;

/** The member checks of a study, latest first. */
export function checksOf(tx: Tx, studyId: string): Promise<CheckRow[]> {
  return tx.many<CheckRow>(sql`select ${columns} from learning.member_check k
    where k.community_id = ${tx.actor.communityId} and k.study_id = ${studyId} order by k.created_at desc, k.id`);
}

/** One member check. */
export function checkById(tx: Tx, id: string): Promise<CheckRow | undefined> {
  return tx.maybe<CheckRow>(
    sql`select ${columns} from learning.member_check k where k.community_id = ${tx.actor.communityId} and k.id = ${id}`,
  );
}

/** Begins a draft; `closesOn` is its last day, where the community is. */
export function insertCheck(tx: Tx, one: { id: string; studyId: string; closesOn: string }): Promise<number> {
  return tx.run(sql`insert into learning.member_check (community_id, id, study_id, closes_at, created_by)
    select ${tx.actor.communityId}, ${one.id}, ${one.studyId}, (${one.closesOn}::date + 1)::timestamp at time zone v.time_zone, ${tx.actor.accountId}
    from identity.community_view v where v.community_id = ${tx.actor.communityId}`);
}

/** Starts or closes a check that stands at `version`; 0 rows when it has moved on. */
export function moveCheck(
  tx: Tx,
  one: { id: string; version: number; to: 'started' | 'closed' },
): Promise<number> {
  const moved =
    one.to === 'started'
      ? sql`started_at = coalesce(started_at, now())`
      : sql`closed_at = coalesce(closed_at, now())`;
  return tx.run(sql`update learning.member_check set ${moved}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${one.id} and version = ${one.version}`);
}

/** A finding as it is stored; its words are sealed under the study. */
export type FindingRow = {
  readonly id: string;
  readonly studyId: string;
  readonly checkId: string;
  readonly themeId: string;
  readonly enSealed: Buffer | null;
  readonly frSealed: Buffer | null;
  readonly changeKind: 'reworded' | 'added' | 'removed' | 'kept' | null;
  readonly changeEnSealed: Buffer | null;
  readonly changeFrSealed: Buffer | null;
  readonly version: number;
};

const finding = sql`f.id, f.study_id as "studyId", f.check_id as "checkId", f.theme_id as "themeId", f.plain_en_sealed as "enSealed", f.plain_fr_sealed as "frSealed",
  f.change_kind as "changeKind", f.change_en_sealed as "changeEnSealed", f.change_fr_sealed as "changeFrSealed", f.version`;

/** The findings of a check in their order. */
export function findingsOf(tx: Tx, checkId: string): Promise<FindingRow[]> {
  return tx.many<FindingRow>(sql`select ${finding} from learning.check_finding f
    where f.community_id = ${tx.actor.communityId} and f.check_id = ${checkId} and f.removed_at is null order by f.position, f.id`);
}

/** One finding that was not left out. */
export function findingById(tx: Tx, id: string): Promise<FindingRow | undefined> {
  return tx.maybe<FindingRow>(sql`select ${finding} from learning.check_finding f
    where f.community_id = ${tx.actor.communityId} and f.id = ${id} and f.removed_at is null`);
}

/** Adds a finding to a draft. */
export function insertFinding(
  tx: Tx,
  at: { id: string; studyId: string; checkId: string; themeId: string; position: number },
  said: { en: Buffer | null; fr: Buffer | null },
): Promise<number> {
  return tx.run(sql`insert into learning.check_finding (community_id, id, study_id, check_id, theme_id, position, plain_en_sealed, plain_fr_sealed, created_by)
    values (${tx.actor.communityId}, ${at.id}, ${at.studyId}, ${at.checkId}, ${at.themeId}, ${at.position}, ${said.en}, ${said.fr}, ${tx.actor.accountId})`);
}

/** Rewords a finding that stands at `version` or leaves it out; 0 rows when it has moved on. */
export function updateFinding(
  tx: Tx,
  one: { id: string; version: number; en: Buffer | null; fr: Buffer | null; leftOut: boolean },
): Promise<number> {
  return tx.run(sql`update learning.check_finding set plain_en_sealed = ${one.en}, plain_fr_sealed = ${one.fr},
      removed_at = case when ${one.leftOut}::boolean then now() end, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${one.id} and version = ${one.version} and removed_at is null`);
}

/** Says what came of a finding that stands at `version`; 0 rows when it has moved on. */
export function updateChange(
  tx: Tx,
  one: { id: string; version: number; kind: string; en: Buffer | null; fr: Buffer | null },
): Promise<number> {
  return tx.run(sql`update learning.check_finding set change_kind = ${one.kind}, change_en_sealed = ${one.en}, change_fr_sealed = ${one.fr}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${one.id} and version = ${one.version} and removed_at is null`);
}

/** What somebody said of a finding, as it is stored; the words are sealed under a key of their link. */
export type AnswerRow = {
  readonly id: string;
  readonly linkId: string;
  readonly findingId: string;
  readonly verdict: 'agree' | 'partly' | 'disagree' | null;
  readonly wordsSealed: Buffer | null;
  readonly pseudonym: string;
};

const answer = sql`a.id, a.link_id as "linkId", a.finding_id as "findingId", a.verdict, a.words_sealed as "wordsSealed", p.pseudonym`;

/** The answers of a check, of people whose words still stand in the study. */
export function answersOf(tx: Tx, checkId: string): Promise<AnswerRow[]> {
  return tx.many<AnswerRow>(sql`select ${answer} from learning.check_answer a
    join learning.check_link l on l.community_id = a.community_id and l.id = a.link_id
    join evidence.participant_view p on p.community_id = l.community_id and p.id = l.participant_id
    where a.community_id = ${tx.actor.communityId} and l.check_id = ${checkId} and ${stands} order by p.pseudonym, a.id`);
}

/** The answers that came by one link. */
export function answersBy(tx: Tx, linkId: string): Promise<(AnswerRow & { version: number })[]> {
  return tx.many<
    AnswerRow & { version: number }
  >(sql`select a.id, a.link_id as "linkId", a.finding_id as "findingId", a.verdict, a.words_sealed as "wordsSealed",
      '' as pseudonym, a.version
    from learning.check_answer a where a.community_id = ${tx.actor.communityId} and a.link_id = ${linkId}`);
}

/** Keeps what somebody says of a finding; said again it stands in place of what was said before. */
export function putAnswer(
  tx: Tx,
  one: {
    id: string;
    studyId: string;
    linkId: string;
    findingId: string;
    verdict: string | null;
    words: Buffer | null;
  },
): Promise<number> {
  return tx.run(sql`insert into learning.check_answer as a (community_id, id, study_id, link_id, finding_id, verdict, words_sealed)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.linkId}, ${one.findingId}, ${one.verdict}, ${one.words})
    on conflict (community_id, link_id, finding_id) do update set verdict = excluded.verdict, words_sealed = excluded.words_sealed, changed_at = now(),
      version = a.version + 1`);
}

/** Whether this person works in a study. */
export async function worksInStudy(tx: Tx, studyId: string): Promise<boolean> {
  return (
    (await tx.maybe(sql`select 1 as one where ${studyId}::uuid = any (evidence.my_studies())`)) !== undefined
  );
}
