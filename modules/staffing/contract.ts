import { contract } from '../../kernel/contract.ts';
import { growthOperations } from './asks/growth.ts';
import { postOperations } from './asks/posts.ts';
import { wellbeingOperations } from './asks/wellbeing.ts';

export type { Due, PersonLine } from './asks/growth.ts';
export type { Post, RoleLine } from './asks/posts.ts';

/** What may be asked of the people who work here. */
export const staffing = contract('staffing', {
  ...postOperations,
  ...growthOperations,
  ...wellbeingOperations,
});
