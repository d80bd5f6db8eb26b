import type { WebModule } from '../../../kernel/web/module.ts';
import { fill } from '../../../kernel/web/panels.tsx';
import { careRoles } from '../../people/model.ts';
import { clientMain } from '../../people/web/index.ts';
import words from '../words.json' with { type: 'json' };

/** Prescribed supply, as screens. */
export const supplyWeb: WebModule = {
  id: 'supply',
  words,
  panels: [
    fill(clientMain, {
      id: 'supply.doses',
      who: [...careRoles],
      order: 40,
      load: () => import('./DosesPanel.tsx').then((m) => m.DosesPanel),
    }),
  ],
};
