import { lazy } from 'react';
import type { WebModule } from '../../../kernel/web/module.ts';
import { fill } from '../../../kernel/web/panels.tsx';
import { todayPlace } from '../../../kernel/web/places.ts';
import { fidelityBeside } from '../../employment/web/index.ts';
import { studyPlace } from '../../evidence/web/index.ts';
import words from '../words.json' with { type: 'json' };
import { deciders, learners, researchers } from './seen.ts';

export { factorAside } from './places.ts';

/** Notes a barrier that another screen noticed; loaded when it is opened, so it stands inside a `Suspense`. */
export const NoteFactorSheet = lazy(() =>
  import('./NoteFactorSheet.tsx').then((m) => ({ default: m.NoteFactorSheet })),
);

/** What is in the way, what is tried and what came of it, as screens. */
export const learningWeb: WebModule = {
  id: 'learning',
  words,
  pages: [
    {
      path: '/change',
      title: 'change.title',
      who: learners,
      load: () => import('./ChangePage.tsx').then((m) => m.ChangePage),
    },
    {
      path: '/change/factors/:id',
      title: 'factor.title',
      who: learners,
      load: () => import('./FactorPage.tsx').then((m) => m.FactorPage),
    },
    {
      path: '/change/trials/:id',
      title: 'trial.title',
      who: learners,
      load: () => import('./trial/TrialPage.tsx').then((m) => m.TrialPage),
    },
    {
      path: '/change/adaptations',
      title: 'adapt.title',
      who: learners,
      load: () => import('./adapt/AdaptationsPage.tsx').then((m) => m.AdaptationsPage),
    },
    {
      path: '/checks/:id',
      title: 'check.one',
      who: researchers,
      load: () => import('./check/CheckPage.tsx').then((m) => m.CheckPage),
    },
    {
      path: '/heard',
      title: 'mine.title',
      who: 'public',
      frame: 'bare',
      load: () => import('./check/MyCheckPage.tsx').then((m) => m.MyCheckPage),
    },
  ],
  menu: [
    { section: 'change', path: '/change', label: 'change.title', who: learners, order: 10 },
    { section: 'change', path: '/change/adaptations', label: 'adapt.title', who: learners, order: 20 },
  ],
  panels: [
    fill(fidelityBeside, {
      id: 'learning.adapted',
      who: learners,
      order: 10,
      load: () => import('./adapt/AdaptedPanel.tsx').then((m) => m.AdaptedPanel),
    }),
    fill(studyPlace, {
      id: 'learning.checks',
      who: researchers,
      order: 40,
      load: () => import('./check/ChecksPanel.tsx').then((m) => m.ChecksPanel),
    }),
    fill(todayPlace, {
      id: 'learning.trials',
      who: deciders,
      order: 60,
      load: () => import('./trial/TrialsToday.tsx').then((m) => m.TrialsToday),
    }),
  ],
};
