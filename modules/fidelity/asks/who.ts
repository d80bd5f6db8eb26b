/** Those who start a review; at which sites, the database decides. */
export const starters = ['coordinator', 'lead', 'steward'];

/** Those who may review, or start a review; which ones, the database decides. */
export const readers = [...starters, 'worker', 'clinician', 'evaluator'];
