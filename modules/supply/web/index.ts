import type { WebModule } from '../../../kernel/web/module.ts';
import { fill } from '../../../kernel/web/panels.tsx';
import { todayPlace } from '../../../kernel/web/places.ts';
import { careRoles } from '../../people/model.ts';
import { clientGlance, clientMain } from '../../people/web/index.ts';
import words from '../words.json' with { type: 'json' };

export { alertAside, alertsPlace } from './places.ts';

const care = [...careRoles];
const reviewers = ['coordinator', 'clinician'];

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
      path: '/supply/due',
      title: 'due.title',
      who: care,
      load: () => import('./watch/DuePage.tsx').then((m) => m.DuePage),
    },
    {
      path: '/supply/alerts',
      title: 'alerts.title',
      who: care,
      load: () => import('./watch/AlertsPage.tsx').then((m) => m.AlertsPage),
    },
    {
      path: '/supply/affected',
      title: 'affected.title',
      who: care,
      load: () => import('./affected/AffectedPage.tsx').then((m) => m.AffectedPage),
    },
    {
      path: '/supply/affected/:id',
      title: 'affected.lists',
      who: care,
      load: () => import('./affected/WorklistPage.tsx').then((m) => m.WorklistPage),
    },
    {
      path: '/supply/review',
      title: 'review.title',
      who: reviewers,
      load: () => import('./review/ReviewPage.tsx').then((m) => m.ReviewPage),
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
    fill(clientGlance, {
      id: 'supply.glance',
      who: care,
      order: 40,
      load: () => import('./DoseCard.tsx').then((m) => m.DoseCard),
    }),
    fill(todayPlace, {
      id: 'supply.alerts',
      who: care,
      order: 5,
      load: () => import('./watch/AlertsToday.tsx').then((m) => m.AlertsToday),
    }),
    fill(clientMain, {
      id: 'supply.watch',
      who: care,
      order: 42,
      load: () => import('./watch/WatchPanel.tsx').then((m) => m.WatchPanel),
    }),
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
