import { place } from '../../../kernel/web/panels.tsx';

/** What a panel on a client's page is given. */
export type ClientShown = {
  readonly clientId: string;
  readonly siteId: string;
  readonly organisationId: string;
};

/** Beside the client's name: what must be in reach at any moment, a crisis first. */
export const clientActions = place<ClientShown>('client.actions');

/** Above everything else: what nobody who opens the record may overlook. */
export const clientAlerts = place<ClientShown>('client.alerts');

/** The record at a glance: one short card a subject, goals and next steps (10) before work (30), medication (40), referrals (50) and outcomes (60). */
export const clientGlance = place<ClientShown>('client.glance');

/** The main column of a client's page: what is going on, in the order of the work. */
export const clientMain = place<ClientShown>('client.main');

/** Beside it: short facts, plans, who is in the circle, what is allowed. */
export const clientAside = place<ClientShown>('client.aside');
