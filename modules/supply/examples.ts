import type { InputOf } from '../../kernel/contract.ts';
import { newId } from '../../kernel/id.ts';
import type { supply } from './contract.ts';

/** A dose taken at the clinic in a nurse's sight. */
export function exampleDose(
  clientId: string,
  occurredAt: string,
): InputOf<typeof supply.operations.recordDoseEvent> {
  return {
    id: newId(),
    clientId,
    programCode: 'safer-supply',
    kind: 'witnessed',
    formulationCode: 'hydromorphone-sa-tablet',
    amount: 'as ordered on the chart, morning',
    occurredAt,
  };
}
