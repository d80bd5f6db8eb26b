/** Everybody who works in the programs. */
export const staff = ['coordinator', 'worker', 'clinician', 'lead', 'steward'];

/** Those who answer for the people of a site; at which sites, the database decides. */
export const runners = ['coordinator', 'lead', 'steward'];
