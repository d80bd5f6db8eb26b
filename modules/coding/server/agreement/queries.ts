import { empty, sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';

/** Who a coding is by, as a key: the account, or the name an imported file gives. */
const coderOf = sql`coalesce('name:' || c.coder_name, c.created_by::text)`;
const readerOf = sql`coalesce('name:' || r.coder_name, r.coder_id::text)`;

/** A round as it is stored. */
export type RoundRow = {
  readonly id: string;
  readonly studyId: string;
  readonly name: string;
  readonly share: number;
  readonly seed: number;
  readonly drawnFrom: number;
  readonly closedAt: Date | null;
  readonly createdAt: Date;
  readonly version: number;
};

/** One coder's work on one text, as it is stored. */
export type ReadingRow = {
  readonly id: string;
  readonly sourceId: string;
  readonly studyId: string;
  readonly roundId: string | null;
  readonly coder: string;
  readonly finishedAt: Date | null;
  readonly contentVersion: number | null;
  readonly version: number;
};

const roundColumns = sql`o.id, o.study_id as "studyId", o.name, o.share::float8 as share, o.seed, o.drawn_from as "drawnFrom", o.closed_at as "closedAt",
  o.created_at as "createdAt", o.version`;
const readingColumns = sql`r.id, r.source_id as "sourceId", r.study_id as "studyId", r.round_id as "roundId", ${readerOf} as coder,
  r.finished_at as "finishedAt", r.content_version as "contentVersion", r.version`;

/** The rounds of a study, latest first. */
export function roundsOf(tx: Tx, studyId: string): Promise<RoundRow[]> {
  return tx.many<RoundRow>(sql`select ${roundColumns} from coding.round o
    where o.community_id = ${tx.actor.communityId} and o.study_id = ${studyId} order by o.created_at desc, o.id`);
}

/** One round. */
export function roundById(tx: Tx, id: string): Promise<RoundRow | undefined> {
  return tx.maybe<RoundRow>(
    sql`select ${roundColumns} from coding.round o where o.community_id = ${tx.actor.communityId} and o.id = ${id}`,
  );
}

/** Adds a round. */
export function insertRound(
  tx: Tx,
  one: { id: string; studyId: string; name: string; share: number; seed: number; drawnFrom: number },
): Promise<number> {
  return tx.run(sql`insert into coding.round (community_id, id, study_id, name, share, seed, drawn_from, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.name}, ${one.share}, ${one.seed}, ${one.drawnFrom}, ${tx.actor.accountId})`);
}

/** Ends a round that stands at `version`; 0 rows when it has moved on or has ended. */
export function endRound(tx: Tx, id: string, version: number): Promise<number> {
  return tx.run(sql`update coding.round set closed_at = now(), version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${id} and version = ${version} and closed_at is null`);
}

/** The texts of a study that can still be given to these coders: consent stands, in no round yet, no consensus begun, finished by none of them. */
export async function textsToDraw(tx: Tx, studyId: string, coders: readonly string[]): Promise<string[]> {
  const rows = await tx.many<{ id: string }>(sql`select s.id from evidence.open_source s
    where s.community_id = ${tx.actor.communityId} and s.study_id = ${studyId}
      and not exists (select 1 from coding.consensus k where k.community_id = s.community_id and k.source_id = s.id)
      and not exists (select 1 from coding.reading r where r.community_id = s.community_id and r.source_id = s.id
        and (r.round_id is not null or r.coder_id = any(${coders}::uuid[])))
    order by s.id`);
  return rows.map(({ id }) => id);
}

/** Gives texts to coders in a round. */
export function insertReadings(
  tx: Tx,
  rows: readonly { id: string; studyId: string; sourceId: string; roundId: string; coder: string }[],
): Promise<number> {
  const of = <T>(pick: (row: (typeof rows)[number]) => T): T[] => rows.map(pick);
  return tx.run(sql`insert into coding.reading (community_id, id, study_id, source_id, round_id, coder_id, created_by)
    select ${tx.actor.communityId}, n.id, n.study, n.source, n.round, n.coder, ${tx.actor.accountId}
    from unnest(${of((row) => row.id)}::uuid[], ${of((row) => row.studyId)}::uuid[], ${of((row) => row.sourceId)}::uuid[],
      ${of((row) => row.roundId)}::uuid[], ${of((row) => row.coder)}::uuid[]) as n(id, study, source, round, coder)`);
}

/** Every reading of a study, on texts whose consent stands. */
export function readingsOf(tx: Tx, studyId: string): Promise<ReadingRow[]> {
  return tx.many<ReadingRow>(sql`select ${readingColumns} from coding.reading r
    join evidence.open_source s on s.community_id = r.community_id and s.id = r.source_id
    where r.community_id = ${tx.actor.communityId} and r.study_id = ${studyId} order by r.source_id, coder`);
}

/** Every reading of a text. */
export function readingsOn(tx: Tx, sourceId: string): Promise<ReadingRow[]> {
  return tx.many<ReadingRow>(sql`select ${readingColumns} from coding.reading r
    where r.community_id = ${tx.actor.communityId} and r.source_id = ${sourceId} order by coder`);
}

/** One reading. */
export function readingById(tx: Tx, id: string): Promise<ReadingRow | undefined> {
  return tx.maybe<ReadingRow>(
    sql`select ${readingColumns} from coding.reading r where r.community_id = ${tx.actor.communityId} and r.id = ${id}`,
  );
}

/** Makes a coding of this text wait, and waits for one that is being kept. */
export function holdText(tx: Tx, sourceId: string): Promise<number> {
  return tx.run(sql`select pg_advisory_xact_lock(hashtextextended('coding.text/' || ${sourceId}::text, 0))`);
}

/** Marks a text finished by a coder: the reading that stands, or a new one. Gives the reading, nothing when it was finished already. */
export function markFinished(
  tx: Tx,
  one: {
    id: string;
    sourceId: string;
    studyId: string;
    coder: { id: string } | { name: string };
    contentVersion: number;
  },
): Promise<{ id: string; version: number } | undefined> {
  const [account, name] = 'id' in one.coder ? [one.coder.id, null] : [null, one.coder.name];
  const target =
    account === null
      ? sql`(community_id, source_id, coder_name) where coder_name is not null`
      : sql`(community_id, source_id, coder_id) where coder_id is not null`;
  return tx.maybe(sql`insert into coding.reading as r (community_id, id, study_id, source_id, coder_id, coder_name, finished_at, content_version, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.sourceId}, ${account}, ${name}, now(), ${one.contentVersion}, ${tx.actor.accountId})
    on conflict ${target} do update set finished_at = now(), content_version = excluded.content_version, version = r.version + 1
      where r.finished_at is null
    returning r.id, r.version`);
}

/** Takes the finished mark off a reading; 0 rows when it has moved on. */
export function markUnfinished(tx: Tx, id: string, version: number): Promise<number> {
  return tx.run(sql`update coding.reading set finished_at = null, content_version = null, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${id} and version = ${version} and finished_at is not null`);
}

/** Lets codings count that were made apart on texts where nobody codes blind any more. */
export function reveal(tx: Tx, sourceIds: readonly string[]): Promise<number> {
  return tx.run(sql`update coding.coding c set counted = true, version = c.version + 1
    where c.community_id = ${tx.actor.communityId} and c.source_id = any(${sourceIds}::uuid[]) and c.layer = 'coder' and not c.counted
      and not exists (select 1 from coding.consensus k where k.community_id = c.community_id and k.source_id = c.source_id and k.done_at is not null)`);
}

/** The texts this person codes blind now. */
export async function blindTexts(tx: Tx): Promise<Set<string>> {
  const { ids } = await tx.one<{ ids: string[] }>(sql`select coding.blind_texts() as ids`);
  return new Set(ids);
}

/** Who codes in a study: accounts and imported names with their standing codings, and accounts that may. */
export async function codersOf(tx: Tx, studyId: string, roles: readonly string[]) {
  return tx.many<{ coder: string; codings: number; finished: number; assignable: boolean }>(sql`
    with coded as (
      select ${coderOf} as coder, count(*) as codings from coding.coding c
      where c.community_id = ${tx.actor.communityId} and c.study_id = ${studyId} and c.removed_at is null and c.layer = 'coder' group by 1
    ), read as (
      select ${readerOf} as coder, count(*) filter (where r.finished_at is not null) as finished from coding.reading r
      where r.community_id = ${tx.actor.communityId} and r.study_id = ${studyId} group by 1
    ), able as (
      select distinct h.account_id::text as coder from identity.role_view h
      join identity.account_view a on a.community_id = h.community_id and a.id = h.account_id and a.disabled_at is null and a.kind = 'person'
      where h.community_id = ${tx.actor.communityId} and h.role = any(${roles}::text[]) and (h.study_id is null or h.study_id = ${studyId})
    )
    select coder, coalesce(coded.codings, 0) as codings, coalesce(read.finished, 0) as finished, able.coder is not null as assignable
    from able full join coded using (coder) full join read using (coder) order by codings desc, coder`);
}

/** The standing codings of some coders on some texts, at one level of the codebook; a crossed coding counts for both its codes. */
export function marksOf(
  tx: Tx,
  asked: {
    sourceIds: readonly string[];
    coders: readonly string[];
    level: 'code' | 'construct' | 'domain';
    code?: string;
  },
) {
  const first = { code: sql`c.code`, construct: sql`c.construct`, domain: sql`c.domain` }[asked.level];
  const second = { code: sql`c.crossed_code`, construct: sql`c.crossed_construct`, domain: sql`null` }[
    asked.level
  ];
  const only = asked.code === undefined ? empty : sql`and k.code = ${asked.code}`;
  return tx.many<{
    sourceId: string;
    coder: string;
    code: string;
    start: number;
    end: number;
    changedAt: Date;
  }>(sql`
    select c.source_id as "sourceId", ${coderOf} as coder, k.code, c.start_at as start, c.end_at as "end", c.changed_at as "changedAt"
    from coding.coding c cross join lateral (select distinct u.code from unnest(array[${first}, ${second}]::text[]) as u(code) where u.code is not null) k
    where c.community_id = ${tx.actor.communityId} and c.source_id = any(${asked.sourceIds}::uuid[]) and c.removed_at is null and c.layer = 'coder'
      and ${coderOf} = any(${asked.coders}::text[]) ${only}
    order by k.code, c.source_id, c.start_at, c.end_at`);
}

/** The texts a consensus was begun or done for, by text. */
export async function consensusStates(tx: Tx, studyId: string): Promise<Map<string, 'open' | 'done'>> {
  const rows = await tx.many<{
    sourceId: string;
    done: boolean;
  }>(sql`select k.source_id as "sourceId", k.done_at is not null as done from coding.consensus k
    where k.community_id = ${tx.actor.communityId} and k.study_id = ${studyId}`);
  return new Map(rows.map(({ sourceId, done }) => [sourceId, done ? 'done' : 'open']));
}

/** The length and version of texts whose consent stands. */
export function textFacts(tx: Tx, sourceIds: readonly string[]) {
  return tx.many<{ id: string; studyId: string | null; characters: number; contentVersion: number }>(sql`
    select s.id, s.study_id as "studyId", s.characters, s.content_version as "contentVersion" from evidence.open_source s
    where s.community_id = ${tx.actor.communityId} and s.id = any(${sourceIds}::uuid[]) order by s.id`);
}
