import type { WebModule } from '../../../kernel/web/module.ts';
import { fill } from '../../../kernel/web/panels.tsx';
import { todayPlace } from '../../../kernel/web/places.ts';
import words from '../words.json' with { type: 'json' };
import { findCodes } from './findCodes.ts';

export { itemFaults } from '../checks/forms.ts';
export { fold } from '../shapes/fold.ts';
export { formClasses, questionKinds } from '../shapes/formKinds.ts';
export { programAside } from './places.ts';

/** The shared words of the field and the program models, as screens. */
export const vocabularyWeb: WebModule = {
  id: 'vocabulary',
  words,
  pages: [
    {
      path: '/frameworks',
      title: 'frameworks.title',
      who: 'signed-in',
      load: () => import('./FrameworksPage.tsx').then((m) => m.FrameworksPage),
    },
    {
      path: '/frameworks/:key',
      title: 'frameworks.title',
      who: 'signed-in',
      load: () => import('./FrameworkPage.tsx').then((m) => m.FrameworkPage),
    },
    {
      path: '/programs',
      title: 'programs.title',
      who: 'signed-in',
      load: () => import('./ProgramsPage.tsx').then((m) => m.ProgramsPage),
    },
    {
      path: '/programs/drafts/:id',
      title: 'edit.title',
      who: ['steward'],
      load: () => import('./editor/EditorPage.tsx').then((m) => m.EditorPage),
    },
    {
      path: '/programs/:key',
      title: 'programs.title',
      who: 'signed-in',
      load: () => import('./ProgramPage.tsx').then((m) => m.ProgramPage),
    },
    {
      path: '/programs/:key/profiles/:profiles',
      title: 'programs.title',
      who: 'signed-in',
      load: () => import('./ProfilesPage.tsx').then((m) => m.ProfilesPage),
    },
  ],
  menu: [
    { section: 'understand', path: '/frameworks', label: 'menu.frameworks', who: 'signed-in', order: 90 },
    { section: 'network', path: '/programs', label: 'menu.programs', who: 'signed-in', order: 60 },
  ],
  palette: [{ id: 'vocabulary.codes', label: 'palette.codes', who: 'signed-in', find: findCodes }],
  panels: [
    fill(todayPlace, {
      id: 'vocabulary.drafts',
      who: ['steward'],
      order: 25,
      load: () => import('./editor/Drafts.tsx').then((m) => m.Drafts),
    }),
  ],
};
