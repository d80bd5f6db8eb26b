import type { InputOf } from '../../kernel/contract.ts';
import { newId } from '../../kernel/id.ts';
import type { supply } from './contract.ts';

type Inputs = typeof supply.operations;

/** A dose taken at the clinic in a nurse's sight. */
export function exampleDose(clientId: string, occurredAt: string): InputOf<Inputs['recordDoseEvent']> {
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

/** What a first version of a prescription says. */
export const exampleStep = {
  strength: '8 mg',
  unitCode: 'mg',
  wanted: 112,
  given: 96,
  ordered: 'hydromorphone 8 mg, 12 tablets a day',
  observationCode: 'both',
  carriedDays: 2,
  wayCode: 'swallow',
  rationale: 'Talked over what helped so far and what the nights are like.',
  agreement: 'Carries two days at a time and comes on Fridays.',
} as const satisfies InputOf<Inputs['writePrescription']>['step'];

/** A prescription of tablets. */
export function examplePrescription(
  clientId: string,
  startedOn: string,
): InputOf<Inputs['writePrescription']> {
  return {
    id: newId(),
    stepId: newId(),
    clientId,
    programCode: 'safer-supply',
    formulationCode: 'hydromorphone-sa-tablet',
    startedOn,
    step: { ...exampleStep },
  };
}

/** A version of a protocol on missed doses. */
export function exampleRule(
  siteId: string,
  edition: string,
  validFrom: string,
): InputOf<Inputs['publishRule']> {
  return {
    id: newId(),
    siteId,
    kind: 'protocol',
    code: 'missed-doses',
    edition,
    title: { en: 'After missed doses', fr: 'Après des doses manquées' },
    body: { en: `Version ${edition}: talk first, then the prescriber decides.`, fr: '' },
    jurisdictionCode: 'own',
    source: 'Binder 2, tab 4',
    validFrom,
  };
}
