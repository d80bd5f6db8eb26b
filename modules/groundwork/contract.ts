import { contract } from '../../kernel/contract.ts';
import { engageOperations } from './asks/engage.ts';
import { footingOperations } from './asks/footing.ts';
import { planOperations } from './asks/plan.ts';

export type { Entry } from './asks/engage.ts';
export type { Funding, Rate } from './asks/footing.ts';
export type { Plan, Step } from './asks/plan.ts';

/** What may be asked of the ground a site stands on. Nothing here is about a client. */
export const groundwork = contract('groundwork', {
  ...planOperations,
  ...engageOperations,
  ...footingOperations,
});
