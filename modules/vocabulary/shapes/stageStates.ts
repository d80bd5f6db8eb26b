/** Where a stage stands in every program's pathway, whatever the program calls it. */
export const stageStates = ['referral', 'screening', 'waiting', 'enrolled', 'closed'] as const;
