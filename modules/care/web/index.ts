import type { WebModule } from '../../../kernel/web/module.ts';
import { fill } from '../../../kernel/web/panels.tsx';
import { todayPlace } from '../../../kernel/web/places.ts';
import { careRoles } from '../../people/model.ts';
import { clientAside, clientMain } from '../../people/web/index.ts';
import words from '../words.json' with { type: 'json' };

const care = [...careRoles];

/** The shared record, as screens. */
export const careWeb: WebModule = {
  id: 'care',
  words,
  pages: [
    {
      path: '/contact',
      title: 'contact.title',
      who: care,
      load: () => import('./ContactPage.tsx').then((m) => m.ChooseClientPage),
    },
    {
      path: '/contact/:clientId',
      title: 'contact.title',
      who: care,
      load: () => import('./ContactPage.tsx').then((m) => m.ContactPage),
    },
  ],
  menu: [{ section: 'clients', path: '/contact', label: 'contact.title', who: care, order: 15 }],
  panels: [
    fill(todayPlace, {
      id: 'care.today',
      who: care,
      order: 10,
      load: () => import('./TodayPanels.tsx').then((m) => m.TodayPanels),
    }),
    fill(clientMain, {
      id: 'care.contacts',
      who: care,
      order: 20,
      load: () => import('./ContactsPanel.tsx').then((m) => m.ContactsPanel),
    }),
    fill(clientAside, {
      id: 'care.plan',
      who: care,
      order: 10,
      load: () => import('./plan/PlanPanel.tsx').then((m) => m.PlanPanel),
    }),
    fill(clientAside, {
      id: 'care.safety',
      who: care,
      order: 20,
      load: () => import('./plan/SafetyPlanPanel.tsx').then((m) => m.SafetyPlanPanel),
    }),
  ],
};
