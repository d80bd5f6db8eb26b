import type { UseCases } from '../../../../kernel/server/module.ts';
import type { coding } from '../../contract.ts';
import { studyAsked } from '../codebook.ts';
import { valuesIn } from './queries.ts';

type Cases = UseCases<typeof coding.operations>;

/** The groups that the matrix of a study can be narrowed to. */
export const listGroups: Cases['listGroups'] = async (tx, input) => {
  const study = await studyAsked(tx, input.study);
  const byVariable = new Map<
    string,
    { variableId: string; name: string; values: { value: string; texts: number }[] }
  >();
  for (const { variableId, name, value, texts } of await valuesIn(tx, study.id)) {
    const one = byVariable.get(variableId) ?? { variableId, name, values: [] };
    one.values.push({ value, texts });
    byVariable.set(variableId, one);
  }
  return { rows: [...byVariable.values()] };
};
