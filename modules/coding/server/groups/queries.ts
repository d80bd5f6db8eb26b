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
      from evidence.source_variable v
      where v.community_id = ${tx.actor.communityId} and v.study_id = ${studyId}
      group by v.variable_id, v.name, v.value
    )
    select variable_id as "variableId", name, value, texts from counted where values <= ${mostValues} order by name, variable_id, value`);
}

/** True of a coding `c` when whoever said its text belongs to the group. */
export function isOf(group: Group): Sql {
  return sql`exists (select from evidence.source_variable v where v.community_id = c.community_id and v.source_id = c.source_id
    and v.variable_id = ${group.variableId} and v.value = ${group.value})`;
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
