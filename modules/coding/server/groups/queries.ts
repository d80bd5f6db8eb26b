import type { Tx } from '../../../../kernel/server/scope.ts';
import { type Sql, sql } from '../../../../kernel/server/sql.ts';
import type { Group } from '../../asked/groups.ts';
import type { By } from '../../model.ts';
import type { CellRow } from '../queries.ts';

/** How many values a variable may have for its texts to be looked at group by group. */
const mostValues = 24;

/** One value of a variable, and how many texts of the study stand under it. */
export type ValueRow = {
  readonly variableId: string;
  readonly name: string;
  readonly value: string;
  readonly texts: number;
};

/** The variables of a study that have few values, each value with its number of texts; on texts whose consent stands. */
export function valuesIn(tx: Tx, studyId: string): Promise<ValueRow[]> {
  return tx.many<ValueRow>(sql`with counted as (
      select v.variable_id, v.name, v.value, count(distinct v.source_id)::integer as texts, count(*) over (partition by v.variable_id) as values
      from (select community_id, study_id, source_id, variable_id, name, value from evidence.source_variable
        union select community_id, study_id, source_id, variable_id, name, value from evidence.said_variable) v
      where v.community_id = ${tx.actor.communityId} and v.study_id = ${studyId}
      group by v.variable_id, v.name, v.value
    )
    select variable_id as "variableId", name, value, texts from counted where values <= ${mostValues} order by name, variable_id, value`);
}

/** True of a coding `c` when whoever said its text, or speaks in its passage, belongs to the group. */
export function isOf({ variableId, value }: Group): Sql {
  const holds = sql`v.variable_id = ${variableId} and v.value = ${value}`;
  return sql`(c.source_id in (select v.source_id from evidence.source_variable v where v.community_id = app.community() and ${holds})
    or (c.source_id in (select v.source_id from evidence.said_variable v where v.community_id = app.community() and ${holds})
      and exists (select from evidence.said_variable v where v.community_id = c.community_id and v.source_id = c.source_id and v.start_at < c.end_at and v.end_at > c.start_at and ${holds})))`;
}

/** True of a coding `c` when a participant is who its text `s` is from, or speaks in its passage. */
export function saidBy(participantId: string): Sql {
  return sql`((s.participant_id = ${participantId} and not exists (select from evidence.said_view v
      where v.community_id = c.community_id and v.source_id = c.source_id))
    or exists (select from evidence.said_view v where v.community_id = c.community_id and v.source_id = c.source_id and v.participant_id = ${participantId}
      and v.start_at < c.end_at and v.end_at > c.start_at))`;
}

/** Every cell of a study at one level that has codings of this group in it: counted from the codings, not read from the kept counts. */
export function cellsWithin(tx: Tx, studyId: string, level: By, group: Group): Promise<CellRow[]> {
  return tx.many<CellRow>(sql`select l.key, coalesce(c.site_id::text, '') as "siteKey", c.valence, count(*)::integer as codings,
      count(distinct (c.source_id, c.start_at, c.end_at))::integer as passages
    from coding.coding c cross join lateral coding.cells(c.construct, c.domain, c.crossed_construct) as l
    where c.community_id = ${tx.actor.communityId} and c.study_id = ${studyId} and c.removed_at is null and c.counted
      and l.level = ${level} and ${isOf(group)}
    group by l.key, c.site_id, c.valence`);
}
