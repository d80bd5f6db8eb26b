import type { WebModule } from '../../../kernel/web/module.ts';
import words from '../words.json' with { type: 'json' };

export { figureAside } from './places.ts';
export { useFigure } from './api.ts';
export { SeriesChart } from './SeriesChart.tsx';

const everybodyWithFigures = [
  'steward',
  'coordinator',
  'worker',
  'clinician',
  'lead',
  'evaluator',
  'privacy',
];

/** Figures, as screens. */
export const measuresWeb: WebModule = {
  id: 'measures',
  words,
  pages: [
    {
      path: '/figures',
      title: 'figures.title',
      who: everybodyWithFigures,
      load: () => import('./FiguresPage.tsx').then((m) => m.FiguresPage),
    },
  ],
  menu: [
    { section: 'understand', path: '/figures', label: 'menu.figures', who: everybodyWithFigures, order: 10 },
  ],
};
