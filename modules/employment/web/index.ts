import type { WebModule } from '../../../kernel/web/module.ts';
import { fill } from '../../../kernel/web/panels.tsx';
import { careRoles } from '../../people/model.ts';
import { clientGlance, clientMain } from '../../people/web/index.ts';
import words from '../words.json' with { type: 'json' };

export { fidelityBeside } from './places.ts';

/** Clients' work, as screens. */
export const employmentWeb: WebModule = {
  id: 'employment',
  words,
  pages: [
    {
      path: '/work',
      title: 'register.title',
      who: [...careRoles],
      load: () => import('./register/EmployersPage.tsx').then((m) => m.EmployersPage),
    },
    {
      path: '/work/employers/:id',
      title: 'job.employer',
      who: [...careRoles],
      load: () => import('./register/EmployerPage.tsx').then((m) => m.EmployerPage),
    },
    {
      path: '/fidelity',
      title: 'fidelity.title',
      who: [...careRoles, 'lead'],
      load: () => import('./register/FidelityPage.tsx').then((m) => m.FidelityPage),
    },
  ],
  menu: [
    { section: 'clients', path: '/work', label: 'register.title', who: [...careRoles], order: 40 },
    {
      section: 'understand',
      path: '/fidelity',
      label: 'fidelity.title',
      who: [...careRoles, 'lead'],
      order: 20,
    },
  ],
  panels: [
    fill(clientGlance, {
      id: 'employment.glance',
      who: [...careRoles],
      order: 30,
      load: () => import('./WorkCard.tsx').then((m) => m.WorkCard),
    }),
    fill(clientMain, {
      id: 'employment.work',
      who: [...careRoles],
      order: 30,
      load: () => import('./WorkPanel.tsx').then((m) => m.WorkPanel),
    }),
  ],
};
