import type { WebModule } from '../../../kernel/web/module.ts';
import { fill } from '../../../kernel/web/panels.tsx';
import { careRoles } from '../../people/model.ts';
import { clientMain } from '../../people/web/index.ts';
import words from '../words.json' with { type: 'json' };

const care = [...careRoles];

/** Prescribed supply, as screens. */
export const supplyWeb: WebModule = {
  id: 'supply',
  words,
  pages: [
    {
      path: '/supply',
      title: 'day.title',
      who: care,
      load: () => import('./day/DayPage.tsx').then((m) => m.DayPage),
    },
    {
      path: '/supply/rules',
      title: 'rules.title',
      who: care,
      load: () => import('./rules/RulesPage.tsx').then((m) => m.RulesPage),
    },
  ],
  menu: [{ section: 'clients', path: '/supply', label: 'menu.supply', who: care, order: 30 }],
  panels: [
    fill(clientMain, {
      id: 'supply.prescriptions',
      who: care,
      order: 38,
      load: () => import('./prescribe/PrescriptionsPanel.tsx').then((m) => m.PrescriptionsPanel),
    }),
    fill(clientMain, {
      id: 'supply.doses',
      who: care,
      order: 40,
      load: () => import('./DosesPanel.tsx').then((m) => m.DosesPanel),
    }),
  ],
};
