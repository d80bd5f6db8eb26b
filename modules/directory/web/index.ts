import type { WebModule } from '../../../kernel/web/module.ts';
import { careRoles } from '../../people/model.ts';
import { editors, staff } from '../model.ts';
import words from '../words.json' with { type: 'json' };
import { findServices } from './findServices.ts';

export { clientStartsPlace, serviceForClientPlace } from './navigate/places.ts';
export { sourceActionsPlace } from './sources/places.ts';
export { serviceActionsPlace } from './service/serviceActions.ts';

/** The directory of services on the screen. */
export const directoryWeb: WebModule = {
  id: 'directory',
  words,
  pages: [
    {
      path: '/directory',
      title: 'directory.title',
      who: 'signed-in',
      load: () => import('./DirectoryPage.tsx').then((m) => m.DirectoryPage),
    },
    {
      path: '/directory/:id',
      title: 'directory.title',
      who: 'signed-in',
      load: () => import('./service/ServicePage.tsx').then((m) => m.ServicePage),
    },
    {
      path: '/directory/for/:clientId',
      title: 'navigate.title',
      who: [...careRoles],
      load: () => import('./navigate/NavigatePage.tsx').then((m) => m.NavigatePage),
    },
    {
      path: '/directory/for/:clientId/:id',
      title: 'navigate.title',
      who: [...careRoles],
      load: () => import('./service/ServicePage.tsx').then((m) => m.ServiceForClientPage),
    },
    {
      path: '/directory/due',
      title: 'due.title',
      who: [...staff],
      load: () => import('./upkeep/DuePage.tsx').then((m) => m.DuePage),
    },
    {
      path: '/directory/new',
      title: 'edit.add',
      who: [...editors],
      load: () => import('./writing/AddPage.tsx').then((m) => m.AddPage),
    },
    {
      path: '/directory/:id/edit',
      title: 'edit.title',
      who: [...editors],
      load: () => import('./writing/EditPage.tsx').then((m) => m.EditPage),
    },
    {
      path: '/directory/sources',
      title: 'sources.title',
      who: 'signed-in',
      load: () => import('./sources/SourcesPage.tsx').then((m) => m.SourcesPage),
    },
  ],
  menu: [{ section: 'directory', path: '/directory', label: 'directory.title', who: 'signed-in', order: 10 }],
  palette: [{ id: 'directory.services', label: 'palette.services', who: 'signed-in', find: findServices }],
};
