import { contract } from '../../kernel/contract.ts';
import { doses } from './asked/doses.ts';
import { prescribing } from './asked/prescribing.ts';

export { DayLine, DoseLine } from './asked/doses.ts';
export { PrescriptionLine, RuleLine, StepAsked, StepLine } from './asked/prescribing.ts';

/** What may be asked about prescribed supply. Records only: nothing here recommends a drug or a dose. */
export const supply = contract('supply', { ...doses, ...prescribing });
