import type { WebModule } from '../../../kernel/web/module.ts';
import { fill, place } from '../../../kernel/web/panels.tsx';
import { careRoles } from '../../people/model.ts';
import words from '../words.json' with { type: 'json' };

export { todayHere, useChoices, useClientProgram, useNameOf, useProgram, useProgramName, useRead } from './api.ts';
export { ClientPicker } from './ClientPicker.tsx';

const care = [...careRoles];

/** The client's page offers its main column and its margin; a service's page offers room for what can be done with it. */
const clientMain = place<{ clientId: string }>('client.main');
const serviceActions = place<{ serviceId: string; name: string }>('service.actions');

/** The way into a program and through it, as screens. */
export const pathwayWeb: WebModule = {
  id: 'pathway',
  words,
  pages: [
    { path: '/pathway', title: 'board.title', who: care, load: () => import('./BoardPage.tsx').then((m) => m.BoardPage) },
    { path: '/pathway/refer/:clientId', title: 'refer.title', who: care, load: () => import('./ReferPage.tsx').then((m) => m.ReferPage) },
    {
      path: '/pathway/screen/:clientId/:referralId',
      title: 'screen.title',
      who: care,
      load: () => import('./ScreenPage.tsx').then((m) => m.ScreenPage),
    },
  ],
  menu: [{ section: 'clients', path: '/pathway', label: 'menu.pathway', who: care, order: 20 }],
  panels: [
    fill(clientMain, { id: 'pathway.way', who: care, order: 10, load: () => import('./WayPanel.tsx').then((m) => m.WayPanel) }),
    fill(serviceActions, { id: 'pathway.refer', who: care, order: 10, load: () => import('./ReferToService.tsx').then((m) => m.ReferToService) }),
  ],
};
