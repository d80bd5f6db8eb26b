import type { WebModule } from '../../../kernel/web/module.ts';
import words from '../words.json' with { type: 'json' };
import { findServices } from './findServices.ts';

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
  ],
  menu: [{ section: 'directory', path: '/directory', label: 'directory.title', who: 'signed-in', order: 10 }],
  palette: [{ id: 'directory.services', label: 'palette.services', who: 'signed-in', find: findServices }],
};
