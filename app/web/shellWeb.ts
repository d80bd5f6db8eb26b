import type { WebModule } from '../../kernel/web/module.ts';
import words from './words.json' with { type: 'json' };

/** The shell's own page: the first screen of the day. */
export const shellWeb: WebModule = {
  id: 'shell',
  words,
  pages: [
    {
      path: '/',
      title: 'today.title',
      who: 'signed-in',
      load: () => import('./TodayPage.tsx').then((m) => m.TodayPage),
    },
  ],
  menu: [{ section: 'today', path: '/', label: 'section.today', who: 'signed-in', order: 0 }],
};
