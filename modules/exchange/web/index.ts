import { fill } from '../../../kernel/web/panels.tsx';
import type { WebModule } from '../../../kernel/web/module.ts';
import { sourceActionsPlace } from '../../directory/web/index.ts';
import { studyPlace } from '../../evidence/web/index.ts';
import words from '../words.json' with { type: 'json' };

const researchers = ['evaluator', 'steward'] as const;

/** The exchange with other tools, as screens: a project comes in to a study or goes out of it. */
export const exchangeWeb: WebModule = {
  id: 'exchange',
  words,
  pages: [
    {
      path: '/studies/:id/exchange',
      title: 'exchange.title',
      who: researchers,
      load: () => import('./ExchangePage.tsx').then((m) => m.ExchangePage),
    },
  ],
  panels: [
    fill(sourceActionsPlace, {
      id: 'exchange.hsds',
      who: ['steward', 'coordinator'],
      order: 10,
      load: () => import('./SourceDownload.tsx').then((m) => m.SourceDownload),
    }),
    fill(studyPlace, {
      id: 'exchange.refi',
      who: researchers,
      order: 90,
      load: () => import('./ExchangePanel.tsx').then((m) => m.ExchangePanel),
    }),
  ],
};
