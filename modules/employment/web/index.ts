import type { WebModule } from '../../../kernel/web/module.ts';
import { fill } from '../../../kernel/web/panels.tsx';
import { careRoles } from '../../people/model.ts';
import { clientMain } from '../../people/web/index.ts';
import words from '../words.json' with { type: 'json' };

/** Clients' work, as screens. */
export const employmentWeb: WebModule = {
  id: 'employment',
  words,
  panels: [
    fill(clientMain, {
      id: 'employment.work',
      who: [...careRoles],
      order: 30,
      load: () => import('./WorkPanel.tsx').then((m) => m.WorkPanel),
    }),
  ],
};
