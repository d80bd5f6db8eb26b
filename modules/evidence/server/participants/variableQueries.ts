import { sql } from '../../../../kernel/server/sql.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { VariableKind } from '../../model.ts';

/** A variable as stored. */
export type VariableRow = {
  readonly id: string;
  readonly studyId: string;
  readonly name: string;
  readonly kind: VariableKind;
  readonly choices: string[];
  readonly version: number;
};

const columns = sql`v.id, v.study_id as "studyId", v.name, v.kind, v.choices, v.version`;

/** The variables of a study, in the order they were defined. */
export function variablesOf(tx: Tx, studyId: string): Promise<VariableRow[]> {
  return tx.many<VariableRow>(sql`select ${columns} from evidence.variable v
    where v.community_id = ${tx.actor.communityId} and v.study_id = ${studyId} order by v.created_at, v.id`);
}

/** One variable. */
export function variableById(tx: Tx, id: string): Promise<VariableRow | undefined> {
  return tx.maybe<VariableRow>(sql`select ${columns} from evidence.variable v
    where v.community_id = ${tx.actor.communityId} and v.id = ${id}`);
}

/** Adds variables; those whose name the study has already stay as they are. */
export function insertVariables(
  tx: Tx,
  studyId: string,
  rows: readonly { id: string; name: string; kind: VariableKind; choices: readonly string[] }[],
): Promise<number> {
  return tx.run(sql`insert into evidence.variable (community_id, id, study_id, name, kind, choices, created_by)
    select ${tx.actor.communityId}, r.id, ${studyId}, r.name, r.kind, coalesce(array(select jsonb_array_elements_text(r.choices::jsonb)), '{}'), ${tx.actor.accountId}
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.name)}::text[], ${rows.map((row) => row.kind)}::text[],
      ${rows.map((row) => JSON.stringify(row.choices))}::text[]) as r(id, name, kind, choices)
    on conflict (community_id, study_id, name) do nothing`);
}

/** Adds what may be chosen of a variable. */
export function widenChoices(tx: Tx, id: string, choices: readonly string[]): Promise<number> {
  return tx.run(sql`update evidence.variable set choices = ${choices}::text[], version = version + 1
    where community_id = ${tx.actor.communityId} and id = ${id}`);
}

/** A value as stored: in clear, or free words sealed. */
export type ValueRow = {
  readonly id: string;
  readonly participantId: string;
  readonly responseId: string | null;
  readonly variableId: string;
  readonly value: string | null;
  readonly sealed: Buffer | null;
};

const valueColumns = sql`v.id, v.participant_id as "participantId", v.response_id as "responseId", v.variable_id as "variableId", v.value, v.text_sealed as sealed`;

/** What always holds of participants. */
export function valuesOf(tx: Tx, participantIds: readonly string[]): Promise<ValueRow[]> {
  return tx.many<ValueRow>(sql`select ${valueColumns} from evidence.value v where v.community_id = ${tx.actor.communityId}
    and v.participant_id = any(${participantIds}::uuid[]) and v.response_id is null and (v.value is not null or v.text_sealed is not null)`);
}

/** What is known of whoever said some texts whose consent stands: of them always, and in the answers the text is part of. */
export function valuesBeside(
  tx: Tx,
  sourceIds: readonly string[],
): Promise<(ValueRow & { readonly sourceId: string })[]> {
  return tx.many<ValueRow & { readonly sourceId: string }>(sql`select ${valueColumns}, s.id as "sourceId"
    from evidence.source s join evidence.value v on v.community_id = s.community_id and v.participant_id = s.participant_id
      and (v.response_id is null or v.response_id = s.response_id)
    where s.community_id = ${tx.actor.communityId} and s.id = any(${sourceIds}::uuid[]) and s.consent <> 'withdrawn'
      and (v.value is not null or v.text_sealed is not null)`);
}

/** Sets a value that always holds; gives the row's id and version. */
export function upsertValue(
  tx: Tx,
  one: {
    id: string;
    studyId: string;
    participantId: string;
    variableId: string;
    value: string | null;
    sealed: Buffer | null;
  },
): Promise<{ id: string; version: number }> {
  return tx.one(sql`insert into evidence.value as kept (community_id, id, study_id, participant_id, variable_id, value, text_sealed, created_by)
    values (${tx.actor.communityId}, ${one.id}, ${one.studyId}, ${one.participantId}, ${one.variableId}, ${one.value}, ${one.sealed}, ${tx.actor.accountId})
    on conflict (community_id, participant_id, variable_id, response_id)
      do update set value = excluded.value, text_sealed = excluded.text_sealed, version = kept.version + 1
    returning id, version`);
}
