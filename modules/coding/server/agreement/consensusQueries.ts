import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { Valence } from '../../model.ts';

/** The consensus of a text as it is stored. */
export type ConsensusRow = {
  readonly id: string;
  readonly studyId: string;
  readonly sourceId: string;
  readonly doneAt: Date | null;
  readonly version: number;
};

/** A standing coding of a text in one of the layers; its memo is sealed. */
export type LayerRow = {
  readonly id: string;
  readonly layer: 'coder' | 'consensus';
  readonly coder: string;
  readonly start: number;
  readonly end: number;
  readonly contentVersion: number;
  readonly siteId: string | null;
  readonly system: string;
  readonly systemVersion: string;
  readonly code: string;
  readonly construct: string;
  readonly domain: string;
  readonly crossed: string | null;
  readonly crossedConstruct: string | null;
  readonly valence: Valence;
  readonly strength: number | null;
  readonly memoSealed: Buffer | null;
};

/** What became of an original coding. */
export type VerdictRow = {
  readonly codingId: string;
  readonly keptAs: string | null;
  readonly together: boolean;
  readonly reasonSealed: Buffer | null;
  readonly id: string;
};

const columns = sql`k.id, k.study_id as "studyId", k.source_id as "sourceId", k.done_at as "doneAt", k.version`;

/** The consensus of a text. */
export function consensusOf(tx: Tx, sourceId: string): Promise<ConsensusRow | undefined> {
  return tx.maybe<ConsensusRow>(sql`select ${columns} from coding.consensus k
    where k.community_id = ${tx.actor.communityId} and k.source_id = ${sourceId}`);
}

/** A consensus by its id. */
export function consensusById(tx: Tx, id: string): Promise<ConsensusRow | undefined> {
  return tx.maybe<ConsensusRow>(
    sql`select ${columns} from coding.consensus k where k.community_id = ${tx.actor.communityId} and k.id = ${id}`,
  );
}

/** Begins a consensus. */
export function insertConsensus(
  tx: Tx,
  one: { id: string; studyId: string; sourceId: string },
): Promise<number> {
  return tx.run(sql`insert into coding.consensus (community_id, id, study_id, source_id, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.sourceId}, ${tx.actor.accountId})`);
}

/** Says that a consensus is done, or open again; 0 rows when it has moved on. */
export function setDone(tx: Tx, one: { id: string; version: number; done: boolean }): Promise<number> {
  const [at, by] = one.done ? [tx.now, tx.actor.accountId] : [null, null];
  return tx.run(sql`update coding.consensus set done_at = ${at}, done_by = ${by}, version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${one.id} and version = ${one.version} and (done_at is null) = ${one.done}`);
}

/** Lets one layer of a text count in place of the other. */
export function countLayer(tx: Tx, sourceId: string, layer: 'coder' | 'consensus'): Promise<number> {
  return tx.run(sql`update coding.coding set counted = (layer = ${layer}), version = version + 1
    where community_id = ${tx.actor.communityId} and source_id = ${sourceId} and counted <> (layer = ${layer})`);
}

/** The standing codings of a text in both layers, in its order. */
export function layersOf(tx: Tx, sourceId: string): Promise<LayerRow[]> {
  return tx.many<LayerRow>(sql`select c.id, c.layer, coalesce('name:' || c.coder_name, c.created_by::text) as coder, c.start_at as start, c.end_at as "end",
      c.content_version as "contentVersion", c.site_id as "siteId", c.code_system as system, c.code_version as "systemVersion", c.code, c.construct, c.domain,
      c.crossed_code as crossed, c.crossed_construct as "crossedConstruct", c.valence, c.strength, c.memo_sealed as "memoSealed"
    from coding.coding c where c.community_id = ${tx.actor.communityId} and c.source_id = ${sourceId} and c.removed_at is null
    order by c.start_at, c.end_at, c.code, coder, c.id`);
}

/** The decisions on a text, by the coding they are about. */
export async function verdictsOf(tx: Tx, sourceId: string): Promise<Map<string, VerdictRow>> {
  const rows =
    await tx.many<VerdictRow>(sql`select v.id, v.coding_id as "codingId", v.kept_as as "keptAs", v.together, v.reason_sealed as "reasonSealed"
    from coding.verdict v where v.community_id = ${tx.actor.communityId} and v.source_id = ${sourceId}`);
  return new Map(rows.map((row) => [row.codingId, row]));
}

/** What is kept of a new coding of the consensus. */
export type NewAgreed = Omit<LayerRow, 'layer' | 'coder' | 'memoSealed'> & { readonly memo: Buffer | null };

/** Adds codings to the consensus of a text. */
export function insertAgreed(tx: Tx, of: ConsensusRow, rows: readonly NewAgreed[]): Promise<number> {
  if (rows.length === 0) return Promise.resolve(0);
  const { communityId, accountId } = tx.actor;
  const all = <T>(pick: (row: NewAgreed) => T): T[] => rows.map(pick);
  return tx.run(sql`insert into coding.coding (community_id, id, study_id, source_id, site_id, content_version, start_at, end_at, code_system, code_version,
      code, construct, domain, crossed_code, crossed_construct, valence, strength, memo_sealed, layer, changed_by, created_by)
    select ${communityId}, r.id, ${of.studyId}, ${of.sourceId}, r.site, r.content, r.from_at, r.to_at, r.system, r.system_version, r.code, r.construct, r.domain,
      r.crossed, r.crossed_construct, r.valence, r.strength, r.memo, 'consensus', ${accountId}, ${accountId}
    from unnest(${all((row) => row.id)}::uuid[], ${all((row) => row.siteId)}::uuid[], ${all((row) => row.contentVersion)}::integer[],
      ${all((row) => row.start)}::integer[], ${all((row) => row.end)}::integer[], ${all((row) => row.system)}::text[],
      ${all((row) => row.systemVersion)}::text[], ${all((row) => row.code)}::text[], ${all((row) => row.construct)}::text[],
      ${all((row) => row.domain)}::text[], ${all((row) => row.crossed)}::text[], ${all((row) => row.crossedConstruct)}::text[],
      ${all((row) => row.valence)}::text[], ${all((row) => row.strength)}::smallint[], ${all((row) => row.memo)}::bytea[])
      as r(id, site, content, from_at, to_at, system, system_version, code, construct, domain, crossed, crossed_construct, valence, strength, memo)`);
}

/** Keeps what became of original codings. */
export function insertVerdicts(
  tx: Tx,
  of: ConsensusRow,
  rows: readonly {
    id: string;
    codingId: string;
    keptAs: string | null;
    together: boolean;
    reason: Buffer | null;
  }[],
): Promise<number> {
  const all = <T>(pick: (row: (typeof rows)[number]) => T): T[] => rows.map(pick);
  return tx.run(sql`insert into coding.verdict (community_id, id, study_id, source_id, consensus_id, coding_id, kept_as, together, reason_sealed, created_by)
    select ${tx.actor.communityId}, r.id, ${of.studyId}, ${of.sourceId}, ${of.id}, r.coding, r.kept, r.together, r.reason, ${tx.actor.accountId}
    from unnest(${all((row) => row.id)}::uuid[], ${all((row) => row.codingId)}::uuid[], ${all((row) => row.keptAs)}::uuid[],
      ${all((row) => row.together)}::boolean[], ${all((row) => row.reason)}::bytea[]) as r(id, coding, kept, together, reason)`);
}

/** Takes decisions back: on these originals, and all that made these codings of the consensus. Gives the codings of the consensus that nothing holds any more. */
export async function deleteVerdicts(
  tx: Tx,
  of: ConsensusRow,
  asked: { codings: readonly string[]; agreed: readonly string[] },
): Promise<number> {
  return tx.run(sql`delete from coding.verdict v where v.community_id = ${tx.actor.communityId} and v.consensus_id = ${of.id}
    and (v.coding_id = any(${asked.codings}::uuid[]) or v.kept_as = any(${asked.agreed}::uuid[]))`);
}

/** Takes codings out of the consensus: those named, and those that were made from originals which are all open again. */
export function removeAgreed(tx: Tx, of: ConsensusRow, agreed: readonly string[]): Promise<number> {
  return tx.run(sql`update coding.coding c set removed_at = now(), changed_by = ${tx.actor.accountId}, changed_at = now(), version = c.version + 1
    where c.community_id = ${tx.actor.communityId} and c.source_id = ${of.sourceId} and c.layer = 'consensus' and c.removed_at is null
      and c.id = any(${agreed}::uuid[])
      and not exists (select 1 from coding.verdict v where v.community_id = c.community_id and v.kept_as = c.id)`);
}
