import type { WebModule } from '../../../kernel/web/module.ts';
import { fill } from '../../../kernel/web/panels.tsx';
import { todayPlace } from '../../../kernel/web/places.ts';
import { careRoles } from '../../people/model.ts';
import { clientAside } from '../../people/web/index.ts';
import words from '../words.json' with { type: 'json' };

const officers = ['privacy'] as const;
const administrators = ['privacy', 'steward'] as const;

/** Watching over the records, as screens: the trail, who opened one record, failed work. */
export const oversightWeb: WebModule = {
  id: 'oversight',
  words,
  pages: [
    {
      path: '/audit',
      title: 'trail.title',
      who: officers,
      load: () => import('./TrailPage.tsx').then((m) => m.TrailPage),
    },
    {
      path: '/audit/clients/:id',
      title: 'opened.title',
      who: officers,
      load: () => import('./WhoOpenedPage.tsx').then((m) => m.WhoOpenedPage),
    },
    {
      path: '/clients/:id/opened',
      title: 'given.title',
      who: careRoles,
      frame: 'bare',
      load: () => import('./opened/GivePage.tsx').then((m) => m.GivePage),
    },
    {
      path: '/opened',
      title: 'given.title',
      who: 'public',
      frame: 'bare',
      load: () => import('./opened/TakePage.tsx').then((m) => m.TakePage),
    },
    {
      path: '/failed-work',
      title: 'failed.title',
      who: administrators,
      load: () => import('./FailedWorkPage.tsx').then((m) => m.FailedWorkPage),
    },
  ],
  menu: [
    { section: 'administration', path: '/audit', label: 'trail.title', who: officers, order: 30 },
    {
      section: 'administration',
      path: '/failed-work',
      label: 'failed.title',
      who: administrators,
      order: 80,
    },
  ],
  panels: [
    fill(todayPlace, {
      id: 'oversight.failed',
      who: administrators,
      order: 20,
      load: () => import('./FailedToday.tsx').then((m) => m.FailedToday),
    }),
    fill(clientAside, {
      id: 'oversight.opened',
      who: careRoles,
      order: 90,
      load: () => import('./opened/OpenedPanel.tsx').then((m) => m.OpenedPanel),
    }),
  ],
};
