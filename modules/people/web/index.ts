import type { WebModule } from '../../../kernel/web/module.ts';
import { fill } from '../../../kernel/web/panels.tsx';
import { todayPlace } from '../../../kernel/web/places.ts';
import { careRoles } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { findClients } from './findClients.ts';

export {
  clientActions,
  clientAlerts,
  clientAside,
  clientGlance,
  clientMain,
  type ClientShown,
} from './places.ts';

/** Clients on the screen: finding, registering, one client's page, the privacy officer's list. */
export const peopleWeb: WebModule = {
  id: 'people',
  words,
  pages: [
    {
      path: '/clients',
      title: 'clients.title',
      who: careRoles,
      load: () => import('./ClientsPage.tsx').then((m) => m.ClientsPage),
    },
    {
      path: '/clients/:id',
      title: 'client.title',
      who: careRoles,
      load: () => import('./ClientPage.tsx').then((m) => m.ClientPage),
    },
    {
      path: '/emergency-access',
      title: 'overrides.title',
      who: ['privacy'],
      load: () => import('./OverridesPage.tsx').then((m) => m.OverridesPage),
    },
  ],
  menu: [
    { section: 'clients', path: '/clients', label: 'menu.clients', who: careRoles, order: 10 },
    {
      section: 'administration',
      path: '/emergency-access',
      label: 'menu.overrides',
      who: ['privacy'],
      order: 40,
    },
  ],
  palette: [{ id: 'people.clients', label: 'palette.clients', who: careRoles, find: findClients }],
  panels: [
    fill(todayPlace, {
      id: 'people.overrides',
      who: ['privacy'],
      order: 15,
      load: () => import('./OverridesPage.tsx').then((m) => m.OverridesToday),
    }),
  ],
};
