import { allOf, type Sql, sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { Valence } from '../../model.ts';
import type { Cell } from '../queries.ts';

/** A coding as a row of the quotes table. */
export type QuoteRow = {
  readonly sourceId: string;
  readonly siteId: string | null;
  readonly start: number;
  readonly end: number;
  readonly code: string;
  readonly crossed: string | null;
  readonly valence: Valence;
  readonly strength: number | null;
  readonly coderId: string;
  readonly coderName: string | null;
};

/** The codings of a cell on texts whose consent stands, in the order of their texts; at most `limit`. */
export function quoteRows(tx: Tx, cell: Cell): Promise<QuoteRow[]> {
  const when: Sql[] = [
    sql`c.community_id = ${tx.actor.communityId}`,
    sql`c.study_id = ${cell.studyId}`,
    sql`c.removed_at is null`,
    sql`c.counted`,
  ];
  if (cell.key !== undefined && cell.by === 'domain') when.push(sql`c.domain = ${cell.key}`);
  if (cell.key !== undefined && cell.by === 'construct')
    when.push(sql`(c.construct = ${cell.key} or c.crossed_construct = ${cell.key})`);
  if (cell.siteId === null) when.push(sql`c.site_id is null`);
  else if (cell.siteId !== undefined) when.push(sql`c.site_id = ${cell.siteId}`);
  if (cell.valence !== undefined) when.push(sql`c.valence = ${cell.valence}`);
  return tx.many<QuoteRow>(sql`select c.source_id as "sourceId", c.site_id as "siteId", c.start_at as start, c.end_at as "end", c.code, c.crossed_code as crossed,
      c.valence, c.strength, c.created_by as "coderId", c.coder_name as "coderName"
    from coding.coding c join evidence.open_source s on s.community_id = c.community_id and s.id = c.source_id
    where ${allOf(when)} order by c.source_id, c.start_at, c.end_at, c.code, c.id limit ${cell.limit}`);
}

/** Who was heard in a text, as the study names them; `person` is the text itself where nobody is named. */
export type HeardRow = {
  readonly id: string;
  readonly person: string;
  readonly pseudonym: string | null;
  readonly part: string | null;
  readonly siteId: string | null;
  readonly kind: string;
  /** Whether they are one of several who speak in the text. */
  readonly speaks: boolean;
};

/** Who was heard in the texts of a study whose consent stands. */
export function heardIn(tx: Tx, studyId: string): Promise<HeardRow[]> {
  return tx.many<HeardRow>(sql`select s.id, coalesce(s.participant_id, s.id) as person, s.pseudonym, s.part, s.site_id as "siteId", s.kind, false as speaks
    from evidence.open_source s where s.community_id = ${tx.actor.communityId} and s.study_id = ${studyId}
    union all select distinct v.source_id, v.participant_id, v.pseudonym, v.part, v.site_id, s.kind, true
    from evidence.said_view v join evidence.open_source s on s.community_id = v.community_id and s.id = v.source_id
    where v.community_id = ${tx.actor.communityId} and v.study_id = ${studyId} order by 1, 7, 2`);
}

/** Writes down that a file left although it points to few people. */
export function insertDisclosure(
  tx: Tx,
  one: { id: string; studyId: string; what: string; groups: number; fewest: number; reason: Buffer },
): Promise<number> {
  return tx.run(sql`insert into coding.disclosure (community_id, id, study_id, what, groups, fewest, reason_sealed, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.what}, ${one.groups}, ${one.fewest}, ${one.reason}, ${tx.actor.accountId})`);
}

/** What left a study although it points to few people, latest first. */
export function disclosuresOf(tx: Tx, studyId: string) {
  return tx.many<{
    id: string;
    what: 'quotes' | 'report';
    groups: number;
    fewest: number;
    reasonSealed: Buffer;
    at: Date;
    by: string;
  }>(sql`select d.id, d.what, d.groups, d.fewest, d.reason_sealed as "reasonSealed", d.created_at as at, d.created_by as by
    from coding.disclosure d where d.community_id = ${tx.actor.communityId} and d.study_id = ${studyId} order by d.created_at desc, d.id limit 100`);
}

/** The published names of the codes of a locked codebook, with what they mean. */
export function lockedNames(tx: Tx, of: { system: string; codebookVersion: string }) {
  return tx.many<{
    code: string;
    kind: string;
    parent: string | null;
    en: string;
    fr: string;
  }>(sql`select e.code, e.kind, e.parent, e.name_en as en, e.name_fr as fr
    from vocabulary.code_entry e where e.system = ${of.system} and e.version = ${of.codebookVersion} order by e.position`);
}
