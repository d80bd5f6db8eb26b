/** Those who run a site; at which sites, the database decides. */
export const runners = ['coordinator', 'lead', 'steward'];

/** Everybody who works in the programs. */
export const staff = ['coordinator', 'worker', 'clinician', 'lead', 'steward'];

/** Staff, and people of funders for what is meant for them. */
export const readers = [...staff, 'funder'];
