/** What was done with a record, as the client is told. */
export const openedActions = ['read', 'wrote', 'override'] as const;
export type OpenedAction = (typeof openedActions)[number];

/** For how many days a link to the list may work. */
export const linkDays = 14;
