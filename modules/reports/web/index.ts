import type { WebModule } from '../../../kernel/web/module.ts';
import words from '../words.json' with { type: 'json' };

const readers = ['steward', 'coordinator', 'lead', 'funder'];

/** Reports, as screens. */
export const reportsWeb: WebModule = {
  id: 'reports',
  words,
  pages: [
    {
      path: '/reports',
      title: 'page.title',
      who: readers,
      load: () => import('./ReportPage.tsx').then((m) => m.ReportPage),
    },
  ],
  menu: [{ section: 'reports', path: '/reports', label: 'menu.reports', who: readers, order: 10 }],
};
