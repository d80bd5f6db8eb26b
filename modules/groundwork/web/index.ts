import type { WebModule } from '../../../kernel/web/module.ts';
import { fill } from '../../../kernel/web/panels.tsx';
import { todayPlace } from '../../../kernel/web/places.ts';
import { figureAside } from '../../measures/web/index.ts';
import words from '../words.json' with { type: 'json' };

const staff = ['coordinator', 'worker', 'clinician', 'lead', 'steward'];
const readers = [...staff, 'funder'];

/** The ground a site stands on, as screens. */
export const groundworkWeb: WebModule = {
  id: 'groundwork',
  words,
  pages: [
    {
      path: '/groundwork',
      title: 'title',
      who: readers,
      load: () => import('./GroundworkPage.tsx').then((m) => m.GroundworkPage),
    },
  ],
  menu: [{ section: 'administration', path: '/groundwork', label: 'menu', who: readers, order: 6 }],
  panels: [
    fill(todayPlace, {
      id: 'groundwork.today',
      who: staff,
      order: 62,
      load: () => import('./GroundToday.tsx').then((m) => m.GroundToday),
    }),
    fill(figureAside, {
      id: 'groundwork.rates',
      who: [...staff, 'evaluator', 'privacy'],
      order: 10,
      load: () => import('./footing/RatesBeside.tsx').then((m) => m.RatesBeside),
    }),
  ],
};
