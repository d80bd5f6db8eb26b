import type { InputOf } from '../../kernel/contract.ts';
import { newId } from '../../kernel/id.ts';
import type { employment } from './contract.ts';

/** A part-time job in a nursery, begun in spring. */
export function exampleJob(
  clientId: string,
  startedOn: string,
): InputOf<typeof employment.operations.recordJob> {
  return {
    id: newId(),
    clientId,
    programCode: 'supported-employment',
    employerName: 'Fernhill Nursery',
    title: 'Greenhouse helper',
    competitive: true,
    hourlyWage: 19.25,
    weeklyHours: 16,
    disclosure: 'not_told',
    startedOn,
  };
}
