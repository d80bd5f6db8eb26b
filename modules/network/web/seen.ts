/** Who writes and publishes lessons; the contract holds the truth, screens hide what would be refused. */
export const writers = ['coordinator', 'lead', 'steward'] as const;

/** Who reads what communities share. */
export const readers = [...writers, 'worker', 'clinician', 'evaluator', 'privacy', 'funder'] as const;

/** Who lets an alert leave the community. */
export const sharers = ['coordinator', 'clinician'];
