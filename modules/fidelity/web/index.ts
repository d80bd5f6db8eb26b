import type { WebModule } from '../../../kernel/web/module.ts';
import { fill } from '../../../kernel/web/panels.tsx';
import { todayPlace } from '../../../kernel/web/places.ts';
import { fidelityBeside } from '../../employment/web/index.ts';
import { readers } from '../asks/who.ts';
import words from '../words.json' with { type: 'json' };

/** Reviews of fidelity by people, as screens. */
export const fidelityWeb: WebModule = {
  id: 'fidelity',
  words,
  pages: [
    {
      path: '/fidelity/reviews',
      title: 'title',
      who: readers,
      load: () => import('./ReviewsPage.tsx').then((m) => m.ReviewsPage),
    },
    {
      path: '/fidelity/reviews/:id',
      title: 'one',
      who: readers,
      load: () => import('./ReviewPage.tsx').then((m) => m.ReviewPage),
    },
  ],
  menu: [{ section: 'understand', path: '/fidelity/reviews', label: 'menu', who: readers, order: 21 }],
  panels: [
    fill(fidelityBeside, {
      id: 'fidelity.beside',
      who: readers,
      order: 5,
      load: () => import('./BesidePanel.tsx').then((m) => m.BesidePanel),
    }),
    fill(todayPlace, {
      id: 'fidelity.today',
      who: readers,
      order: 63,
      load: () => import('./ReviewsToday.tsx').then((m) => m.ReviewsToday),
    }),
  ],
};
