import { place } from '../../../kernel/web/panels.tsx';

/** What a panel on a client's page is given. */
export type ClientShown = {
  readonly clientId: string;
  readonly siteId: string;
  readonly organisationId: string;
};

/** The main column of a client's page: what is going on, in the order of the work. */
export const clientMain = place<ClientShown>('client.main');

/** Beside it: short facts, referrals, alerts. */
export const clientAside = place<ClientShown>('client.aside');
