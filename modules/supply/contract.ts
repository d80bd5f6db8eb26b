import { contract } from '../../kernel/contract.ts';
import { affected } from './asked/affected.ts';
import { doses } from './asked/doses.ts';
import { prescribing } from './asked/prescribing.ts';
import { reviewing } from './asked/reviewing.ts';
import { watching } from './asked/watching.ts';

export { AffectedLine, Question, WorklistRow } from './asked/affected.ts';
export { DayLine, DoseLine } from './asked/doses.ts';
export { PrescriptionLine, RuleLine, StepAsked, StepLine } from './asked/prescribing.ts';
export { GapLine } from './asked/reviewing.ts';
export { AlertLine, DueLine, Watch } from './asked/watching.ts';

/** What may be asked about prescribed supply. Records only: nothing here recommends a drug or a dose. */
export const supply = contract('supply', {
  ...doses,
  ...prescribing,
  ...watching,
  ...affected,
  ...reviewing,
});
