import type { WebModule } from '../../../kernel/web/module.ts';
import { fill } from '../../../kernel/web/panels.tsx';
import { todayPlace } from '../../../kernel/web/places.ts';
import words from '../words.json' with { type: 'json' };

const staff = ['coordinator', 'worker', 'clinician', 'lead', 'steward'];

/** The people who work here, as screens. */
export const staffingWeb: WebModule = {
  id: 'staffing',
  words,
  pages: [
    {
      path: '/team',
      title: 'team.title',
      who: staff,
      load: () => import('./TeamPage.tsx').then((m) => m.TeamPage),
    },
  ],
  menu: [{ section: 'administration', path: '/team', label: 'team.title', who: staff, order: 5 }],
  panels: [
    fill(todayPlace, {
      id: 'staffing.today',
      who: staff,
      order: 60,
      load: () => import('./TeamToday.tsx').then((m) => m.TeamToday),
    }),
  ],
};
