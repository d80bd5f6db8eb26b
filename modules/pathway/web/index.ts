import type { WebModule } from '../../../kernel/web/module.ts';
import { fill } from '../../../kernel/web/panels.tsx';
import { clientStartsPlace, serviceActionsPlace, serviceForClientPlace } from '../../directory/web/index.ts';
import { careRoles } from '../../people/model.ts';
import { clientAside, clientMain } from '../../people/web/index.ts';
import { programAside } from '../../vocabulary/web/index.ts';
import words from '../words.json' with { type: 'json' };

export {
  todayHere,
  useChoices,
  useClientPathway,
  useClientProgram,
  useNameOf,
  useAdoptions,
  usePlaces,
  useProgram,
  useProgramName,
  usePrograms,
  useRead,
  useSiteName,
} from './api.ts';
export { ClientPicker } from './ClientPicker.tsx';

const care = [...careRoles];

/** The way into a program and through it, as screens. */
export const pathwayWeb: WebModule = {
  id: 'pathway',
  words,
  pages: [
    {
      path: '/pathway',
      title: 'board.title',
      who: care,
      load: () => import('./BoardPage.tsx').then((m) => m.BoardPage),
    },
    {
      path: '/hello/:token',
      title: 'ask.title',
      who: 'public',
      frame: 'bare',
      load: () => import('./ask/AskPage.tsx').then((m) => m.AskPage),
    },
    {
      path: '/pathway/referrals',
      title: 'referrals.title',
      who: care,
      load: () => import('./referrals/ReferralsPage.tsx').then((m) => m.ReferralsPage),
    },
    {
      path: '/pathway/refer/:clientId',
      title: 'refer.title',
      who: care,
      load: () => import('./ReferPage.tsx').then((m) => m.ReferPage),
    },
    {
      path: '/pathway/screen/:clientId/:referralId',
      title: 'screen.title',
      who: care,
      load: () => import('./ScreenPage.tsx').then((m) => m.ScreenPage),
    },
  ],
  menu: [
    { section: 'clients', path: '/pathway', label: 'menu.pathway', who: care, order: 20 },
    { section: 'clients', path: '/pathway/referrals', label: 'menu.referrals', who: care, order: 25 },
  ],
  panels: [
    fill(clientMain, {
      id: 'pathway.way',
      who: care,
      order: 10,
      load: () => import('./WayPanel.tsx').then((m) => m.WayPanel),
    }),
    fill(clientAside, {
      id: 'pathway.reach',
      who: care,
      order: 30,
      load: () => import('./reach/ContactPointsPanel.tsx').then((m) => m.ContactPointsPanel),
    }),
    fill(programAside, {
      id: 'pathway.sites',
      who: 'signed-in',
      order: 10,
      load: () => import('./room/SitesPanel.tsx').then((m) => m.SitesPanel),
    }),
    fill(serviceActionsPlace, {
      id: 'pathway.refer',
      who: care,
      order: 10,
      load: () => import('./ReferToService.tsx').then((m) => m.ReferToService),
    }),
    fill(serviceForClientPlace, {
      id: 'pathway.referHere',
      who: care,
      order: 10,
      load: () => import('./navigate/ReferHere.tsx').then((m) => m.ReferHere),
    }),
    fill(clientStartsPlace, {
      id: 'pathway.starts',
      who: care,
      order: 10,
      load: () => import('./navigate/ContactStarts.tsx').then((m) => m.ContactStarts),
    }),
  ],
};
