import type { InputOf } from '../../../../kernel/contract.ts';
import type { StepLine, supply } from '../../contract.ts';

/** A version of a prescription while it is being written. */
export type StepDraft = {
  readonly formulationCode: string | null;
  readonly fromOn: string;
  readonly reasonCode: string | null;
  readonly prescriberId: string | null;
  readonly strength: string;
  readonly unitCode: string | null;
  readonly wanted: number | null;
  readonly given: number | null;
  readonly ordered: string;
  readonly observationCode: string | null;
  readonly carriedDays: number;
  readonly wayCode: string | null;
  readonly ruleId: string | null;
  readonly rationale: string;
  readonly agreement: string;
};

/** An empty form: nothing is proposed. */
export const emptyStep = (fromOn: string): StepDraft => ({
  formulationCode: null,
  fromOn,
  reasonCode: null,
  prescriberId: null,
  strength: '',
  unitCode: null,
  wanted: null,
  given: null,
  ordered: '',
  observationCode: null,
  carriedDays: 0,
  wayCode: null,
  ruleId: null,
  rationale: '',
  agreement: '',
});

/** The version in force as the start of the next; why it changes is written anew. */
export const nextStep = (step: StepLine, fromOn: string): StepDraft => ({
  formulationCode: null,
  fromOn,
  reasonCode: null,
  prescriberId: step.prescriberId,
  strength: step.strength,
  unitCode: step.unitCode,
  wanted: step.wanted,
  given: step.given,
  ordered: step.ordered ?? '',
  observationCode: step.observationCode,
  carriedDays: step.carriedDays,
  wayCode: step.wayCode,
  ruleId: step.ruleId,
  rationale: '',
  agreement: step.agreement ?? '',
});

type Step = InputOf<typeof supply.operations.writePrescription>['step'];

/** What is sent; undefined while something needed is missing. */
export function stepOf(draft: StepDraft): Step | undefined {
  const { unitCode, given, observationCode } = draft;
  if (unitCode === null || given === null || observationCode === null || draft.ordered.trim() === '')
    return undefined;
  return {
    strength: draft.strength,
    unitCode,
    wanted: draft.wanted,
    given,
    ordered: draft.ordered,
    observationCode,
    carriedDays: draft.carriedDays,
    rationale: draft.rationale,
    agreement: draft.agreement,
    ...(draft.prescriberId === null ? {} : { prescriberId: draft.prescriberId }),
    ...(draft.wayCode === null ? {} : { wayCode: draft.wayCode }),
    ...(draft.ruleId === null ? {} : { ruleId: draft.ruleId }),
  };
}
