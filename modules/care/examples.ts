import type { InputOf } from '../../kernel/contract.ts';
import { newId } from '../../kernel/id.ts';
import type { care } from './contract.ts';

type Contact = InputOf<typeof care.operations.recordContact>;

/** A short walk with a client of supported employment, and a call promised for the week after. */
export function exampleContact(clientId: string, occurredAt: string, dueOn: string): Contact {
  return {
    id: newId(),
    clientId,
    programCode: 'supported-employment',
    kindCode: 'job-search',
    placeCode: 'community',
    minutes: 40,
    occurredAt,
    note: 'Walked past two nurseries. Lights up when talking about seedlings; dreads the phone.',
    nextStep: { id: newId(), stepCode: 'call', dueOn },
  };
}
