import { found, refuse } from '../../../../kernel/refusal.ts';
import { openMany, seal } from '../../../../kernel/server/keys/index.ts';
import type { UseCases } from '../../../../kernel/server/module.ts';
import type { Tx } from '../../../../kernel/server/scope.ts';
import type { evidence, Variable } from '../../contract.ts';
import { valueFits } from '../../model.ts';
import { studyById } from '../studyQueries.ts';
import { participantById } from './queries.ts';
import {
  insertVariables,
  upsertValue,
  type ValueRow,
  valuesBeside,
  valuesOf,
  variableById,
  type VariableRow,
  variablesOf,
} from './variableQueries.ts';

type Cases = UseCases<typeof evidence.operations>;

/** Where the free words of a value stand; they are sealed under the key of the participant. */
export const valuePlace = 'evidence.value.text';

/** Defines a variable. */
export const defineVariable: Cases['defineVariable'] = async (tx, input) => {
  const study = found(await studyById(tx, input.studyId), 'evidence.noSuchStudy');
  const choices = input.kind === 'choice' ? [...new Set(input.choices)] : [];
  if (input.kind === 'choice' && choices.length === 0) throw refuse('invalid', 'evidence.choicesNeeded');
  const { id, name, kind } = input;
  if ((await insertVariables(tx, study.id, [{ id, name, kind, choices }])) === 0)
    throw refuse('conflict', 'evidence.variableExists', { name });
  return { id, version: 1 };
};

/** Sets a value that always holds of a participant. */
export const setValue: Cases['setValue'] = async (tx, input) => {
  const person = found(await participantById(tx, input.participantId), 'evidence.noSuchParticipant');
  const variable = found(await variableById(tx, input.variableId), 'evidence.noSuchVariable');
  if (variable.studyId !== person.studyId) throw refuse('missing', 'evidence.noSuchVariable');
  if (input.value !== null && !valueFits(variable, input.value))
    throw refuse('invalid', 'evidence.valueUnfit', { name: variable.name });
  const free = variable.kind === 'text' && input.value !== null;
  const { studyId } = person;
  const known = (await valuesOf(tx, [person.id])).find((row) => row.variableId === variable.id);
  const id = known?.id ?? input.id;
  const sealed = free ? await seal(tx, person.id, valuePlace, id, input.value ?? '') : null;
  const one = { id, studyId, participantId: person.id, variableId: variable.id, sealed };
  return upsertValue(tx, { ...one, value: free ? null : input.value });
};

/** A variable as lists show it. */
export function shownVariable({ studyId: _, ...row }: VariableRow): Variable {
  return { ...row, choices: [...row.choices] };
}

type Shown = { readonly variableId: string; readonly value: string };

/** What always holds of participants, in clear, by participant. */
export async function valuesShown(tx: Tx, ids: readonly string[]): Promise<Map<string, Shown[]>> {
  return grouped(await opened(tx, await valuesOf(tx, ids)), (row) => row.participantId);
}

/** The variables of a study, and what is known of whoever said some of its texts, in clear, by text. */
export async function variablesBeside(
  tx: Tx,
  studyId: string,
  sourceIds: readonly string[],
): Promise<{ variables: Variable[]; values: Map<string, Shown[]> }> {
  const variables = (await variablesOf(tx, studyId)).map(shownVariable);
  if (variables.length === 0) return { variables, values: new Map() };
  const rows = await opened(tx, await valuesBeside(tx, sourceIds));
  return { variables, values: grouped(rows, (row) => row.sourceId) };
}

async function opened<Row extends ValueRow>(
  tx: Tx,
  rows: readonly Row[],
): Promise<(Row & { clear: string })[]> {
  const words = await openMany(
    tx,
    rows.map((row) => ({
      subjectId: row.participantId,
      place: valuePlace,
      rowId: row.id,
      bytes: row.sealed,
    })),
  );
  return rows.map((row, index) => ({ ...row, clear: row.value ?? words[index] ?? '' }));
}

function grouped<Row extends ValueRow & { clear: string }>(
  rows: readonly Row[],
  of: (row: Row) => string,
): Map<string, Shown[]> {
  const map = new Map<string, Shown[]>();
  for (const row of rows)
    map.set(of(row), [...(map.get(of(row)) ?? []), { variableId: row.variableId, value: row.clear }]);
  return map;
}
