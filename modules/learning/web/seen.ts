/** Who reads and notes barriers and trials; the contract holds the truth, screens hide what would be refused. */
export const learners = ['coordinator', 'lead', 'worker', 'clinician', 'steward', 'evaluator'] as const;

/** Who chooses strategies, plans trials and decides them. */
export const deciders = ['coordinator', 'lead', 'steward'] as const;

/** Who studies what people said. */
export const researchers = ['evaluator', 'steward'] as const;
